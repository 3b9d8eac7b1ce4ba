package org.takeup.plugin.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
 * Ctrl-C ends both. With {@code -Dtakeup.demo.started} it uses a demo that runs already.
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
            run(new Demo(demo.toPath().toAbsolutePath()), workbench());
        } catch (BadPackage e) {
            throw Refusal.of("The demo cannot be used", e);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot go on: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Demo platform, Workbench workbench) throws IOException, InterruptedException {
        workbench.build();
        if (!started) {
            Process process = platform.start();
            process.onExit().thenRun(() -> getLog().info("The demo has ended; Ctrl-C ends this as well."));
        }
        while (!Files.isDirectory(platform.plugins())) {
            Thread.sleep(LOOK_EVERY);
        }
        getLog().info(
                        "In a workspace, switch the plugin on: http://localhost:8080/w/<workspace>/plugins, as its admin.");
        Map<Path, Long> before = Map.of();
        Map<Path, Long> shown = Map.of();
        while (!Thread.interrupted()) {
            Map<Path, Long> now = workbench.saved();
            if (now.equals(before) && !now.equals(shown)) {
                shown = now;
                bring(platform, workbench);
            }
            before = now;
            Thread.sleep(LOOK_EVERY);
        }
    }

    private void bring(Demo platform, Workbench workbench) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try {
            byte[] zip = workbench.build();
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
