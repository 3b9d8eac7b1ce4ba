package org.takeup.plugin.isolated.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.HostClasses;
import org.takeup.plugin.Kind;

/** The extensions of one unpacked package, behind the same class filter as in the host. */
final class Extensions {
    private static final String INDEX = "META-INF/extensions.idx";

    private Extensions() {}

    /** The package cannot be loaded. The message is ours, and may name a class. */
    static final class Unloadable extends Exception {
        private static final long serialVersionUID = 1;

        Unloadable(String message) {
            super(message);
        }
    }

    /** Loads and makes them: runs code of the plugin. */
    static Map<Kind, ExtensionPoint> load(Path folder, String plugin) throws IOException, Unloadable {
        var loader = new URLClassLoader(plugin, urls(folder), new HostClasses());
        Thread.currentThread().setContextClassLoader(loader);
        Map<Kind, ExtensionPoint> extensions = new EnumMap<>(Kind.class);
        for (String name : names(loader)) {
            ExtensionPoint extension = make(loader, name);
            for (Kind kind : Kind.values()) {
                if (kind.type().isInstance(extension) && extensions.put(kind, extension) != null) {
                    throw new Unloadable("has two extensions of the kind '" + kind.label() + "'");
                }
            }
        }
        if (extensions.isEmpty()) {
            throw new Unloadable("has no extension of a kind that this platform knows");
        }
        return extensions;
    }

    private static ExtensionPoint make(ClassLoader loader, String name) throws Unloadable {
        try {
            return (ExtensionPoint)
                    Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new Unloadable(
                    switch (root) {
                        case NoClassDefFoundError missing ->
                            "needs the class " + missing.getMessage() + ", which it cannot have";
                        case ClassNotFoundException missing ->
                            "needs a class that is not there: " + missing.getMessage();
                        default -> "threw " + root.getClass().getName() + " while it was loaded";
                    });
        }
    }

    private static Set<String> names(ClassLoader loader) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (URL index : java.util.Collections.list(loader.getResources(INDEX))) {
            try (var lines = new BufferedReader(new InputStreamReader(index.openStream(), StandardCharsets.UTF_8))) {
                // As PF4J writes it: a class a line, comments after a hash.
                lines.lines()
                        .map(line -> line.replaceAll("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static URL[] urls(Path folder) throws IOException {
        List<Path> places = new ArrayList<>(List.of(folder.resolve("classes")));
        try (var libraries = Files.newDirectoryStream(folder.resolve("lib"), "*.jar")) {
            libraries.forEach(places::add);
        } catch (NoSuchFileException e) {
            // No libraries.
        }
        var urls = new ArrayList<URL>();
        for (Path place : places.stream().sorted().toList()) {
            urls.add(place.toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
