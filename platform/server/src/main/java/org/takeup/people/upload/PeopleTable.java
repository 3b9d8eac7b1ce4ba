package org.takeup.people.upload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.takeup.http.Problem;

/**
 * A file of people as a table (RFC 4180), with a title in each column. Says what it read it as: the separator and the
 * character set are found out, because spreadsheets do not ask either.
 */
final class PeopleTable {
    /** More would not be a company's people but a mistake. */
    static final int MOST_ROWS = 200_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MOST_COLUMNS = 100;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final Path file;
    private final Charset charset;
    private final char separator;
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final List<String> unknown = new ArrayList<>();
    private final int columns;

    private PeopleTable(Path file, Charset charset, char separator, List<String> titles) {
        this.file = file;
        this.charset = charset;
        this.separator = separator;
        this.columns = titles.size();
        for (int i = 0; i < titles.size(); i++) {
            int place = i;
            Column.of(titles.get(i))
                    .ifPresentOrElse(column -> put(column, place), () -> unknown.add(titles.get(place)));
        }
        requireColumns();
    }

    /** One row. @param line where it begins */
    record Row(long line, Map<Column, String> cells, Optional<String> problem) {}

    /** Takes rows one by one. */
    @FunctionalInterface
    interface Sink {
        void row(Row row);
    }

    /** @throws Problem if it is no such table */
    static PeopleTable open(Path file) {
        Charset charset = isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS;
        try (BufferedReader reader = reader(file, charset)) {
            String first = reader.readLine();
            if (first == null || first.isBlank()) {
                throw refused("The file is empty, or its first line is.");
            }
            char separator = separator(first);
            try (CSVParser titles = format(separator).parse(new java.io.StringReader(first))) {
                List<CSVRecord> line = titles.getRecords();
                return new PeopleTable(
                        file,
                        charset,
                        separator,
                        line.getFirst().stream().map(String::strip).toList());
            }
        } catch (IOException e) {
            throw refused("Its first line cannot be read: " + e.getMessage() + ".");
        }
    }

    /** How it was read, in words. */
    String readAs() {
        String by = switch (separator) {
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            default -> "commas";
        };
        String characters = charset.equals(StandardCharsets.UTF_8) ? "UTF-8" : "Windows-1252, because it is not UTF-8";
        return "Read as " + characters + ", separated by " + by + ".";
    }

    /** Titles of columns that say nothing here. */
    List<String> unknownColumns() {
        return List.copyOf(unknown);
    }

    /** @throws Problem if the file cannot be read to its end, or is too long */
    void read(Sink sink) {
        try (Reader reader = reader(file, charset);
                CSVParser parser = format(separator).parse(reader)) {
            boolean first = true;
            int rows = 0;
            for (CSVRecord record : parser) {
                if (!first) {
                    if (++rows > MOST_ROWS) {
                        throw refused("It has more than 200,000 rows. Send it in parts.");
                    }
                    sink.row(row(parser.getCurrentLineNumber() - lineBreaks(record), record));
                }
                first = false;
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            throw refused("It cannot be read to its end: a quotation mark is opened and never closed, or closed too "
                    + "early. Look at the quotation marks.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Row row(long line, CSVRecord record) {
        var cells = new EnumMap<Column, String>(Column.class);
        if (record.size() > columns) {
            return new Row(
                    line,
                    cells,
                    Optional.of("It has " + record.size() + " cells, and the first line has " + columns
                            + ". Put a cell with a separator in it in quotation marks."));
        }
        places.forEach((column, place) ->
                cells.put(column, place < record.size() ? record.get(place).strip() : ""));
        return new Row(line, cells, Optional.empty());
    }

    /** Line breaks in cells: the parser stands at the end of the record. */
    private static long lineBreaks(CSVRecord record) {
        return record.stream()
                .mapToLong(cell -> cell.chars().filter(c -> c == '\n').count())
                .sum();
    }

    private void put(Column column, int place) {
        if (places.put(column, place) != null) {
            throw refused("Two columns say the same: " + column.title() + ". Leave one out, or give it another title.");
        }
    }

    private void requireColumns() {
        if (columns > MOST_COLUMNS) {
            throw refused("It has more than " + MOST_COLUMNS + " columns.");
        }
        boolean named = places.containsKey(Column.NAME)
                || places.containsKey(Column.FIRST_NAME) && places.containsKey(Column.LAST_NAME);
        if (!places.containsKey(Column.ID) || !named) {
            throw refused("Its first line must have the titles of the columns, and among them id (the number of the "
                    + "employee, or whatever never changes) and name, or first name and last name.");
        }
    }

    private static CSVFormat format(char separator) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .get();
    }

    private static char separator(String titles) {
        char best = ',';
        for (char each : new char[] {';', '\t'}) {
            if (titles.chars().filter(c -> c == each).count()
                    > titles.chars().filter(c -> c == ',').count()) {
                best = each;
            }
        }
        return best;
    }

    private static boolean isUtf8(Path file) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        char[] buffer = new char[8192];
        try (Reader reader = new java.io.InputStreamReader(Files.newInputStream(file), decoder)) {
            while (reader.read(buffer) >= 0) {
                // Only whether it can be read.
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Path file, Charset charset) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, charset);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static Problem refused(String why) {
        return new Problem(422, "people-file-refused", "This file of people cannot be read.", why);
    }
}
