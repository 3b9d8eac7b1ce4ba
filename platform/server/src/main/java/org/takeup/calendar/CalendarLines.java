package org.takeup.calendar;

import java.nio.charset.StandardCharsets;

/** Content lines (RFC 5545, 3.1): at most 75 bytes each, ended by CR and LF, never cut within a character. For one thread. */
final class CalendarLines {
    private static final int MOST_BYTES = 75;

    private final StringBuilder lines = new StringBuilder();

    /** A line that is right as it is. */
    void raw(String line) {
        int bytes = 0;
        for (int at = 0; at < line.length(); ) {
            int character = line.codePointAt(at);
            int more = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > MOST_BYTES) {
                lines.append("\r\n ");
                bytes = 1;
            }
            lines.appendCodePoint(character);
            bytes += more;
            at += Character.charCount(character);
        }
        lines.append("\r\n");
    }

    /** A property whose value is any text. */
    void text(String property, String value) {
        raw(property + ":" + escaped(value));
    }

    byte[] bytes() {
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 5545, 3.3.11. Control characters cannot stand in a text and are left out; half a character becomes a mark. */
    private static String escaped(String value) {
        var text = new StringBuilder(value.length() + 16);
        value.replace("\r\n", "\n").codePoints().forEach(character -> {
            switch (character) {
                case '\\', ';', ',' -> text.append('\\').appendCodePoint(character);
                case '\n', '\r' -> text.append("\\n");
                case '\t' -> text.append('\t');
                default -> plain(character, text);
            }
        });
        return text.toString();
    }

    private static void plain(int character, StringBuilder into) {
        if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            into.append('\ufffd');
        } else if (!Character.isISOControl(character)) {
            into.appendCodePoint(character);
        }
    }
}
