package org.takeup.plugin.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Hands the package to a platform, as its operator. The token comes from the environment, {@code TAKEUP_TOKEN}: it is
 * neither in the pom nor in the shell's history.
 */
@Mojo(name = "publish", threadSafe = true)
public final class PublishMojo extends AbstractMojo {
    private static final String TOKEN = "TAKEUP_TOKEN";

    @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
    private File target;

    /** The platform's address, for example {@code https://takeup.example}. */
    @Parameter(property = "takeup.url")
    private @Nullable String url;

    /** The package; without it the only zip in {@code target}. */
    @Parameter(property = "takeup.plugin.zip")
    private @Nullable File zip;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Path file = Built.zip(zip, target);
        Upload upload = upload();
        try {
            Upload.Outcome outcome = upload.send(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            if (!outcome.taken()) {
                throw new MojoFailureException(outcome.words());
            }
            getLog().info("Published " + file + " to " + url + ". " + outcome.words());
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot reach " + url + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Stopped while the package was under way", e);
        }
    }

    private Upload upload() throws MojoFailureException {
        String token = System.getenv(TOKEN);
        if (token == null || token.isBlank()) {
            throw Refusal.of("There is no token.", "Set the variable " + TOKEN + " to an operator's access token.");
        }
        if (url == null) {
            throw Refusal.of("The platform is not named.", "Give -Dtakeup.url=https://<platform>.");
        }
        try {
            return new Upload(url, token.strip());
        } catch (IllegalArgumentException e) {
            throw Refusal.of("The token goes over https only.", String.valueOf(e.getMessage()));
        }
    }
}
