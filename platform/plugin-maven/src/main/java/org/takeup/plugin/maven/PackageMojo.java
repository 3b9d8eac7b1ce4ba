package org.takeup.plugin.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;
import org.takeup.plugin.packaging.BadPackage;

/**
 * Makes the package, {@code target/<id>-<version>.zip}, and checks it as a platform does: what a platform would refuse
 * fails the build, with the remedy. The same sources give the same bytes.
 */
@Mojo(
        name = "package",
        defaultPhase = LifecyclePhase.PACKAGE,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class PackageMojo extends PackedMojo {
    // Maven sets it.
    @Component
    @SuppressWarnings("NullAway.Init")
    private MavenProjectHelper projects;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Path target = Path.of(project().getBuild().getDirectory());
        Path zip = target.resolve(zipName());
        try {
            byte[] packed =
                    layout(Path.of(project().getBuild().getOutputDirectory())).pack();
            Files.createDirectories(target);
            Files.write(zip, packed);
            getLog().info("Packed " + zip + ", " + packed.length + " bytes; a platform would take it");
        } catch (BadPackage e) {
            throw Refusal.of("A platform would refuse this package", e);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write the package " + zip + ": " + e.getMessage(), e);
        }
        projects.attachArtifact(project(), "zip", zip.toFile());
    }
}
