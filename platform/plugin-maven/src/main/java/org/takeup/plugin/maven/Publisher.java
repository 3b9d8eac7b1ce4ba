package org.takeup.plugin.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.packaging.PackageSignature;

/** Who signs, and where the key is. Never from the pom: that is committed. */
final class Publisher {
    /** Names the file with the key, on the command line. */
    static final String KEY_PROPERTY = "takeup.key";

    /** Names the file with the key, in the environment. */
    static final String KEY_FILE_VARIABLE = "TAKEUP_KEY_FILE";

    /** Holds the key itself, in PEM, as a build server keeps secrets. */
    static final String KEY_VARIABLE = "TAKEUP_KEY";

    private Publisher() {}

    static String checked(@Nullable String publisher) throws MojoFailureException {
        if (publisher == null || !PackageSignature.PUBLISHER.matcher(publisher).matches()) {
            throw Refusal.of(
                    publisher == null ? "The publisher is not named." : "'" + publisher + "' is no publisher's id.",
                    "Give -Dtakeup.publisher=<id>: 3 to 60 lower-case letters, digits and hyphens.");
        }
        return publisher;
    }

    static Path keyFile(String publisher, Properties commandLine, Map<String, String> environment) {
        String usual = Path.of(System.getProperty("user.home"), ".takeup", publisher + ".key")
                .toString();
        return Path.of(commandLine.getProperty(KEY_PROPERTY, environment.getOrDefault(KEY_FILE_VARIABLE, usual)))
                .toAbsolutePath();
    }

    /** The key from the command line's file, else from the environment, else from the usual file. */
    static KeyPair keys(String publisher, Properties commandLine, Map<String, String> environment)
            throws MojoFailureException {
        String given = commandLine.containsKey(KEY_PROPERTY) ? "" : environment.getOrDefault(KEY_VARIABLE, "");
        Path file = keyFile(publisher, commandLine, environment);
        String where = given.isEmpty() ? file.toString() : "the variable " + KEY_VARIABLE;
        try {
            return KeyFile.read(given.isEmpty() ? Files.readString(file) : given);
        } catch (IOException e) {
            throw Refusal.of(
                    "The key file " + file + " cannot be read.",
                    "Make a key with takeup:keygen, or name its file with -D" + KEY_PROPERTY + "=<file>.");
        } catch (IllegalArgumentException e) {
            throw Refusal.of("The key in " + where + " cannot be used.", String.valueOf(e.getMessage()));
        }
    }
}
