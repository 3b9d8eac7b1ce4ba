package org.takeup.http;

import java.util.regex.Pattern;

/** Cells of tables that people open in a spreadsheet (RFC 4180). */
public final class Csv {
    /** How a formula begins, also in the wide letters that some spreadsheets take for the same, or behind a line break. */
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private Csv() {}

    /** The text in quotes. One that a spreadsheet would take for a formula gets an apostrophe in front; a number is none. */
    public static String cell(String text) {
        boolean formula = !text.isEmpty()
                && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
