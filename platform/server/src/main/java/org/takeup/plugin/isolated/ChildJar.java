package org.takeup.plugin.isolated;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pf4j.ExtensionPoint;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.HostClasses;
import org.takeup.plugin.Kind;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.packaging.HostNames;

/**
 * The class path of every child: one jar with the few classes that it needs, taken from where this process has them. A
 * child's user need not be able to read the platform's own jars, and finds nothing else of the platform in its process.
 */
final class ChildJar {
    private static final String CLASS = ".class";
    private static final String OWN = "org/takeup/plugin/";

    private ChildJar() {}

    /** Writes it. */
    static void write(Path jar) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        copy(PluginApi.class, List.of("org/takeup/plugin/api"), classes);
        copy(ExtensionPoint.class, List.of("org/pf4j"), classes);
        copy(LoggerFactory.class, List.of("org/slf4j"), classes);
        copy(ChildJar.class, List.of(OWN + "isolated/wire", OWN + "isolated/child", OWN), classes);
        copy(HostNames.class, List.of(OWN + "packaging"), classes);
        Set<String> single = Set.of(entry(HostClasses.class), entry(Kind.class), entry(HostNames.class));
        classes.keySet().removeIf(name -> isOfOurRoomOrFormat(name) && !single.contains(name));
        try (OutputStream file = Files.newOutputStream(jar);
                var zip = new ZipOutputStream(file)) {
            for (var each : classes.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
    }

    private static boolean isOfOurRoomOrFormat(String name) {
        return name.startsWith(OWN + "packaging/") || name.startsWith(OWN) && name.indexOf('/', OWN.length()) < 0;
    }

    private static String entry(Class<?> type) {
        return type.getName().replace('.', '/') + CLASS;
    }

    private static void copy(Class<?> anchor, List<String> folders, Map<String, byte[]> to) throws IOException {
        Path source = source(anchor);
        if (Files.isDirectory(source)) {
            copy(source, folders, to);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(source)) {
            copy(jar.getPath("/"), folders, to);
        }
    }

    private static void copy(Path root, List<String> folders, Map<String, byte[]> to) throws IOException {
        for (String folder : folders) {
            Path start = root.resolve(folder);
            // Of our own room its few classes, of the others all that is below.
            int depth = folder.equals(OWN) ? 1 : Integer.MAX_VALUE;
            if (!Files.isDirectory(start)) {
                continue;
            }
            try (var files = Files.walk(start, depth)) {
                files.filter(file -> file.toString().endsWith(CLASS))
                        .forEach(file -> to.put(root.relativize(file).toString(), bytes(file)));
            }
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path source(Class<?> type) {
        URL place = type.getProtectionDomain().getCodeSource().getLocation();
        try {
            return Path.of(place.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
