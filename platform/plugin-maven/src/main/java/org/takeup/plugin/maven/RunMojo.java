package org.takeup.plugin.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.FileSet;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.packaging.BadPackage;

/**
 * Starts the demo of a Takeup checkout with this plugin in it, and brings the plugin there again each time you save.
 * Ctrl-C ends both, and the end of the demo ends it. With {@code -Dtakeup.demo.started} it uses a demo that runs already.
 */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.TEST)
public final class RunMojo extends PackedMojo {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration LONGEST_LOAD = Duration.ofSeconds(20);

    /** The folder of a Takeup checkout. */
    @Parameter(property = "takeup.demo")
    private @Nullable File demo;

    /** Whether the demo runs already. */
    @Parameter(property = "takeup.demo.started", defaultValue = "false")
    private boolean started;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (demo == null) {
            throw Refusal.of("The demo is not named.", "Give -Dtakeup.demo=<folder of a Takeup checkout>.");
        }
        try {
            run(new Demo(demo.toPath().toAbsolutePath(), System.getenv()), workbench());
        } catch (BadPackage e) {
            throw Refusal.of("Cannot start", e);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot go on: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Demo platform, Workbench workbench) throws IOException, InterruptedException {
        workbench.build();
        Optional<Process> process = started ? Optional.empty() : Optional.of(platform.start());
        while (!Files.isDirectory(platform.plugins()) && isAlive(process)) {
            Thread.sleep(LOOK_EVERY);
        }
        String port = System.getenv().getOrDefault("TAKEUP_DEMO_PORT", "8080");
        getLog().info("As a workspace's admin, switch it on: http://localhost:" + port + "/w/<workspace>/plugins");
        Map<Path, Long> before = Map.of();
        Map<Path, Long> shown = Map.of();
        while (isAlive(process)) {
            Map<Path, Long> now = workbench.saved();
            // A file that is still being written changes once more.
            if (now.equals(before) && !now.equals(shown)) {
                shown = now;
                bring(platform, workbench);
            }
            before = now;
            Thread.sleep(LOOK_EVERY);
        }
        getLog().info("The demo has ended.");
    }

    /** A demo that somebody else started is taken to run on. */
    private static boolean isAlive(Optional<Process> process) {
        return process.map(Process::isAlive).orElse(true);
    }

    private void bring(Demo platform, Workbench workbench) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try {
            byte[] zip = platform.signed(workbench.build());
            if (Demo.has(platform.plugins(), zipName(), zip)) {
                getLog().info("Nothing changed in the package");
                return;
            }
            int before = platform.loads(id(), version());
            Demo.put(platform.plugins(), zipName(), zip);
            boolean loaded = isLoaded(platform, before);
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            getLog().info(
                            loaded
                                    ? "Loaded " + zipName() + " after " + millis + " ms"
                                    : "Put " + zipName() + " into " + platform.plugins()
                                            + "; the demo has not loaded it yet: see its log, platform/demo/target/demo.log");
        } catch (BadPackage e) {
            getLog().error(Refusal.of("Not loaded", e).getMessage());
        }
    }

    private boolean isLoaded(Demo platform, int before) throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST_LOAD.toNanos();
        while (System.nanoTime() < until) {
            if (platform.loads(id(), version()) > before) {
                return true;
            }
            Thread.sleep(LOOK_EVERY.dividedBy(4));
        }
        return false;
    }

    private Workbench workbench() {
        return new Workbench(
                project().getCompileSourceRoots().stream().map(Path::of).toList(),
                project().getResources().stream()
                        .map(FileSet::getDirectory)
                        .map(Path::of)
                        .toList(),
                project().getArtifacts().stream()
                        .filter(artifact -> !Artifact.SCOPE_TEST.equals(artifact.getScope()))
                        .map(Artifact::getFile)
                        .map(File::toPath)
                        .toList(),
                Path.of(project().getBuild().getDirectory(), "takeup-run"),
                this::layout);
    }
}
