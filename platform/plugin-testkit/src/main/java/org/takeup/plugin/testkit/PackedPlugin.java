package org.takeup.plugin.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.packaging.settings.SettingsSchema;

/**
 * A plugin as it comes out of its zip: unpacked into a temporary folder and loaded by a class loader of its own that sees
 * only the JDK, PF4J and the plugin API. {@link #close} unloads it and removes the folder.
 */
public final class PackedPlugin implements AutoCloseable {
    /** Names the zip to test. Without it, the only zip in the folder {@code target} is taken. */
    public static final String ZIP_PROPERTY = "takeup.plugin.zip";

    private static final String MANIFEST = "plugin.properties";
    private static final String EXTENSIONS = "META-INF/extensions.idx";

    private final Path zip;
    private final Path folder;
    private final URLClassLoader loader;
    private final Properties manifest = new Properties();

    private PackedPlugin(Path zip, Path folder) throws IOException {
        this.zip = zip;
        this.folder = folder;
        Path manifestFile = folder.resolve(MANIFEST);
        if (Files.exists(manifestFile)) {
            try (InputStream in = Files.newInputStream(manifestFile)) {
                manifest.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        }
        this.loader = new URLClassLoader("plugin", classPath(folder), new ApiOnly());
    }

    /**
     * The zip that the build has made.
     *
     * @throws IllegalStateException if there is none, or more than one; the message says what to do
     */
    public static PackedPlugin find() {
        String named = System.getProperty(ZIP_PROPERTY);
        return open(named != null ? Path.of(named) : onlyZipIn(Path.of("target")));
    }

    /** Unpacks and loads a zip. An entry that climbs out of its folder is refused. */
    public static PackedPlugin open(Path zip) {
        try {
            Path folder = Files.createTempDirectory("takeup-plugin");
            unpack(zip, folder);
            return new PackedPlugin(zip, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + zip, e);
        }
    }

    /** What {@code plugin.properties} says, empty if the file is missing. */
    public String property(String key) {
        return manifest.getProperty(key, "").strip();
    }

    /** The same zip, unpacked and loaded once more. */
    PackedPlugin again() {
        return open(zip);
    }

    /** The package as it is. */
    public byte[] bytes() throws IOException {
        return Files.readAllBytes(zip);
    }

    /** What {@code settings.schema.json} lets an organisation set; nothing if there is no such file. */
    SettingsSchema settingsSchema() {
        Path schema = folder.resolve("settings.schema.json");
        try {
            return Files.exists(schema) ? SettingsSchema.read(Files.readAllBytes(schema)) : SettingsSchema.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new object of every extension of this kind that the package lists, made by its public constructor. */
    public <T extends ExtensionPoint> List<T> extensions(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (String name : listedExtensions()) {
            try {
                Class<?> type = Class.forName(name, true, loader);
                if (kind.isAssignableFrom(type)) {
                    found.add(kind.cast(type.getConstructor().newInstance()));
                }
            } catch (ReflectiveOperationException | LinkageError e) {
                throw new IllegalStateException(
                        name + " cannot be made. It needs a public class with a public constructor without arguments,"
                                + " and may use the JDK, PF4J and the plugin API only",
                        e);
            }
        }
        return found;
    }

    /** Names of the classes that the package brings but the platform owns. A good package has none. */
    List<String> classesOfThePlatform() {
        Path classes = folder.resolve("classes");
        try (Stream<Path> files = Files.exists(classes) ? Files.walk(classes) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> classes.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), ".")
                            .replaceAll("\\.class$", ""))
                    .filter(ApiOnly::isOfThePlatform)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an object's class came out of this package. */
    boolean brought(Object object) {
        return object.getClass().getClassLoader() == loader;
    }

    @Override
    public void close() throws IOException {
        loader.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<String> listedExtensions() {
        URL index = loader.findResource(EXTENSIONS);
        if (index == null) {
            throw new IllegalStateException("classes/" + EXTENSIONS
                    + " is missing. Annotate the extension with @Extension and run PF4J's annotation processor");
        }
        try (InputStream in = index.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL[] classPath(Path folder) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(folder.resolve("classes").toUri().toURL());
        Path lib = folder.resolve("lib");
        if (Files.isDirectory(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                for (Path jar : jars.sorted().toList()) {
                    urls.add(jar.toUri().toURL());
                }
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        // The folder has to end with a slash in its URL when the loader is made, so it must be there.
        Files.createDirectories(folder.resolve("classes"));
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("Entry " + entry.getName() + " climbs out of the package");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
    }

    private static Path onlyZipIn(Path target) {
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            List<Path> zips =
                    files.filter(file -> file.toString().endsWith(".zip")).toList();
            if (zips.size() == 1) {
                return zips.getFirst();
            }
            throw new IllegalStateException("Found " + zips.size() + " zip files in " + target.toAbsolutePath()
                    + ". Build the package first (mvn package), or name it with -D" + ZIP_PROPERTY + "=<file>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
