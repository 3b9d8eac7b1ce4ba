package org.takeup.message.format;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A message as an entry of a calendar (RFC 5545), to be opened or sent along. Whoever takes it in again replaces it. */
final class Calendar {
    static final int MOST_OCTETS = 75;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration LONG = Duration.ofMinutes(30);

    private Calendar() {}

    static String of(Letter letter, String text) {
        Instant when = letter.when();
        return List.of(
                                "BEGIN:VCALENDAR",
                                "VERSION:2.0",
                                "PRODID:-//Takeup//Words//EN",
                                "METHOD:PUBLISH",
                                "BEGIN:VEVENT",
                                "UID:" + letter.id() + "@words.takeup",
                                "DTSTAMP:" + UTC.format(when),
                                "DTSTART:" + UTC.format(when),
                                "DTEND:" + UTC.format(when.plus(LONG)),
                                "SUMMARY;LANGUAGE=" + letter.language().toLanguageTag() + ":"
                                        + escape(letter.subject()),
                                "DESCRIPTION:" + escape(text),
                                "URL:" + letter.link(),
                                "END:VEVENT",
                                "END:VCALENDAR")
                        .stream()
                        .map(Calendar::folded)
                        .collect(Collectors.joining("\r\n"))
                + "\r\n";
    }

    /** RFC 5545, 3.3.11. */
    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    /** RFC 5545, 3.1: at most 75 octets a line, the blank of a further line included, and no character parted. */
    private static String folded(String line) {
        var folded = new StringBuilder();
        int octets = 0;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            String letter = Character.toString(line.codePointAt(i));
            int more = letter.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > MOST_OCTETS) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.append(letter);
            octets += more;
        }
        return folded.toString();
    }
}
