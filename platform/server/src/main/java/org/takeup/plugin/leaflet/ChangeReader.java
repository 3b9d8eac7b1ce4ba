package org.takeup.plugin.leaflet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code CHANGES.md}. A version begins with a line that has it first: {@code ## 1.2.0 - 2026-11-20},
 * {@code ## [1.2.0]} or {@code 1.2.0: what changed}. Each item of a list and each paragraph below is one change. What comes
 * before the first version, and what exceeds a limit, is left out; no text is refused.
 */
final class ChangeReader {
    private static final int MOST_VERSIONS = 60;
    private static final int MOST_LINES = 40;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_DATE = 40;

    /** Bounded in each part, so that a line costs no more than its length. */
    private static final Pattern VERSION =
            Pattern.compile("(#{0,6})[ \\t]*\\[?v?(\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(?:-[0-9A-Za-z.-]{1,40})?)]?(.*)");

    private static final Pattern ITEM = Pattern.compile("(?:[-*+]|\\d{1,3}[.)])[ \\t]+(.*)");

    private final List<Notes> versions = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder change = new StringBuilder();
    private String version = "";
    private String date = "";

    private ChangeReader() {}

    /** The versions in the order of the text. */
    static List<Notes> read(String text) {
        var reader = new ChangeReader();
        text.lines().forEach(reader::line);
        reader.endVersion();
        return List.copyOf(reader.versions);
    }

    private void line(String raw) {
        String line = raw.strip();
        Matcher heading = VERSION.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (heading.matches() && begins(heading)) {
            endVersion();
            version = heading.group(2);
            String rest = heading.group(3).strip();
            boolean colon = rest.startsWith(":");
            String behind = Plain.line(rest.replaceFirst("^[:(–—-]+", "").replaceFirst("\\)$", ""), LONGEST_LINE);
            if (colon) {
                change.append(behind);
            } else {
                date = Plain.line(behind, LONGEST_DATE);
            }
        } else if (item.matches()) {
            endChange();
            change.append(item.group(1));
        } else if (line.isEmpty() || line.startsWith("#")) {
            endChange();
            change.append(line.replaceFirst("^#+", ""));
            endChange();
        } else {
            change.append(' ').append(line);
        }
    }

    /** A line of text that happens to begin with three numbers is no heading. */
    private static boolean begins(Matcher heading) {
        String rest = heading.group(3);
        return !heading.group(1).isEmpty() || rest.isBlank() || rest.startsWith(":") || rest.matches("[ \\t]+[(–—-].*");
    }

    private void endChange() {
        String whole = Plain.line(change.toString(), LONGEST_LINE);
        change.setLength(0);
        if (!whole.isEmpty() && !version.isEmpty() && lines.size() < MOST_LINES) {
            lines.add(whole);
        }
    }

    private void endVersion() {
        endChange();
        if (!version.isEmpty() && versions.size() < MOST_VERSIONS) {
            versions.add(new Notes(version, date, lines));
        }
        lines.clear();
        version = "";
        date = "";
    }
}
