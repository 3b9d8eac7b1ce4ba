package org.takeup.plan.clash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plan.clash.FeedParser.Unreadable;

/** Calendars of others: read exactly, or refused as a whole. */
class FeedParserTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

    private static FeedParser.Result read(String text) throws Unreadable {
        return FeedParser.read(text.getBytes(StandardCharsets.UTF_8), BERLIN, FROM, FROM.plusYears(1));
    }

    private static String calendar(String... lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("\r\n", lines) + "\r\nEND:VCALENDAR\r\n";
    }

    private static String event(String... lines) {
        return calendar("BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT");
    }

    private static Feed.Event day(String summary, int month, int first, int last) {
        return new Feed.Event(summary, LocalDate.of(2026, month, first), LocalDate.of(2026, month, last));
    }

    @Test
    void daysAndMomentsAreRead() throws Unreadable {
        assertEquals(
                List.of(day("Works meeting", 6, 1, 2)),
                read(event("DTSTART;VALUE=DATE:20260601", "DTEND;VALUE=DATE:20260603", "SUMMARY:Works meeting"))
                        .events());
        // Half past eleven at night in London is the next day in Berlin.
        assertEquals(
                List.of(day("Late", 6, 2, 2)),
                read(event("DTSTART:20260601T223000Z", "DTEND:20260601T233000Z", "SUMMARY:Late"))
                        .events());
        assertEquals(
                List.of(day("Tokyo", 6, 1, 1)),
                read(event("DTSTART;TZID=\"Asia/Tokyo\":20260602T030000", "SUMMARY:Tokyo"))
                        .events());
        assertEquals(
                List.of(day("Until midnight", 6, 1, 1)),
                read(event("DTSTART:20260601T100000", "DTEND:20260602T000000", "SUMMARY:Until midnight"))
                        .events());
        assertEquals(
                List.of(day("Three days", 6, 1, 3)),
                read(event("DTSTART;VALUE=DATE:20260601", "DURATION:P3D", "SUMMARY:Three days"))
                        .events());
    }

    @Test
    void foldedAndEscapedTextIsOnePlainLine() throws Unreadable {
        var result = read(event(
                "DTSTART;VALUE=DATE:20260601",
                "SUMMARY;LANGUAGE=en:Town hall\\, all\\nof",
                "  us <b>\u202Egnp",
                "X-A:b"));
        assertEquals("Town hall, all of us <b>gnp", result.events().getFirst().summary());
    }

    @Test
    void whatDoesNotCountIsLeftOut() throws Unreadable {
        String text = calendar(
                "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE",
                "BEGIN:VEVENT\r\nDTSTART:20260601T100000Z\r\nSTATUS:CANCELLED\r\nEND:VEVENT",
                "BEGIN:VEVENT\r\nDTSTART:20260601T100000Z\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT",
                "BEGIN:VEVENT\r\nDTSTART:20240601T100000Z\r\nEND:VEVENT",
                "BEGIN:VEVENT\r\nDTSTART:20260605T100000Z\r\nRRULE:FREQ=WEEKLY\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\n"
                        + "END:VALARM\r\nEND:VEVENT");
        var result = read(text);
        assertEquals(List.of(day("Something without a name", 6, 5, 5)), result.events());
        assertEquals(1, result.repeating());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Please sign in</body></html>",
                "BEGIN:VCALENDAR",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR",
                "BEGIN:VEVENT\nDTSTART:20260601T100000Z\nEND:VEVENT",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:No day\nEND:VEVENT\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260231T100000Z\nEND:VEVENT\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:2026-06-01\nEND:VEVENT\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260603\nDTEND;VALUE=DATE:20260601\nEND:VEVENT\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260601T100000Z\nDURATION:forever\nEND:VEVENT\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\nno colon\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\n;X=1:y\nEND:VCALENDAR"
            })
    void whatIsNoCalendarIsRefused(String text) {
        assertThrows(Unreadable.class, () -> read(text));
    }

    @Test
    void whatIsTooMuchIsRefused() {
        assertThrows(Unreadable.class, () -> FeedParser.read(new byte[FeedParser.MOST_BYTES + 1], BERLIN, FROM, FROM));
        assertThrows(
                Unreadable.class, () -> FeedParser.read(new byte[] {(byte) 0xC3, (byte) 0x28}, BERLIN, FROM, FROM));
        assertThrows(
                Unreadable.class,
                () -> read(calendar("BEGIN:VEVENT\r\nDTSTART:20260601T100000Z\r\nEND:VEVENT\r\n"
                        .repeat(FeedParser.MOST_EVENTS + 1))));
        assertThrows(Unreadable.class, () -> read(calendar("X:" + "y".repeat(30_000))));
        assertThrows(Unreadable.class, () -> read("BEGIN:VCALENDAR\n" + "BEGIN:X\n".repeat(5_000)));
        assertThrows(
                Unreadable.class, () -> read(event("DTSTART:20260601T100000Z", "DURATION:P999999999999999999999D")));
    }

    /** Whatever bytes come: a calendar or a refusal, and nothing else. */
    @Property(tries = 1_000)
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        try {
            FeedParser.read(bytes, BERLIN, FROM, FROM.plusYears(1));
        } catch (Unreadable e) {
            assertTrue(String.valueOf(e.getMessage()).endsWith("."));
        }
    }

    @Property(tries = 1_000)
    void anyValuesAreReadOrRefused(@ForAll String begins, @ForAll String lasts, @ForAll String summary) {
        try {
            read(event("DTSTART:" + begins, "DURATION:P" + lasts, "SUMMARY:" + summary));
            read(event("DTSTART;VALUE=DATE:20260601", "DURATION:" + lasts, "SUMMARY:" + summary));
        } catch (Unreadable e) {
            assertTrue(String.valueOf(e.getMessage()).endsWith("."));
        }
    }
}
