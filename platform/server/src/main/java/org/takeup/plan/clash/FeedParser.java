package org.takeup.plan.clash;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the days of events from a calendar (RFC 5545). Strict in form: what is not well-formed is refused as a whole, so
 * that nobody relies on half a calendar. Alarms, time zones' own rules and everything else in it are passed over; events
 * that are cancelled or take no time do not count. Takes time in proportion to the bytes.
 */
public final class FeedParser {
    static final int MOST_BYTES = 2_000_000;
    static final int MOST_EVENTS = 2_000;

    private static final int LONGEST_LINE = 20_000;
    private static final int LONGEST_SUMMARY = 120;
    private static final int DEEPEST = 8;
    private static final long MOST_DAYS = 3_660;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final ZoneId zone;
    private final LocalDate from;
    private final LocalDate to;
    private final List<Feed.Event> events = new ArrayList<>();
    private int repeating;

    private FeedParser(ZoneId zone, LocalDate from, LocalDate to) {
        this.zone = zone;
        this.from = from;
        this.to = to;
    }

    /** It is no calendar, or not one that is read here. The message says why, for a person. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    /** What was read. @param repeating how many events come again */
    public record Result(List<Feed.Event> events, int repeating) {}

    private record Line(String name, Map<String, String> parameters, String value) {}

    /**
     * Reads the events that touch these days.
     *
     * @param zone in which the days are
     * @throws Unreadable if it is too large, no UTF-8, or not well-formed
     */
    public static Result read(byte[] bytes, ZoneId zone, LocalDate from, LocalDate to) throws Unreadable {
        if (bytes.length > MOST_BYTES) {
            throw new Unreadable("It is larger than " + MOST_BYTES + " bytes.");
        }
        var parser = new FeedParser(zone, from, to);
        parser.lines(text(bytes));
        return new Result(parser.events, parser.repeating);
    }

    private static String text(byte[] bytes) throws Unreadable {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("It is not written in UTF-8.");
        }
    }

    private void lines(String text) throws Unreadable {
        Deque<String> open = new ArrayDeque<>();
        Map<String, Line> event = new HashMap<>();
        boolean ended = false;
        for (String each : unfolded(text)) {
            if (ended) {
                throw new Unreadable("Something follows its end.");
            }
            Line line = line(each);
            if (line.name().equals("BEGIN")) {
                String component = line.value().toUpperCase(Locale.ROOT);
                if (open.isEmpty() != component.equals("VCALENDAR") || open.size() >= DEEPEST) {
                    throw new Unreadable("It is no calendar.");
                }
                open.push(component);
                if (component.equals("VEVENT")) {
                    event.clear();
                }
            } else if (line.name().equals("END")) {
                String component = line.value().toUpperCase(Locale.ROOT);
                if (open.isEmpty() || !open.pop().equals(component)) {
                    throw new Unreadable("Its parts are not closed as they were opened.");
                }
                if (component.equals("VEVENT")) {
                    event(event);
                }
                ended = open.isEmpty();
            } else if (open.isEmpty()) {
                throw new Unreadable("It is no calendar.");
            } else if (open.getFirst().equals("VEVENT")) {
                event.putIfAbsent(line.name(), line);
            }
        }
        if (!ended) {
            throw new Unreadable("It ends in the middle.");
        }
    }

    /** Lines that begin with a blank go on with the one before (3.1). */
    private static List<String> unfolded(String text) throws Unreadable {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String each : (Iterable<String>) text.lines()::iterator) {
            boolean goesOn = each.startsWith(" ") || each.startsWith("\t");
            if (!goesOn) {
                add(line, lines);
            }
            line.append(goesOn ? each.substring(1) : each);
            if (line.length() > LONGEST_LINE) {
                throw new Unreadable("A line of it is too long.");
            }
        }
        add(line, lines);
        return lines;
    }

    private static void add(StringBuilder line, List<String> lines) {
        if (!line.isEmpty()) {
            lines.add(line.toString());
            line.setLength(0);
        }
    }

    /** Name, parameters, value (3.1). A colon or a semicolon in quotes belongs to a parameter's value. */
    private static Line line(String text) throws Unreadable {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            quoted ^= character == '"';
            if (!quoted && (character == ';' || character == ':')) {
                parts.add(text.substring(start, at));
                start = at + 1;
                if (character == ':') {
                    return line(parts, text.substring(start));
                }
            }
        }
        throw new Unreadable("A line of it has no value.");
    }

    private static Line line(List<String> parts, String value) throws Unreadable {
        String name = parts.getFirst().toUpperCase(Locale.ROOT);
        if (!name.matches("[A-Z0-9-]{1,60}")) {
            throw new Unreadable("A line of it has no name.");
        }
        var parameters = new HashMap<String, String>();
        for (String each : parts.subList(1, parts.size())) {
            int is = each.indexOf('=');
            if (is < 1) {
                throw new Unreadable("A parameter in it has no value.");
            }
            parameters.put(
                    each.substring(0, is).toUpperCase(Locale.ROOT),
                    each.substring(is + 1).replace("\"", ""));
        }
        return new Line(name, parameters, value);
    }

    private void event(Map<String, Line> lines) throws Unreadable {
        Line begins = lines.get("DTSTART");
        if (begins == null) {
            throw new Unreadable("An event of it has no beginning.");
        }
        boolean counts = !value(lines, "STATUS").equalsIgnoreCase("CANCELLED")
                && !value(lines, "TRANSP").equalsIgnoreCase("TRANSPARENT");
        LocalDate first = day(begins, false);
        LocalDate last = last(begins, first, lines);
        if (last.isBefore(first)) {
            throw new Unreadable("An event of it ends before it begins.");
        }
        if (!counts || last.isBefore(from) || first.isAfter(to)) {
            return;
        }
        if (events.size() >= MOST_EVENTS) {
            throw new Unreadable("It has more than " + MOST_EVENTS + " events.");
        }
        repeating += lines.containsKey("RRULE") || lines.containsKey("RDATE") ? 1 : 0;
        events.add(new Feed.Event(summary(value(lines, "SUMMARY")), first, last));
    }

    private LocalDate last(Line begins, LocalDate first, Map<String, Line> lines) throws Unreadable {
        Line ends = lines.get("DTEND");
        if (ends != null) {
            LocalDate end = day(ends, true);
            return isDay(ends) && end.isBefore(first) && first.equals(end.plusDays(1)) ? first : end;
        }
        Line lasts = lines.get("DURATION");
        if (lasts == null) {
            return first;
        }
        return first.plusDays(days(lasts.value(), isDay(begins)));
    }

    /** Whole days that it goes on after its first one. */
    private static long days(String duration, boolean wholeDays) throws Unreadable {
        try {
            if (duration.matches("P\\d{1,4}[DW]")) {
                long days = Period.parse(duration).getDays();
                return Math.clamp(wholeDays ? days - 1 : days, 0, MOST_DAYS);
            }
            return Math.clamp(Duration.parse(duration).toDays(), 0, MOST_DAYS);
        } catch (DateTimeException e) {
            throw new Unreadable("An event of it lasts for no time that is known.");
        }
    }

    private static boolean isDay(Line line) {
        return line.parameters().getOrDefault("VALUE", "").equalsIgnoreCase("DATE");
    }

    /** @param end whether it is the first moment afterwards */
    private LocalDate day(Line line, boolean end) throws Unreadable {
        String value = line.value();
        try {
            if (isDay(line)) {
                LocalDate day = LocalDate.parse(value, DAY);
                return end ? day.minusDays(1) : day;
            }
            boolean utc = value.endsWith("Z");
            LocalDateTime time = LocalDateTime.parse(utc ? value.substring(0, value.length() - 1) : value, MOMENT);
            LocalDateTime here = time.atZone(
                            utc ? ZoneOffset.UTC : zone(line.parameters().get("TZID")))
                    .withZoneSameInstant(zone)
                    .toLocalDateTime();
            return (end ? here.minusSeconds(1) : here).toLocalDate();
        } catch (DateTimeException e) {
            throw new Unreadable("A date in it is none.");
        }
    }

    /** A zone by a name of its own has rules of its own, which are not read: its days are taken as local ones. */
    private ZoneId zone(@Nullable String name) {
        return Optional.ofNullable(name)
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .orElse(zone);
    }

    private static String value(Map<String, Line> lines, String name) {
        return Optional.ofNullable(lines.get(name)).map(Line::value).orElse("");
    }

    /** One plain line, whatever stands in the calendar. */
    private static String summary(String text) {
        String plain = text.replace("\\n", " ")
                .replace("\\N", " ")
                .replace("\\,", ",")
                .replace("\\;", ";")
                .replace("\\\\", "\\");
        var clean = new StringBuilder();
        plain.codePoints()
                .filter(character ->
                        !Character.isISOControl(character) && Character.getType(character) != Character.FORMAT)
                .limit(LONGEST_SUMMARY)
                .forEach(clean::appendCodePoint);
        return clean.toString().isBlank()
                ? "Something without a name"
                : clean.toString().strip();
    }
}
