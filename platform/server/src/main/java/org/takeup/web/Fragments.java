package org.takeup.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The names of the contract's fragments on the class path, in a folder or in a jar, in alphabetical order. */
final class Fragments {
    private Fragments() {}

    static List<String> names() {
        URL base = Fragments.class.getResource("/openapi/base.yaml");
        if (base == null) {
            throw new IllegalStateException("openapi/base.yaml is missing from the class path");
        }
        try {
            URI uri = base.toURI();
            if (!uri.getScheme().equals("jar")) {
                return names(Path.of(uri).resolveSibling("."));
            }
            // Uncached and closed, so that nothing holds the jar.
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return names(jar.getPath("/openapi"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("The fragments of the API contract cannot be listed", e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder.normalize())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !name.equals("base.yaml"))
                    .sorted()
                    .toList();
        }
    }
}
