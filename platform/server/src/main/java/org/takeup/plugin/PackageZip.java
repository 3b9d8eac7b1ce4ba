package org.takeup.plugin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** A package whose every byte was looked at before any was written. Immutable. */
final class PackageZip {
    /** Largest package, in bytes. */
    static final int MOST_BYTES = 20 * 1024 * 1024;

    private static final int MOST_ENTRIES = 2_000;
    private static final String MANIFEST = "plugin.properties";

    private final byte[] bytes;
    private final String digest;
    private final Manifest manifest;

    private PackageZip(byte[] bytes, String digest, Manifest manifest) {
        this.bytes = bytes;
        this.digest = digest;
        this.manifest = manifest;
    }

    /** Checks a package from its first to its last byte. @throws PackageRejected saying what is wrong with it */
    static PackageZip check(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new PackageRejected("it is larger than 20 MB", "Leave out what the plugin does not need.");
        }
        List<CentralDirectory.Entry> directory = CentralDirectory.read(bytes, MOST_ENTRIES);
        var names = new ZipNames();
        for (CentralDirectory.Entry entry : directory) {
            names.check(entry.name());
            if (entry.encrypted() || !entry.plain()) {
                throw new PackageRejected(
                        "the entry " + ZipNames.shown(entry.name()) + " is encrypted, a link or a device",
                        "Pack plain files only.");
            }
        }
        byte[] manifest = walk(bytes, directory);
        return new PackageZip(bytes.clone(), sha256(bytes), Manifest.read(manifest));
    }

    /** Inflates everything once, counting and looking, keeping nothing but the manifest. */
    private static byte[] walk(byte[] bytes, List<CentralDirectory.Entry> directory) {
        var measured = new ZipMeasure(bytes.length);
        var names = new TreeSet<String>();
        byte[] manifest = null;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (!names.add(name)) {
                    throw PackageRejected.notAZip();
                }
                if (name.equals(MANIFEST)) {
                    manifest = measured.small(zip, MANIFEST);
                } else if (ZipNames.isLibrary(name)) {
                    measured.library(zip, name);
                } else {
                    measured.file(zip, name);
                }
            }
        } catch (ZipException | java.io.EOFException | IllegalArgumentException e) {
            throw PackageRejected.notAZip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        refuseOtherNames(names, directory);
        if (manifest == null) {
            throw new PackageRejected(
                    "it has no plugin.properties", "Put one at the top of the zip, with plugin.id and plugin.version.");
        }
        return manifest;
    }

    private static void refuseOtherNames(Set<String> names, List<CentralDirectory.Entry> directory) {
        var listed = new TreeSet<String>();
        directory.forEach(entry -> listed.add(entry.name()));
        if (!listed.equals(names)) {
            throw new PackageRejected(
                    "its directory lists other entries than it holds", "Send the zip that the plugin's build makes.");
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the bytes, in hex. */
    String digest() {
        return digest;
    }

    Manifest manifest() {
        return manifest;
    }

    /** Writes the entries below a new folder. */
    void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw PackageRejected.notAZip();
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Counts what comes out while a package is inflated, and stops it in time. */
    private static final class ZipMeasure {
        private static final long MOST_UNPACKED = 100L * 1024 * 1024;
        private static final int MOST_RATIO = 100;
        private static final long RATIO_FROM = 1024 * 1024;
        private static final int MOST_IN_LIBRARIES = 20_000;
        private static final int LARGEST_MANIFEST = 64 * 1024;

        private final long packed;
        private long unpacked;
        private int inLibraries;

        ZipMeasure(long packed) {
            this.packed = packed;
        }

        void file(InputStream in, String name) throws IOException {
            String inClasses = name.startsWith("classes/") ? name.substring("classes/".length()) : "";
            refuseHostOwned(inClasses);
            drain(in);
        }

        byte[] small(InputStream in, String name) throws IOException {
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count(n);
                out.write(buffer, 0, n);
                if (out.size() > LARGEST_MANIFEST) {
                    throw new PackageRejected(name + " is larger than 64 KB", "Keep it to the documented keys.");
                }
            }
            return out.toByteArray();
        }

        /** A library is looked into as well: its entries count like the package's own. */
        void library(InputStream in, String name) throws IOException {
            byte[] jar = whole(in);
            try (var zip = new ZipInputStream(new ByteArrayInputStream(jar), StandardCharsets.UTF_8)) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (++inLibraries > MOST_IN_LIBRARIES) {
                        throw new PackageRejected(
                                "its libraries have more than " + MOST_IN_LIBRARIES + " entries",
                                "Leave out what the plugin does not need.");
                    }
                    refuseHostOwned(entry.getName());
                    drain(zip);
                }
            } catch (ZipException e) {
                throw new PackageRejected(name + " is not a jar that can be read", "Pack it again.");
            }
        }

        private byte[] whole(InputStream in) throws IOException {
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count(n);
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        }

        private void drain(InputStream in) throws IOException {
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count(n);
            }
        }

        private void count(int bytes) {
            unpacked += bytes;
            if (unpacked > MOST_UNPACKED || (unpacked > RATIO_FROM && unpacked > MOST_RATIO * packed)) {
                throw new PackageRejected(
                        "it grows to more than 100 MB, or to more than 100 times its size, when unpacked",
                        "Leave out what the plugin does not need.");
            }
        }

        private static void refuseHostOwned(String name) {
            if (ZipNames.isHostOwned(name) && name.endsWith(".class")) {
                throw new PackageRejected(
                        "it brings a class of the platform, " + ZipNames.shown(name),
                        "The platform brings its API and PF4J itself: give them the scope 'provided'.");
            }
        }
    }
}
