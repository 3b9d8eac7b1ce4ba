package org.takeup.people.upload;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.takeup.people.FileEntry;
import org.takeup.people.Local;

/** Makes entries of rows, and says what is wrong with those of which none can be made. Not thread-safe: one per reading. */
final class RowReader {
    private static final int MOST_ID = 100;
    private static final int MOST_NAME = 200;
    private static final int MOST_EMAIL = 254;
    private static final int MOST_UNIT = 100;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>\"]{1,64}@[^@\\s<>\"]{1,255}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Set<String> YES =
            Set.of("", "yes", "true", "1", "active", "y", "ja", "aktiv", "oui", "actif", "si", "sí", "activo");
    private static final Set<String> NO =
            Set.of("no", "false", "0", "inactive", "n", "left", "nein", "inaktiv", "non", "inactif", "inactivo");

    private final Map<String, Long> lines = new HashMap<>();

    /** What became of a row: an entry, or why there is none. @param field the title of the column that is wrong */
    record Result(Optional<FileEntry> entry, String field, String problem) {
        static Result wrong(Column column, String problem) {
            return new Result(Optional.empty(), column.title(), problem);
        }
    }

    Result read(PeopleTable.Row row) {
        if (row.problem().isPresent()) {
            return new Result(Optional.empty(), "", row.problem().get());
        }
        Map<Column, String> cells = row.cells();
        for (var cell : cells.entrySet()) {
            if (CONTROL.matcher(cell.getValue()).find()) {
                return Result.wrong(cell.getKey(), "It has a line break or another control character in it.");
            }
        }
        Result result = entry(cells);
        return result.entry().isPresent() ? once(result, row.line()) : result;
    }

    private Result once(Result result, long line) {
        String id = result.entry().orElseThrow().id();
        Long before = lines.putIfAbsent(id, line);
        return before == null
                ? result
                : Result.wrong(Column.ID, "Line " + before + " has the same id. Keep one of the two.");
    }

    private static Result entry(Map<Column, String> cells) {
        String id = cells.getOrDefault(Column.ID, "");
        if (id.isEmpty() || id.length() > MOST_ID) {
            return Result.wrong(Column.ID, "Give each person an id of 1 to " + MOST_ID + " characters.");
        }
        String name = name(cells);
        if (name.isEmpty() || name.length() > MOST_NAME) {
            return Result.wrong(Column.NAME, "Give a name of 1 to " + MOST_NAME + " characters.");
        }
        String email = cells.getOrDefault(Column.EMAIL, "");
        if (!email.isEmpty()
                && (email.length() > MOST_EMAIL || !EMAIL.matcher(email).matches())) {
            return Result.wrong(Column.EMAIL, "This is no e-mail address. Correct it, or leave the cell empty.");
        }
        String unit = cells.getOrDefault(Column.UNIT, "");
        if (unit.length() > MOST_UNIT) {
            return Result.wrong(Column.UNIT, "The name of a unit has at most " + MOST_UNIT + " characters.");
        }
        String manager = cells.getOrDefault(Column.MANAGER, "");
        if (manager.equals(id)) {
            return Result.wrong(Column.MANAGER, "Nobody can report to themselves.");
        }
        String active = cells.getOrDefault(Column.ACTIVE, "").toLowerCase(Locale.ROOT);
        if (!YES.contains(active) && !NO.contains(active)) {
            return Result.wrong(Column.ACTIVE, "Write yes or no.");
        }
        String language = cells.getOrDefault(Column.LANGUAGE, "");
        if (!language.isEmpty() && Whereabouts.language(language).isEmpty()) {
            return Result.wrong(Column.LANGUAGE, Whereabouts.noLanguage());
        }
        String zone = cells.getOrDefault(Column.TIME_ZONE, "");
        if (!zone.isEmpty() && Whereabouts.zone(zone).isEmpty()) {
            return Result.wrong(Column.TIME_ZONE, Whereabouts.noZone(zone));
        }
        var local = new Local(Whereabouts.language(language), Whereabouts.zone(zone));
        return new Result(
                Optional.of(new FileEntry(id, name, email, text(unit), text(manager), YES.contains(active), local)),
                "",
                "");
    }

    private static String name(Map<Column, String> cells) {
        String whole = cells.getOrDefault(Column.NAME, "");
        return whole.isEmpty()
                ? (cells.getOrDefault(Column.FIRST_NAME, "") + " " + cells.getOrDefault(Column.LAST_NAME, "")).strip()
                : whole;
    }

    private static Optional<String> text(String cell) {
        return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }
}
