package org.takeup.plugin.maven;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;

/**
 * Makes a publisher's key pair, once. The private key goes into {@code ~/.takeup/<publisher>.key}, or into the file that
 * {@code -Dtakeup.key} names, which its owner alone may read; the public key is printed for the operator.
 */
@Mojo(name = "keygen", requiresProject = false, threadSafe = true)
public final class KeygenMojo extends AbstractMojo {
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    /** The id under which operators will know you: 3 to 60 lower-case letters, digits and hyphens. */
    @Parameter(property = "takeup.publisher")
    private @Nullable String publisher;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        String named = Publisher.checked(publisher);
        Path file = Publisher.keyFile(named, session.getUserProperties(), System.getenv());
        KeyPair keys = PackageSigner.newKeys();
        try {
            KeyFile.write(file, keys);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.of(
                    "There is a key in " + file + " already, and packages may be signed with it.",
                    "Use it, or name another file with -Dtakeup.key=<file>.");
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        var open = new PublisherKey(keys.getPublic());
        getLog().info("The private key is in " + file + ". Keep a copy in a safe place, and give it to nobody.");
        getLog().info("Send these to the operators of the platforms that shall run your plugins:");
        getLog().info("  publisher    " + named);
        getLog().info("  public key   " + open.text());
        getLog().info("  fingerprint  " + open.fingerprint());
    }
}
