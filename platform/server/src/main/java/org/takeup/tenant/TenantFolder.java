package org.takeup.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of tenants' files. A missing folder is one without files. Thread-safe. */
final class TenantFolder {
    private final Path folder;

    TenantFolder(Path folder) {
        this.folder = folder;
    }

    /** What reading a file gave. Two readings are equal if nothing has changed in between. */
    sealed interface Reading {
        /** The content. */
        record Text(String text) implements Reading {}

        /** No content. @param reason what is wrong and what to do */
        record Unreadable(String reason) implements Reading {}
    }

    /**
     * Every file by its name, in the order of the names. One that cannot be read keeps no other from being read; if the
     * folder itself cannot be read, it stands here in the place of its files.
     */
    Map<String, Reading> read() {
        var files = new TreeMap<String, Reading>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(TenantFolder::isTenantFile)
                    .forEach(file -> read(file).ifPresent(reading -> files.put(name(file), reading)));
        } catch (IOException e) {
            files.put(name(folder), unreadable("folder", e));
        }
        return files;
    }

    private static Optional<Reading> read(Path file) {
        try {
            return Optional.of(text(file));
        } catch (NoSuchFileException e) {
            // Taken away since the folder was listed.
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of(new Reading.Unreadable("The file is not UTF-8; save it as UTF-8"));
        } catch (IOException e) {
            return Optional.of(unreadable("file", e));
        }
    }

    /** Never takes in more than a tenant's file can have, however long the file is. */
    private static Reading text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(YamlFile.MOST_BYTES + 1);
            return bytes.length > YamlFile.MOST_BYTES
                    ? new Reading.Unreadable("The file is larger than " + YamlFile.MOST_BYTES / 1024
                            + " KB, which no tenant's file is; put a tenant's file here")
                    : new Reading.Text(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        }
    }

    private static Reading unreadable(String what, IOException e) {
        return new Reading.Unreadable(
                e instanceof AccessDeniedException
                        ? "The platform's user may not read the " + what + "; allow it"
                        : "The " + what + " cannot be read: " + e.getMessage());
    }

    private static boolean isTenantFile(Path file) {
        String name = name(file);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
