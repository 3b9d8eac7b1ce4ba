package org.takeup.plugin.api.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsksTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Speakers TWICE = new Speakers(5, 50, 2, "champions");

    @Test
    void theyMayBeAskedAgainThirtyDaysAfterTheFirstAsk() {
        Asks asks = new Asks();
        asks.ask(TWICE, DAY);
        assertTrue(asks.mayAsk(TWICE, DAY));
        asks.ask(TWICE, DAY.plusDays(10));

        assertFalse(asks.mayAsk(TWICE, DAY.plusDays(29)));
        assertTrue(asks.mayAsk(TWICE, DAY.plusDays(30)));
        assertFalse(asks.mayAsk(TWICE, DAY.minusDays(5)), "an earlier day is in the same span");
        assertTrue(asks.mayAsk(TWICE, DAY.minusDays(20)));
    }

    @Test
    void thoseOfOneGroupAreTheSamePeople() {
        Asks asks = new Asks();
        asks.ask(TWICE, DAY);
        asks.ask(new Speakers(1, 3, 2, "champions"), DAY);

        assertFalse(asks.mayAsk(TWICE, DAY));
        assertTrue(asks.mayAsk(new Speakers(1, 3, 2, "managers"), DAY));
    }

    /** Whatever is asked for in whatever order: counted by hand, no span of 30 days has more than allowed. */
    @Test
    void noSpanEverHasMoreThanAllowed() {
        Random random = new Random(20_261_126);
        for (int round = 0; round < 500; round++) {
            Speakers speakers = new Speakers(1, 1, 1 + random.nextInt(4), "g");
            Asks asks = new Asks();
            List<LocalDate> asked = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                LocalDate day = DAY.plusDays(random.nextInt(150));
                if (asks.mayAsk(speakers, day)) {
                    asks.ask(speakers, day);
                    asked.add(day);
                } else {
                    List<LocalDate> more = new ArrayList<>(asked);
                    more.add(day);
                    assertTrue(most(more) > speakers.asks(), "refused without need: " + day + " after " + asked);
                }
            }
            assertTrue(most(asked) <= speakers.asks(), asked.toString());
        }
    }

    private static long most(List<LocalDate> days) {
        return days.stream()
                .mapToLong(first -> days.stream()
                        .filter(day -> !day.isBefore(first) && ChronoUnit.DAYS.between(first, day) < Asks.days())
                        .count())
                .max()
                .orElse(0);
    }

    @Test
    void speakersAreSomebodyWhoMayBeAsked() {
        assertThrows(IllegalArgumentException.class, () -> new Speakers(0, 1, 1, "g"));
        assertThrows(IllegalArgumentException.class, () -> new Speakers(1, 1, 0, "g"));
    }

    @Test
    void aFigureIsTheOrganisationsOwnFromThirtyAnswersOn() {
        assertFalse(new MessengerWeight(0.5, 0.4, 0.6, "s").isOwn());
        assertFalse(new MessengerWeight(0.5, 0.4, 0.6, "s", 29).isOwn());
        assertTrue(new MessengerWeight(0.5, 0.4, 0.6, "s", 30).isOwn());
        assertEquals(0, new MessengerWeight(0.5, 0.4, 0.6, "s").answers());
    }
}
