package org.takeup.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a child's log, to be shown when it failed. */
final class LogTail {
    private static final int LINES = 15;

    private LogTail() {}

    /** At most fifteen lines; a sentence if there is no log. */
    static String of(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "(nothing was logged to " + log + ")";
        }
    }
}
