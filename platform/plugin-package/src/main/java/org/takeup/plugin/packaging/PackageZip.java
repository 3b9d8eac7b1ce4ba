package org.takeup.plugin.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
public final class PackageZip {
    /** Largest package, in bytes. */
    public static final int MOST_BYTES = 20 * 1024 * 1024;

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

    /** Checks a package from its first to its last byte. @throws BadPackage saying what is wrong with it */
    public static PackageZip check(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new BadPackage("it is larger than 20 MB", "Leave out what the plugin does not need.");
        }
        List<CentralDirectory.Entry> directory = CentralDirectory.read(bytes, MOST_ENTRIES);
        var names = new ZipNames();
        for (CentralDirectory.Entry entry : directory) {
            names.check(entry.name());
            if (entry.encrypted() || !entry.plain()) {
                throw new BadPackage(
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
                    throw BadPackage.notAZip();
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
            throw BadPackage.notAZip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        refuseOtherNames(names, directory);
        if (manifest == null) {
            throw new BadPackage(
                    "it has no plugin.properties", "Put one at the top of the zip, with plugin.id and plugin.version.");
        }
        return manifest;
    }

    private static void refuseOtherNames(Set<String> names, List<CentralDirectory.Entry> directory) {
        var listed = new TreeSet<String>();
        directory.forEach(entry -> listed.add(entry.name()));
        if (!listed.equals(names)) {
            throw new BadPackage(
                    "its directory lists other entries than it holds", "Send the zip that the plugin's build makes.");
        }
    }

    /** The package as it is. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the bytes, in hex. */
    public String digest() {
        return digest;
    }

    /** What it says about itself. */
    public Manifest manifest() {
        return manifest;
    }

    /** Writes the entries below a new folder. */
    public void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw BadPackage.notAZip();
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

    /** SHA-256 of bytes, in hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
