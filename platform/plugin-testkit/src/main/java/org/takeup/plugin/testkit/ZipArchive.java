package org.takeup.plugin.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.takeup.plugin.api.lms.Archive;

/** An {@link Archive} over a zip file, for tests of connectors. Has no limits: these are the platform's. */
public final class ZipArchive implements Archive, AutoCloseable {
    private final ZipFile zip;

    /** @throws IOException if the file is no zip */
    public ZipArchive(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
    }

    @Override
    public Set<String> names() {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new NoSuchFileException(name);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public long size(String name) {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? -1 : entry.getSize();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
