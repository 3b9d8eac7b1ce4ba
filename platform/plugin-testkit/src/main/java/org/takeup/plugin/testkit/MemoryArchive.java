package org.takeup.plugin.testkit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.takeup.plugin.api.lms.Archive;

/** An {@link Archive} whose files are written in a test. Immutable: each {@code with} gives another archive. */
public final class MemoryArchive implements Archive {
    private final Map<String, byte[]> files;

    private MemoryArchive(Map<String, byte[]> files) {
        this.files = files;
    }

    /** An archive without any file. */
    public static MemoryArchive empty() {
        return new MemoryArchive(Map.of());
    }

    /** This archive with one more file, or another content of it. */
    public MemoryArchive with(String name, String... lines) {
        return withBytes(name, (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #with}, byte by byte. */
    public MemoryArchive withBytes(String name, byte[] content) {
        Map<String, byte[]> more = new LinkedHashMap<>(files);
        more.put(name, content.clone());
        return new MemoryArchive(more);
    }

    /** This archive without a file. */
    public MemoryArchive without(String name) {
        Map<String, byte[]> fewer = new LinkedHashMap<>(files);
        fewer.remove(name);
        return new MemoryArchive(fewer);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(files.keySet());
    }

    @Override
    public InputStream open(String name) throws NoSuchFileException {
        byte[] content = files.get(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public long size(String name) {
        byte[] content = files.get(name);
        return content == null ? -1 : content.length;
    }
}
