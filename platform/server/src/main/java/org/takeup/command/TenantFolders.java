package org.takeup.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tenants' files on this machine: one file, or all of a folder. */
final class TenantFolders {
    private static final long MOST_BYTES = 64 * 1024;

    private TenantFolders() {}

    /** Texts by name. @throws Failed naming the file that cannot be read */
    static Map<String, String> read(String path) throws Failed {
        Path at = Path.of(path);
        if (!Files.exists(at)) {
            throw Failed.misused("There is no file or folder " + path + ".");
        }
        var texts = new TreeMap<String, String>();
        for (Path file : files(at)) {
            texts.put(file.getFileName().toString(), text(file));
        }
        if (texts.isEmpty()) {
            throw Failed.misused("There is no .yaml file in " + path + ".");
        }
        return texts;
    }

    private static List<Path> files(Path at) throws Failed {
        if (!Files.isDirectory(at)) {
            return List.of(at);
        }
        try (Stream<Path> all = Files.list(at)) {
            return all.filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw Failed.misused("The folder " + at + " cannot be read: " + e.getMessage());
        }
    }

    private static String text(Path file) throws Failed {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw Failed.refused(file + " is larger than 64 KB, which no tenant's file is.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw Failed.refused(file + " is not UTF-8; save it as UTF-8.");
        } catch (IOException e) {
            throw Failed.misused(file + " cannot be read: " + e.getMessage());
        }
    }
}
