package org.takeup.plugin.packaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Counts what comes out while a package is inflated, and stops it in time. */
final class ZipMeasure {
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
                throw new BadPackage(name + " is larger than 64 KB", "Keep it to the documented keys.");
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
}
