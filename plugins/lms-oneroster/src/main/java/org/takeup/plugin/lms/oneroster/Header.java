package org.takeup.plugin.lms.oneroster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.takeup.plugin.api.Finding;

/** The first row of a file: which column stands where. */
final class Header {
    private static final int ABSENT = -1;

    private final List<String> columns;
    private final Map<String, Integer> index = new HashMap<>();

    Header(List<String> columns) {
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            index.putIfAbsent(columns.get(i), i);
        }
    }

    boolean has(String column) {
        return index.containsKey(column);
    }

    int size() {
        return columns.size();
    }

    /** The place of a column, or -1 if the file does not have it. */
    int place(String column) {
        return index.getOrDefault(column, ABSENT);
    }

    /** Names every missing, unknown and repeated column of the file, with what to do. */
    List<Finding> check(RosterFile file) {
        if (columns.size() == 1 && columns.getFirst().contains(";")) {
            return List.of(Words.error(file.fileName(), "semicolons", Map.of("file", file.fileName())));
        }
        List<Finding> findings = new ArrayList<>();
        file.required().stream()
                .filter(column -> !has(column))
                .sorted()
                .forEach(column -> findings.add(missing(file, column)));
        columns.stream()
                .filter(column -> !file.knows(column))
                .distinct()
                .forEach(column -> findings.add(unknown(file, column)));
        repeated()
                .forEach(column -> findings.add(Words.error(
                        file.fileName(), "repeated-column", Map.of("file", file.fileName(), "column", column))));
        return findings;
    }

    static Finding missing(RosterFile file, String column) {
        return Words.error(file.fileName(), "missing-column", Map.of("file", file.fileName(), "column", column));
    }

    private static Finding unknown(RosterFile file, String column) {
        return Words.warning(
                file.fileName(),
                "unknown-column",
                Map.of("file", file.fileName(), "column", column.isBlank() ? "''" : Row.clipped(column)));
    }

    private Stream<String> repeated() {
        return columns.stream()
                .filter(column -> columns.indexOf(column) != columns.lastIndexOf(column))
                .map(Row::clipped)
                .distinct();
    }
}
