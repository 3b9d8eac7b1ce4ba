package org.takeup.questionnaire.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One reading of one file: collects what is wrong, and where things stand. */
final class Reading {
    private static final int MOST = 50;

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private List<String> languages = List.of("en");

    /** Notes that something does not fit. */
    void fault(int line, String where, String reason) {
        faults.add(new Fault(line, where, reason));
    }

    /** Notes where the thing with this name stands, for rules that are checked when all is read. */
    void stands(String name, int line) {
        lines.putIfAbsent(name, line);
    }

    int line(String name) {
        return lines.getOrDefault(name, 1);
    }

    void languages(List<String> tags) {
        languages = tags;
    }

    List<String> languages() {
        return languages;
    }

    boolean isClean() {
        return faults.isEmpty();
    }

    /** @throws Unreadable if something does not fit */
    void refuse() throws Unreadable {
        if (!faults.isEmpty()) {
            List<Fault> sorted = faults.stream()
                    .sorted(Comparator.comparingInt(Fault::line))
                    .distinct()
                    .limit(MOST)
                    .toList();
            throw new Unreadable(sorted);
        }
    }
}
