package org.takeup.calendar;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes calendar files: RFC 5545 to the letter, and the two extensions of RFC 7986 that calendars ask for. */
public final class CalendarFile {
    /** What such a file is sent as. */
    public static final String MEDIA_TYPE = "text/calendar; charset=utf-8";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private CalendarFile() {}

    /** Entries for whoever reads them (METHOD:PUBLISH). */
    public static byte[] published(List<CalendarEntry> entries) {
        var lines = begun("PUBLISH");
        entries.forEach(entry -> write(lines, entry));
        return ended(lines);
    }

    /** A calendar to subscribe to. @param name what calendars call it, unless their owner calls it otherwise */
    public static byte[] feed(String name, List<CalendarEntry> entries) {
        var lines = begun("PUBLISH");
        lines.text("NAME", name);
        lines.text("X-WR-CALNAME", name);
        lines.raw("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        lines.raw("X-PUBLISHED-TTL:PT1H");
        // What is shown beside one's own meetings takes no time of them.
        entries.forEach(entry -> write(lines, entry, "TRANSP:TRANSPARENT"));
        return ended(lines);
    }

    /**
     * An invitation, or its newer version: a REQUEST of iTIP (RFC 5546, 3.2.2).
     *
     * @param organizer address that the invitation is from
     * @param guest address of the one who is invited; nobody else is named in it
     */
    public static byte[] request(CalendarEntry entry, String organizer, String guest) {
        return sent("REQUEST", entry.at(entry.sequence(), entry.stamp(), false), organizer, guest);
    }

    /** Takes an invitation back: a CANCEL of iTIP (RFC 5546, 3.2.5). Parameters as in {@link #request}. */
    public static byte[] cancellation(CalendarEntry entry, String organizer, String guest) {
        return sent("CANCEL", entry.at(entry.sequence(), entry.stamp(), true), organizer, guest);
    }

    private static byte[] sent(String method, CalendarEntry entry, String organizer, String guest) {
        var lines = begun(method);
        write(
                lines,
                entry,
                "ORGANIZER:" + mailto(organizer),
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:" + mailto(guest));
        return ended(lines);
    }

    private static CalendarLines begun(String method) {
        var lines = new CalendarLines();
        lines.raw("BEGIN:VCALENDAR");
        lines.raw("VERSION:2.0");
        lines.raw("PRODID:-//Takeup//Takeup//EN");
        lines.raw("CALSCALE:GREGORIAN");
        lines.raw("METHOD:" + method);
        return lines;
    }

    private static byte[] ended(CalendarLines lines) {
        lines.raw("END:VCALENDAR");
        return lines.bytes();
    }

    private static void write(CalendarLines lines, CalendarEntry entry, String... more) {
        lines.raw("BEGIN:VEVENT");
        lines.raw("UID:" + entry.uid());
        lines.raw("SEQUENCE:" + entry.sequence());
        lines.raw("DTSTAMP:" + moment(entry.stamp()));
        lines.raw("DTSTART:" + moment(entry.begins()));
        lines.raw("DTEND:" + moment(entry.ends()));
        lines.text("SUMMARY", entry.summary());
        if (!entry.description().isEmpty()) {
            lines.text("DESCRIPTION", entry.description());
        }
        if (!entry.place().isEmpty()) {
            lines.text("LOCATION", entry.place());
        }
        // Anything that is no address would break the line's type; then there is no link.
        entry.link().filter(CalendarFile::isAddress).ifPresent(link -> lines.raw("URL:" + link));
        for (String line : more) {
            lines.raw(line);
        }
        lines.raw("STATUS:" + (entry.cancelled() ? "CANCELLED" : "CONFIRMED"));
        lines.raw("CLASS:PRIVATE");
        lines.raw("END:VEVENT");
    }

    private static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    private static boolean isAddress(String link) {
        try {
            return URI.create(link).isAbsolute() && link.chars().allMatch(each -> each > 0x20 && each < 0x7f);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 6068: what has a meaning of its own in an address is written by its number. */
    private static String mailto(String address) {
        var text = new StringBuilder("mailto:");
        for (byte each : address.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each >= 'a' && each <= 'z'
                    || each >= 'A' && each <= 'Z'
                    || each >= '0' && each <= '9'
                    || "@.-_~+!$'*".indexOf(each) >= 0;
            text.append(plain ? String.valueOf((char) each) : "%%%02X".formatted(each & 0xff));
        }
        return text.toString();
    }
}
