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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.takeup.plugin.packaging.settings.BadSchema;
import org.takeup.plugin.packaging.settings.SettingsSchema;

/** A package whose every byte was looked at before any was written. Immutable. */
public final class PackageZip {
    /** Largest package, in bytes. */
    public static final int MOST_BYTES = 20 * 1024 * 1024;

    private static final int MOST_ENTRIES = 2_000;
    private static final String MANIFEST = "plugin.properties";
    private static final String SETTINGS = "settings.schema.json";
    private static final String CHANGES = "CHANGES.md";
    private static final String SBOM = "sbom.json";

    /** Files at the top whose bytes are kept, and how large they may be. */
    private static final Map<String, Integer> KEPT = Map.of(
            MANIFEST,
            64 * 1024,
            SETTINGS,
            64 * 1024,
            CHANGES,
            64 * 1024,
            SBOM,
            1024 * 1024,
            FileList.NAME,
            FileList.MOST_BYTES);

    private final byte[] bytes;
    private final String digest;
    private final Manifest manifest;
    private final ZipMeasure measured;
    private final int end;
    private final Optional<PackageSignature> signature;

    private PackageZip(byte[] bytes, Manifest manifest, ZipMeasure measured, CentralDirectory directory) {
        this.bytes = bytes.clone();
        this.digest = sha256(bytes);
        this.manifest = manifest;
        this.measured = measured;
        this.end = directory.end();
        this.signature = PackageSignature.parse(directory.comment());
    }

    /**
     * Checks a package from its first to its last byte; not who stands for it, that is {@link #signature}.
     *
     * @throws BadPackage saying what is wrong with it
     */
    public static PackageZip check(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new BadPackage("it is larger than 20 MB", "Leave out what the plugin does not need.");
        }
        CentralDirectory directory = CentralDirectory.read(bytes, MOST_ENTRIES);
        var names = new ZipNames();
        for (CentralDirectory.Entry entry : directory.entries()) {
            names.check(entry.name());
            if (entry.encrypted() || !entry.plain()) {
                throw new BadPackage(
                        "the entry " + ZipNames.shown(entry.name()) + " is encrypted, a link or a device",
                        "Pack plain files only.");
            }
        }
        ZipMeasure measured = walk(bytes, directory.entries());
        byte[] manifest = measured.kept(MANIFEST)
                .orElseThrow(() -> new BadPackage(
                        "it has no plugin.properties",
                        "Put one at the top of the zip, with plugin.id and plugin.version."));
        measured.kept(FileList.NAME).ifPresent(list -> FileList.check(list, measured.digests()));
        var checked = new PackageZip(bytes, Manifest.read(manifest), measured, directory);
        checked.refuseSignatureWithoutList();
        checked.settingsSchema().ifPresent(PackageZip::refuseBadSettings);
        return checked;
    }

    /** Found now, and not when an admin opens the settings' page. */
    private static void refuseBadSettings(byte[] schema) {
        try {
            SettingsSchema.read(schema);
        } catch (BadSchema e) {
            String place = e.pointer().isEmpty() ? "" : "at " + ZipNames.shown(e.pointer()) + " ";
            throw new BadPackage(SETTINGS + " " + place + e.what(), e.remedy());
        }
    }

    /** Inflates everything once, counting and looking, keeping no more than a few small files. */
    private static ZipMeasure walk(byte[] bytes, List<CentralDirectory.Entry> directory) {
        var measured = new ZipMeasure(bytes.length, KEPT);
        var names = new TreeSet<String>();
        String name = "";
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                name = entry.getName();
                if (!names.add(name)) {
                    throw BadPackage.notAZip();
                }
                measured.take(zip, name);
            }
        } catch (ZipException | java.io.EOFException | IllegalArgumentException e) {
            throw name.isEmpty() ? BadPackage.notAZip() : BadPackage.damaged(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        refuseOtherNames(names, directory);
        return measured;
    }

    private static void refuseOtherNames(Set<String> names, List<CentralDirectory.Entry> directory) {
        var listed = new TreeSet<String>();
        directory.forEach(entry -> listed.add(entry.name()));
        if (!listed.equals(names)) {
            throw new BadPackage(
                    "its directory lists other entries than it holds", "Send the zip that the plugin's build makes.");
        }
    }

    private void refuseSignatureWithoutList() {
        if (signature.isPresent() && measured.kept(FileList.NAME).isEmpty()) {
            throw new BadPackage("it is signed and has no " + FileList.NAME, "Sign the package again.");
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

    /** Who says to have signed it; nothing is proved before {@link PackageSignature#verify}. */
    public Optional<PackageSignature> signature() {
        return signature;
    }

    /** {@code settings.schema.json} as it is, at most 64 KB; {@link SettingsSchema#read} takes it. */
    public Optional<byte[]> settingsSchema() {
        return measured.kept(SETTINGS);
    }

    /** What changed, {@code CHANGES.md}, to be shown as plain text; at most 64 KB. */
    public Optional<String> changes() {
        return measured.kept(CHANGES).map(text -> new String(text, StandardCharsets.UTF_8));
    }

    /** {@code sbom.json} as it is, at most 1 MB; nobody has looked into it. */
    public Optional<byte[]> sbom() {
        return measured.kept(SBOM);
    }

    /** SHA-256 of each entry, in hex, by name. */
    Map<String, String> digests() {
        return measured.digests();
    }

    /** SHA-512, in hex, of all bytes before the archive comment, whose length counts as zero. */
    String signedContent() {
        byte[] content = java.util.Arrays.copyOf(bytes, end);
        content[end - 1] = 0;
        content[end - 2] = 0;
        return hash("SHA-512", content);
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
        return hash("SHA-256", bytes);
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
