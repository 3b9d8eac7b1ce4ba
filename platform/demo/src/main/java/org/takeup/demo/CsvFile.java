package org.takeup.demo;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One file of a OneRoster export: a header and rows, as RFC 4180 has it. */
final class CsvFile {
    private final String name;
    private final int columns;
    private final StringBuilder text = new StringBuilder();

    /** Begins a file with its column names, separated by commas. */
    CsvFile(String name, String header) {
        this.name = name;
        this.columns = header.split(",", -1).length;
        text.append(header).append("\r\n");
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has more or fewer cells than the header
     */
    CsvFile row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(
                    name + " has " + columns + " columns, the row has " + cells.length + ".");
        }
        text.append(Arrays.stream(cells).map(cell -> quoted(cell.toString())).collect(Collectors.joining(",")));
        text.append("\r\n");
        return this;
    }

    String name() {
        return name;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
