package org.takeup.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DatesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 9);

    private static Dates dates(String language) {
        return new Dates(Locale.forLanguageTag(language), ZoneId.of("Europe/Madrid"));
    }

    @Test
    void bareEnglishIsWrittenDayFirstAndAmericanAsAmericansDo() {
        assertEquals("9 Nov 2026", dates("en").day(DAY));
        assertEquals("9 November", dates("en").dayOfYear(DAY));
        assertEquals("Monday, 9 November 2026", dates("en").fullDay(DAY));
        assertEquals("Nov 9, 2026", dates("en-US").day(DAY));
    }

    @Test
    void otherLanguagesAreWrittenAsTheyDo() {
        assertEquals("09.11.2026", dates("de").day(DAY));
        assertEquals("9. November", dates("de").dayOfYear(DAY));
        assertEquals("lundi 9 novembre 2026", dates("fr").fullDay(DAY));
        assertEquals("9 nov 2026", dates("es").day(DAY));
    }

    @Test
    void aMomentIsToldInTheReadersZone() {
        Instant lateInUtc = Instant.parse("2026-11-09T23:30:00Z");
        assertEquals("10 Nov 2026", dates("en").day(lateInUtc));
        assertEquals("10 Nov 2026, 00:30", dates("en").moment(lateInUtc));
    }

    @Test
    void whatMustNotBeMissedIsToldInFullWithTheZoneAndPlainBlanks() {
        Instant lateInUtc = Instant.parse("2026-11-09T23:30:00Z");
        assertEquals("10 November 2026", dates("en").longDay(lateInUtc));
        assertEquals("10. November 2026", dates("de").longDay(lateInUtc));
        assertEquals(
                "Tuesday, 10 November 2026, 00:30 (Europe/Madrid)", dates("en").fullMoment(lateInUtc));
        assertEquals("mardi 10 novembre 2026 00:30 (Europe/Madrid)", dates("fr").fullMoment(lateInUtc));
    }
}
