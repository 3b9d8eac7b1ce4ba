package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private static Optional<Instant> end(String from, String to, String moment) {
        return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), MADRID).endOf(Instant.parse(moment));
    }

    @ParameterizedTest
    @CsvSource({
        "21:00, 08:00, 2026-11-24T20:30:00Z, 2026-11-25T07:00:00Z",
        "21:00, 08:00, 2026-11-25T03:00:00Z, 2026-11-25T07:00:00Z",
        "12:00, 14:00, 2026-07-01T10:30:00Z, 2026-07-01T12:00:00Z"
    })
    void restEndsAtTheTenantsOwnTime(String from, String to, String moment, String end) {
        assertEquals(Optional.of(Instant.parse(end)), end(from, to, moment));
    }

    @ParameterizedTest
    @CsvSource({
        "21:00, 08:00, 2026-11-24T07:00:00Z",
        "21:00, 08:00, 2026-11-24T19:59:59Z",
        "12:00, 14:00, 2026-07-01T12:00:00Z",
        "00:00, 00:00, 2026-07-01T12:00:00Z"
    })
    void outsideOfThemMailMayGo(String from, String to, String moment) {
        assertEquals(Optional.empty(), end(from, to, moment));
    }

    @Test
    void theHourThatComesTwiceInAutumnDoesNotEndRestInThePast() {
        // 2026-10-25, 02:30 in Madrid comes twice; this is the second time, rest ends at 02:45.
        assertEquals(Optional.of(Instant.parse("2026-10-25T01:45:00Z")), end("01:00", "02:45", "2026-10-25T01:30:00Z"));
    }
}
