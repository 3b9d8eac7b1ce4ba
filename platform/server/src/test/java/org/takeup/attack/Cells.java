package org.takeup.attack;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** Formulas to plant in texts, and what of them a spreadsheet would run in a file. */
public final class Cells {
    /** Each is a formula to some spreadsheet. */
    public static final List<String> FORMULAS = List.of(
            "=cmd|' /C calc'!A0",
            "+cmd|' /C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "\uff1dcmd|' /C calc'!A0",
            "\",=cmd|' /C calc'!A0,\"");

    private static final String BEGINNINGS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private Cells() {}

    /** The cells of the file, in order. */
    public static List<String> of(String csv) {
        try (var parser = CSVFormat.RFC4180.parse(new StringReader(csv.replace("\uFEFF", "")))) {
            return parser.stream().flatMap(each -> each.stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that would run. */
    public static List<String> live(String csv) {
        return of(csv).stream()
                .filter(cell -> !cell.isEmpty() && BEGINNINGS.indexOf(cell.charAt(0)) >= 0)
                .filter(cell -> !cell.matches("-?\\d+(\\.\\d+)?"))
                .toList();
    }
}
