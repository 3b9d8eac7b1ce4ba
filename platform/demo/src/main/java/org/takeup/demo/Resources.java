package org.takeup.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The demo's own text files, packed beside its classes. */
final class Resources {
    private Resources() {}

    /**
     * The whole text of a packed file.
     *
     * @param path relative to this package, such as {@code realms/takeup.json}
     * @throws IllegalStateException if the build left the file out
     */
    static String text(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The demo was packed without its file '" + path + "'; build it again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's file '" + path + "' cannot be read.", e);
        }
    }
}
