package org.takeup.focus;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A talk as a calendar file (iCalendar, RFC 5545). Its times are in UTC, so that every calendar shows them in its own
 * zone. The personal link is not in it: calendars are shared.
 */
final class Calendar {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_BYTES = 75;

    private Calendar() {}

    static byte[] of(FocusGroup group, String organisation, Instant now) {
        var lines = List.of(
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Takeup//Focus groups//EN",
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:focus-" + group.id() + "@takeup",
                "DTSTAMP:" + MOMENT.format(now),
                "DTSTART:" + MOMENT.format(group.begins()),
                "DTEND:" + MOMENT.format(group.ends()),
                "SUMMARY:" + escaped(group.topic() + " (" + organisation + ")"),
                "LOCATION:" + escaped(group.place()),
                "CLASS:PRIVATE",
                "END:VEVENT",
                "END:VCALENDAR");
        var text = new StringBuilder();
        lines.forEach(line -> fold(line, text));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** A line has at most 75 bytes; what is longer goes on behind a blank on the next one. */
    private static void fold(String line, StringBuilder into) {
        int bytes = 0;
        for (int at = 0; at < line.length(); ) {
            int character = line.codePointAt(at);
            int more = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > MOST_BYTES) {
                into.append("\r\n ");
                bytes = 1;
            }
            into.appendCodePoint(character);
            bytes += more;
            at += Character.charCount(character);
        }
        into.append("\r\n");
    }
}
