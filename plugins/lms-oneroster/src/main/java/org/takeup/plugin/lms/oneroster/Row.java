package org.takeup.plugin.lms.oneroster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LearningRecord.Removed;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;

/**
 * The row that is being read: its values by column, and the way out for what becomes of it. Valid until the next row is
 * read. A column that the file does not have is empty.
 */
final class Row {
    private static final int MOST_CHARACTERS = 255;
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2199;

    private final RosterFile file;
    private final Header header;
    private final CsvReader rows;
    private final RecordSink sink;

    Row(RosterFile file, Table table, RecordSink sink) {
        this.file = file;
        this.header = table.header();
        this.rows = table.rows();
        this.sink = sink;
    }

    /** The value without blanks around it and without control characters; empty if there is none. */
    String text(String column) {
        int place = header.place(column);
        return place < 0 ? "" : clean(rows.field(place));
    }

    /** As {@link #text}, cut to what a name may have. */
    String name(String column) {
        return clipped(text(column));
    }

    /** An id that must be there. */
    String id(String column) throws LeftOut {
        String id = text(column);
        if (id.isEmpty()) {
            throw leftOut(column, "empty-value", Map.of());
        }
        if (id.length() > MOST_CHARACTERS) {
            throw leftOut(column, "long-id", Map.of("value", clipped(id).substring(0, 40) + "…"));
        }
        return id;
    }

    /** An id that must be there and be defined in the file {@code of}. */
    String reference(String column, KnownIds known, RosterFile of) throws LeftOut {
        String id = id(column);
        if (known.rulesOut(id)) {
            throw unknownReference(column, id, of);
        }
        return id;
    }

    LeftOut unknownReference(String column, String id, RosterFile of) {
        return leftOut(column, "unknown-reference", Map.of("value", clipped(id), "other", of.fileName()));
    }

    /** A comma-separated list of ids; empty ones are passed over. */
    List<String> ids(String column) {
        String all = text(column);
        if (all.isEmpty() || all.indexOf(',') < 0) {
            return all.isEmpty() ? List.of() : List.of(all);
        }
        return Arrays.stream(all.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    /** A date that may be missing. One that cannot be read is reported and taken as missing. */
    @Nullable
    LocalDate date(String column) throws InterruptedException {
        String value = text(column);
        LocalDate date = parsed(value);
        if (date == null && !value.isEmpty()) {
            warn(column, "bad-date", Map.of("value", clipped(value)));
        }
        return date;
    }

    /** A date that must be there. */
    LocalDate requiredDate(String column) throws LeftOut {
        String value = text(column);
        LocalDate date = parsed(value);
        if (date == null) {
            throw leftOut(
                    column, value.isEmpty() ? "empty-value" : "bad-required-date", Map.of("value", clipped(value)));
        }
        return date;
    }

    /** Whether the source says that this record is gone. */
    boolean isRemoved() {
        return text("status").equalsIgnoreCase("tobedeleted");
    }

    void remove(Removed.Kind kind) throws LeftOut, InterruptedException {
        accept(new Removed(id("sourcedId"), kind));
    }

    void accept(LearningRecord record) throws InterruptedException {
        sink.accept(record, at());
    }

    /** Reports a value that is passed over, while the rest of the row is taken. */
    void warn(String column, String key, Map<String, ?> values) throws InterruptedException {
        sink.reject(at(), Words.warning(column, key, placed(column, values)));
    }

    /** Why this row is left out; to be thrown. */
    LeftOut leftOut(String column, String key, Map<String, ?> values) {
        return new LeftOut(column, key, placed(column, values));
    }

    void reject(LeftOut left) throws InterruptedException {
        sink.reject(at(), left.why());
    }

    /** @throws LeftOut if the row is not even a row of this table */
    void checkShape() throws LeftOut {
        Map<String, ?> shape = Map.of(
                "last",
                rows.lastLine(),
                "fields",
                rows.size(),
                "columns",
                header.size(),
                "most",
                CsvReader.MOST_BYTES_OF_A_FIELD);
        switch (rows.fault()) {
            case BROKEN_TEXT -> throw leftOut("", "broken-text", shape);
            case FIELD_TOO_LONG -> throw leftOut("", "field-too-long", shape);
            case OPEN_QUOTE -> throw leftOut("", "open-quote", shape);
            case TEXT_AFTER_QUOTE -> throw leftOut("", "text-after-quote", shape);
            case TOO_MANY_FIELDS -> throw leftOut("", "field-count", shape);
            case NONE -> {
                if (rows.size() != header.size()) {
                    throw leftOut("", "field-count", shape);
                }
            }
        }
    }

    private Map<String, Object> placed(String column, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("file", file.fileName());
        all.put("line", rows.line());
        all.put("column", column);
        return all;
    }

    /** The line in which the row begins. */
    long line() {
        return rows.line();
    }

    private SourceLine at() {
        return new SourceLine(file.fileName(), rows.line());
    }

    /** The first 255 characters, never half of one. */
    static String clipped(String text) {
        String clean = clean(text);
        return clean.codePointCount(0, clean.length()) <= MOST_CHARACTERS
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, MOST_CHARACTERS));
    }

    private static String clean(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return value.replaceAll("\\p{Cntrl}+", " ").strip();
            }
        }
        return value.strip();
    }

    /** An ISO date; of a date with a time, as some exports write it, the date. */
    private static @Nullable LocalDate parsed(String value) {
        try {
            LocalDate date =
                    LocalDate.parse(value.length() > 10 && value.charAt(10) == 'T' ? value.substring(0, 10) : value);
            return date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
