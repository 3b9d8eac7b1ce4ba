package org.takeup.calendar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a calendar file as RFC 5545 has it and refuses everything else, with no help from the code that writes. Written for
 * tests from the grammar of 3.1, 3.3 and 3.6, and from the tables of RFC 5546, 3.2.2 and 3.2.5.
 */
public final class StrictCalendar {
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]+))*):(.*)", Pattern.DOTALL);
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3])[0-5]\\d[0-5]\\dZ");
    private static final Set<String> ONCE = Set.of(
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "URL",
            "STATUS",
            "CLASS",
            "SEQUENCE",
            "ORGANIZER",
            "TRANSP");

    private StrictCalendar() {}

    /** A calendar. @param properties of the calendar itself by name */
    public record Read(Map<String, String> properties, List<Event> events) {
        public String method() {
            return properties.get("METHOD");
        }
    }

    /** An event. @param raw values as they stand in the file, by name; texts are unescaped */
    public record Event(Map<String, String> raw, List<String> attendees) {
        public String get(String name) {
            String value = raw.get(name);
            if (value == null) {
                throw new AssertionError("The event has no " + name + ": " + raw);
            }
            return value;
        }

        public long sequence() {
            return Long.parseLong(get("SEQUENCE"));
        }
    }

    /** @throws AssertionError saying what is not by the book */
    public static Read read(byte[] file) {
        var lines = new ArrayList<>(unfolded(file));
        expect(lines.removeFirst(), "BEGIN:VCALENDAR");
        expect(lines.removeLast(), "END:VCALENDAR");
        var properties = new LinkedHashMap<String, String>();
        var events = new ArrayList<Event>();
        while (!lines.isEmpty()) {
            String line = lines.removeFirst();
            if (line.equals("BEGIN:VEVENT")) {
                events.add(event(lines, properties.get("METHOD")));
            } else {
                Matcher parts = parts(line);
                require(properties.put(parts.group(1), unescaped(parts.group(3))) == null, "Twice: " + line);
                require(events.isEmpty(), "A property of the calendar behind an event: " + line);
            }
        }
        require("2.0".equals(properties.get("VERSION")), "No VERSION:2.0");
        require(properties.containsKey("PRODID"), "No PRODID");
        return new Read(properties, events);
    }

    /** Lines end with CR LF, have at most 75 bytes, each of them whole UTF-8, and go on behind one blank. */
    private static List<String> unfolded(byte[] file) {
        String text = text(file);
        require(text.endsWith("\r\n"), "The last line has no end");
        var lines = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at < file.length; at++) {
            if (file[at] == '\n') {
                require(at > 0 && file[at - 1] == '\r', "A line feed without a carriage return");
                int length = at - 1 - from;
                require(length <= 75, "A line has " + length + " bytes");
                require(length > 0, "An empty line");
                byte[] bytes = java.util.Arrays.copyOfRange(file, from, at - 1);
                String line = text(bytes);
                if (line.startsWith(" ") || line.startsWith("\t")) {
                    require(!lines.isEmpty(), "The first line goes on");
                    lines.set(lines.size() - 1, lines.getLast() + line.substring(1));
                } else {
                    lines.add(line);
                }
                from = at + 1;
            } else if (file[at] == '\r') {
                require(at + 1 < file.length && file[at + 1] == '\n', "A carriage return without a line feed");
            } else {
                require(file[at] == '\t' || (file[at] & 0xff) >= 0x20 && file[at] != 0x7f, "A control character");
            }
        }
        return lines;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("A line is not whole UTF-8", e);
        }
    }

    private static Event event(List<String> lines, String method) {
        var raw = new LinkedHashMap<String, String>();
        var attendees = new ArrayList<String>();
        while (true) {
            require(!lines.isEmpty(), "The event does not end");
            String line = lines.removeFirst();
            if (line.equals("END:VEVENT")) {
                break;
            }
            Matcher parts = parts(line);
            String name = parts.group(1);
            if (name.equals("ATTENDEE")) {
                attendees.add(parts.group(3));
            } else {
                boolean isText = Set.of("SUMMARY", "DESCRIPTION", "LOCATION").contains(name);
                String before = raw.put(name, isText ? unescaped(parts.group(3)) : parts.group(3));
                require(before == null || !ONCE.contains(name), "Twice: " + line);
            }
        }
        for (String name : List.of("UID", "DTSTAMP", "DTSTART", "SEQUENCE")) {
            require(raw.containsKey(name), "An event without " + name + ": " + raw);
        }
        for (String name : List.of("DTSTAMP", "DTSTART", "DTEND")) {
            require(MOMENT.matcher(raw.getOrDefault(name, "")).matches(), name + " is no moment in UTC");
        }
        require(raw.get("DTEND").compareTo(raw.get("DTSTART")) >= 0, "It ends before it begins");
        if (method.equals("REQUEST") || method.equals("CANCEL")) {
            require(raw.getOrDefault("ORGANIZER", "").startsWith("mailto:"), "No ORGANIZER");
            require(attendees.size() == 1 && attendees.getFirst().startsWith("mailto:"), "Not one ATTENDEE");
            require(method.equals("REQUEST") || "CANCELLED".equals(raw.get("STATUS")), "A CANCEL is CANCELLED");
            require(raw.containsKey("SUMMARY"), "No SUMMARY");
        } else {
            require(method.equals("PUBLISH"), "Another method: " + method);
            require(attendees.isEmpty(), "What is published names attendees");
        }
        return new Event(raw, attendees);
    }

    private static Matcher parts(String line) {
        Matcher parts = LINE.matcher(line);
        require(parts.matches(), "No content line: " + line);
        return parts;
    }

    /** 3.3.11: only these four can be escaped, and commas and semicolons must be. */
    private static String unescaped(String value) {
        var text = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character == '\\') {
                require(++at < value.length(), "A backslash at the end");
                switch (value.charAt(at)) {
                    case '\\', ';', ',' -> text.append(value.charAt(at));
                    case 'n', 'N' -> text.append('\n');
                    default -> throw new AssertionError("Escaped, and need not be: " + value.charAt(at));
                }
            } else {
                require(character != ';' && character != ',', "Not escaped: " + character + " in " + value);
                text.append(character);
            }
        }
        return text.toString();
    }

    private static void expect(String line, String wanted) {
        require(line.equals(wanted), "Not " + wanted + " but " + line);
    }

    private static void require(boolean holds, String words) {
        if (!holds) {
            throw new AssertionError(words);
        }
    }
}
