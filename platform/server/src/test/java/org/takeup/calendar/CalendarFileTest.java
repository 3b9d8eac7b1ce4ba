package org.takeup.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.takeup.calendar.CalendarTexts.STAMP;
import static org.takeup.calendar.CalendarTexts.entry;
import static org.takeup.calendar.CalendarTexts.holdable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.takeup.calendar.StrictCalendar.Event;

/** Calendar files, read by a parser of the tests' own that refuses what RFC 5545 does not allow. */
class CalendarFileTest {
    @Provide
    Arbitrary<String> texts() {
        return CalendarTexts.any();
    }

    @Property(tries = 500)
    void anyTextComesBackAsItWas(@ForAll("texts") String summary, @ForAll("texts") String description) {
        Event event = StrictCalendar.read(CalendarFile.published(List.of(entry(summary, description))))
                .events()
                .getFirst();
        assertEquals(holdable(summary), event.get("SUMMARY"));
        assertEquals(holdable(description), event.raw().getOrDefault("DESCRIPTION", ""));
        assertEquals("Room 4; left, then \\ up", event.get("LOCATION"));
    }

    @Property(tries = 200)
    void anyNameOfAFeedComesBackAsItWas(@ForAll("texts") String name) {
        var read = StrictCalendar.read(CalendarFile.feed(name, List.of(entry("x", "y"))));
        assertEquals("PUBLISH", read.method());
        assertEquals(holdable(name), read.properties().get("X-WR-CALNAME"));
        assertEquals("TRANSPARENT", read.events().getFirst().get("TRANSP"));
    }

    @Property(tries = 200)
    void anyTextIsAnInvitationToOnePerson(@ForAll("texts") String summary) {
        byte[] file = CalendarFile.request(entry(summary, ""), "learning@a.example", "o'neil+x%y@a.example");
        var read = StrictCalendar.read(file);
        assertEquals("REQUEST", read.method());
        assertEquals(
                List.of("mailto:o'neil+x%25y@a.example"),
                read.events().getFirst().attendees());
        assertEquals("mailto:learning@a.example", read.events().getFirst().get("ORGANIZER"));
        assertEquals("CONFIRMED", read.events().getFirst().get("STATUS"));
    }

    @Example
    void aCancellationIsOne() {
        var read = StrictCalendar.read(CalendarFile.cancellation(entry("x", ""), "a@a.example", "b@a.example"));
        assertEquals("CANCEL", read.method());
        assertEquals("CANCELLED", read.events().getFirst().get("STATUS"));
        assertEquals(3, read.events().getFirst().sequence());
    }

    @Example
    void foldingNeverCutsACharacter() {
        // One byte more or less at each place moves the cut through every byte of the four-byte characters.
        for (int before = 0; before < 80; before++) {
            String text = "a".repeat(before) + "\ud83d\ude00".repeat(60);
            byte[] file = CalendarFile.published(List.of(entry(text, "")));
            assertEquals(text, StrictCalendar.read(file).events().getFirst().get("SUMMARY"));
        }
    }

    @Example
    void whatIsNoAddressIsNoLink() {
        for (String link : List.of("not an address", "/relative", "https://a.example/\r\nATTENDEE:mailto:x@y", "")) {
            var entry = new CalendarEntry("a@takeup", 0, STAMP, STAMP, STAMP, "x", "", "", Optional.of(link), false);
            String file = new String(CalendarFile.published(List.of(entry)), StandardCharsets.UTF_8);
            assertFalse(file.contains("URL:"), file);
            assertFalse(file.contains("ATTENDEE"), file);
        }
    }

    @Example
    void aUidCannotBreakALine() {
        for (String uid : List.of("a\r\nb", "", "a b", "\u00e4@takeup", "a;b")) {
            assertThrows(IllegalArgumentException.class, () -> CalendarEntry.first(uid, STAMP, STAMP, STAMP, "x", "y"));
        }
    }

    @Example
    void clockChangesMakeNoMomentAmbiguous() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        // 2:30 does not exist on the one day and is there twice on the other.
        Instant gap = LocalDate.of(2027, 3, 28)
                .atTime(LocalTime.of(2, 30))
                .atZone(berlin)
                .toInstant();
        Instant overlap = LocalDate.of(2026, 10, 25)
                .atTime(LocalTime.of(2, 30))
                .atZone(berlin)
                .toInstant();
        for (Instant begins : List.of(gap, overlap)) {
            var entry = CalendarEntry.first("a@takeup", STAMP, begins, begins.plusSeconds(1_800), "x", "");
            Event event = StrictCalendar.read(CalendarFile.published(List.of(entry)))
                    .events()
                    .getFirst();
            assertTrue(event.get("DTSTART").endsWith("Z"));
            assertEquals(1_800, seconds(event.get("DTEND")) - seconds(event.get("DTSTART")));
        }
        assertEquals("2027-03-28T01:30:00Z", gap.toString());
        assertEquals("2026-10-25T00:30:00Z", overlap.toString());
    }

    private static long seconds(String moment) {
        return Instant.parse(moment.replaceFirst("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z"))
                .getEpochSecond();
    }
}
