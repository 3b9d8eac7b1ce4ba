package org.takeup.demo.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Learning data as it would come a week later: the same, but one person has another name. */
final class OneRenamed {
    private OneRenamed() {}

    /** @return a file beside the tests' own, named like the given one */
    static Path in(Path oneRoster) {
        Path copy = Path.of("target", oneRoster.getFileName().toString());
        try (var from = new ZipInputStream(Files.newInputStream(oneRoster));
                var to = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(entry.getName().equals("users.csv") ? renamed(from) : from.readAllBytes());
                to.closeEntry();
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] renamed(ZipInputStream users) throws IOException {
        String[] lines = new String(users.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
        int column = java.util.List.of(lines[0].strip().split(",", -1)).indexOf("familyName");
        String[] cells = lines[lines.length / 2].split(",", -1);
        cells[column] = "Newly-Wed";
        lines[lines.length / 2] = String.join(",", cells);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
