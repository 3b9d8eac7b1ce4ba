package org.takeup.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DailyLimitTest {
    private static final Instant NOON = Instant.parse("2027-03-02T12:00:00Z");
    private static final DailyLimit THREE =
            new DailyLimit(3, "too-many-letters", "You have sent {most} letters within a day.", "Wait until tomorrow.");

    /** As a store counts them. */
    private static void send(List<Instant> sent) {
        THREE.refuseBeyond(
                NOON, since -> sent.stream().filter(at -> !at.isBefore(since)).count());
    }

    private static Instant before(Duration earlier) {
        return NOON.minus(earlier);
    }

    @Test
    void asManyAsItSaysAreTakenAndTheNextOneIsRefusedInItsWords() {
        Instant morning = before(Duration.ofHours(3));
        assertDoesNotThrow(() -> send(List.of(morning, morning)));
        var reached = assertThrows(DailyLimit.Reached.class, () -> send(List.of(morning, morning, morning)));
        assertEquals(429, reached.status());
        assertEquals("too-many-letters", reached.type());
        assertEquals("You have sent 3 letters within a day.", reached.title());
        assertEquals("Wait until tomorrow.", reached.detail());
        assertEquals(3, reached.most());
        assertEquals(3, THREE.most());
    }

    @Test
    void aDayIsTheLast24HoursAndNoDayOfTheCalendar() {
        Instant yesterday = before(Duration.ofHours(24));
        assertThrows(DailyLimit.Reached.class, () -> send(List.of(yesterday, yesterday, yesterday)));
        Instant longer = yesterday.minusMillis(1);
        assertDoesNotThrow(() -> send(List.of(longer, yesterday, yesterday)));
    }
}
