package org.takeup.plugin.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.plugin.packaging.PublisherKey;

/**
 * Signs the package in its place. The key is in the file that {@code -Dtakeup.key} or {@code TAKEUP_KEY_FILE} names, in
 * the variable {@code TAKEUP_KEY} itself, or in {@code ~/.takeup/<publisher>.key}; the pom is not asked.
 */
@Mojo(name = "sign", threadSafe = true)
public final class SignMojo extends AbstractMojo {
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
    private File target;

    /** The id under which operators know you. */
    @Parameter(property = "takeup.publisher")
    private @Nullable String publisher;

    /** The package; without it the only zip in {@code target}. */
    @Parameter(property = "takeup.plugin.zip")
    private @Nullable File zip;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        String named = Publisher.checked(publisher);
        KeyPair keys = Publisher.keys(named, session.getUserProperties(), System.getenv());
        Path file = Built.zip(zip, target);
        try {
            byte[] signed = new PackageSigner(named, keys).sign(Files.readAllBytes(file), Instant.now());
            var checked = PackageZip.check(signed);
            checked.signature().orElseThrow().verify(checked, new PublisherKey(keys.getPublic()));
            Files.write(file, signed);
        } catch (BadPackage e) {
            throw Refusal.of("A platform would refuse the package " + file, e);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot sign " + file + ": " + e.getMessage(), e);
        }
        getLog().info("Signed " + file + " as " + named + ", key "
                + new PublisherKey(keys.getPublic()).fingerprint().substring(0, 16) + "...");
    }
}
