package org.takeup.plugin.packaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Counts what comes out while a package is inflated, and stops it in time. */
final class ZipMeasure {
    private static final long MOST_UNPACKED = 100L * 1024 * 1024;
    private static final int MOST_RATIO = 100;
    private static final long RATIO_FROM = 1024 * 1024;
    private static final int MOST_IN_LIBRARIES = 20_000;

    private final long packed;
    private final Map<String, Integer> keep;
    private final Map<String, byte[]> kept = new TreeMap<>();
    private final Map<String, String> digests = new TreeMap<>();
    private final MessageDigest digest = sha256();
    private long unpacked;
    private int inLibraries;

    /** @param packed bytes of the whole package; @param keep names of entries to keep, and the most bytes of each */
    ZipMeasure(long packed, Map<String, Integer> keep) {
        this.packed = packed;
        this.keep = keep;
    }

    /** The bytes of an entry that was to be kept. */
    Optional<byte[]> kept(String name) {
        return Optional.ofNullable(kept.get(name)).map(byte[]::clone);
    }

    /** SHA-256 of each entry, in hex. */
    Map<String, String> digests() {
        return digests;
    }

    /** Looks at one entry. @throws BadPackage if it may not be there, or is too large */
    void take(InputStream in, String name) throws IOException {
        digest.reset();
        if (keep.containsKey(name)) {
            kept.put(name, small(in, name, keep.get(name)));
            digests.put(name, HexFormat.of().formatHex(digest.digest()));
        } else if (ZipNames.isLibrary(name)) {
            byte[] jar = whole(in);
            digests.put(name, HexFormat.of().formatHex(digest.digest()));
            library(jar, name);
        } else {
            refuseHostOwned(name.startsWith("classes/") ? name.substring("classes/".length()) : "");
            drain(in);
            digests.put(name, HexFormat.of().formatHex(digest.digest()));
        }
    }

    private byte[] small(InputStream in, String name, int most) throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            count(buffer, n);
            out.write(buffer, 0, n);
            if (out.size() > most) {
                throw new BadPackage(name + " is larger than " + most / 1024 + " KB", "Shorten it.");
            }
        }
        return out.toByteArray();
    }

    /** A library is looked into as well: its entries count like the package's own. */
    private void library(byte[] jar, String name) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++inLibraries > MOST_IN_LIBRARIES) {
                    throw new BadPackage(
                            "its libraries have more than " + MOST_IN_LIBRARIES + " entries",
                            "Leave out what the plugin does not need.");
                }
                refuseHostOwned(entry.getName());
                drain(zip);
            }
        } catch (ZipException e) {
            throw new BadPackage(name + " is not a jar that can be read", "Pack it again.");
        }
    }

    private byte[] whole(InputStream in) throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            count(buffer, n);
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }

    private void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            count(buffer, n);
        }
    }

    private void count(byte[] buffer, int bytes) {
        digest.update(buffer, 0, bytes);
        unpacked += bytes;
        if (unpacked > MOST_UNPACKED || (unpacked > RATIO_FROM && unpacked > MOST_RATIO * packed)) {
            throw new BadPackage(
                    "it grows to more than 100 MB, or to more than 100 times its size, when unpacked",
                    "Leave out what the plugin does not need.");
        }
    }

    private static void refuseHostOwned(String name) {
        if (HostNames.isOwned(name) && name.endsWith(".class")) {
            throw new BadPackage(
                    "it brings a class of the platform, " + ZipNames.shown(name),
                    "The platform brings its API and PF4J itself: give them the scope 'provided'.");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
