package org.takeup.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.takeup.calendar.CalendarTexts.STAMP;
import static org.takeup.calendar.CalendarTexts.entry;
import static org.takeup.calendar.CalendarTexts.holdable;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Calendar files, read by a parser that somebody else has written, which finds nothing to warn of. */
class OtherParserTest {
    @Provide
    Arbitrary<String> texts() {
        return CalendarTexts.any();
    }

    /** The one calendar of a file. */
    private static ICalendar read(byte[] file) {
        try (var reader = new ICalReader(new String(file, StandardCharsets.UTF_8))) {
            ICalendar calendar = reader.readNext();
            assertEquals(
                    List.of(),
                    reader.getWarnings().stream().map(String::valueOf).toList());
            assertNull(reader.readNext(), "one calendar in a file");
            assertEquals(ICalVersion.V2_0, calendar.getVersion());
            assertTrue(
                    calendar.validate(ICalVersion.V2_0).isEmpty(), String.valueOf(calendar.validate(ICalVersion.V2_0)));
            return calendar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isTheEntry(VEvent event, String summary, String description) {
        assertEquals(holdable(summary), event.getSummary().getValue());
        assertEquals(
                holdable(description),
                event.getDescription() == null ? "" : event.getDescription().getValue());
        assertEquals("Room 4; left, then \\ up", event.getLocation().getValue());
        assertEquals("one@takeup", event.getUid().getValue());
        assertEquals(3, event.getSequence().getValue());
        assertEquals(Date.from(STAMP), event.getDateStart().getValue());
        assertEquals(Date.from(STAMP.plusSeconds(1_800)), event.getDateEnd().getValue());
        assertEquals("https://takeup.example/w/a?b=c", event.getUrl().getValue());
    }

    @Property(tries = 300)
    void aPublishedFileSaysToOthersWhatItSaysToUs(
            @ForAll("texts") String summary, @ForAll("texts") String description) {
        ICalendar calendar = read(CalendarFile.published(List.of(entry(summary, description), entry("x", "y"))));
        assertEquals(2, calendar.getEvents().size());
        isTheEntry(calendar.getEvents().getFirst(), summary, description);
    }

    @Property(tries = 100)
    void soDoesAFeed(@ForAll("texts") String name, @ForAll("texts") String summary) {
        ICalendar calendar = read(CalendarFile.feed(name, List.of(entry(summary, ""))));
        assertTrue(calendar.getMethod().isPublish());
        // Of what is no property of the standard it does not know that it is a text.
        String called = calendar.getExperimentalProperty("X-WR-CALNAME").getValue();
        assertEquals(holdable(name), VObjectPropertyValues.unescape(called).replace(System.lineSeparator(), "\n"));
        isTheEntry(calendar.getEvents().getFirst(), summary, "");
    }

    @Property(tries = 100)
    void soDoesAnInvitation(@ForAll("texts") String summary, @ForAll("texts") String description) {
        ICalendar calendar =
                read(CalendarFile.request(entry(summary, description), "learning@a.example", "o'neil@a.example"));
        assertTrue(calendar.getMethod().isRequest());
        VEvent event = calendar.getEvents().getFirst();
        isTheEntry(event, summary, description);
        assertEquals("learning@a.example", event.getOrganizer().getEmail());
        assertEquals("o'neil@a.example", event.getAttendees().getFirst().getEmail());
        assertTrue(event.getStatus().isConfirmed());
    }

    @Example
    void andItsCancellation() {
        ICalendar calendar = read(CalendarFile.cancellation(entry("x", "y"), "a@a.example", "b@a.example"));
        assertTrue(calendar.getMethod().isCancel());
        assertTrue(calendar.getEvents().getFirst().getStatus().isCancelled());
    }
}
