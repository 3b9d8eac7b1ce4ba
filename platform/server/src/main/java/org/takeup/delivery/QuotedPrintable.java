package org.takeup.delivery;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text that is more than short lines of ASCII, as quoted-printable (RFC 2045, 6.7). */
final class QuotedPrintable {
    /** A line has at most 76 characters, with the mark that says that it goes on. */
    private static final int LONGEST_LINE = 75;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private QuotedPrintable() {}

    /** @param text lines end with LF */
    static String encode(String text) {
        var written = new StringBuilder(text.length() + text.length() / 8);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int column = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                written.append('\n');
                column = 0;
                continue;
            }
            boolean last = at + 1 == bytes.length || bytes[at + 1] == '\n';
            String next = stays(bytes[at], column == 0, last) ? String.valueOf((char) bytes[at]) : escaped(bytes[at]);
            if (column + next.length() > LONGEST_LINE) {
                written.append("=\n");
                column = 0;
                next = stays(bytes[at], true, last) ? next : escaped(bytes[at]);
            }
            written.append(next);
            column += next.length();
        }
        return written.toString();
    }

    /** A dot or an F at the start of a line would be changed by some servers on the way, and white space at its end. */
    private static boolean stays(byte value, boolean first, boolean last) {
        if (value == ' ' || value == '\t') {
            return !last;
        }
        boolean mangled = first && (value == '.' || value == 'F');
        return value > 32 && value < 127 && value != '=' && !mangled;
    }

    private static String escaped(byte value) {
        return "=" + HEX.toHexDigits(value);
    }
}
