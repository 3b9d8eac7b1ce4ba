package org.takeup.plugin.trial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs within a test. */
public final class Zips {
    private Zips() {}

    /** A zip with these entries, in this order; the same entries give the same bytes. */
    public static byte[] of(Map<String, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                var written = new ZipEntry(entry.getKey());
                written.setTime(0);
                zip.putNextEntry(written);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same as a jar file in this folder. */
    public static Path jar(Path folder, String name, Map<String, byte[]> entries) {
        try {
            return Files.write(folder.resolve(name), of(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
