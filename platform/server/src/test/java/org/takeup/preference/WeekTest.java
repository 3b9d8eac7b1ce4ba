package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The cap of seven rolling days. */
class WeekTest {
    private static final Instant START = Instant.parse("2026-10-20T08:00:00Z");

    private static Week sent(Week week, String id, Instant at) {
        return week.with(new Week.Got(id, at, "plan", id), "EMAIL", at).orElseThrow();
    }

    /** Whatever is asked when, no seven days in a row hold more, and nothing is refused that would fit. */
    @Property(tries = 500)
    void noSevenDaysInARowHoldMoreThanTheCap(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 2 * 24 * 60) Integer> minutes,
            @ForAll @IntRange(min = 0, max = 6) int most) {
        Week week = Week.EMPTY;
        Instant now = START;
        var sent = new ArrayList<Instant>();
        for (int i = 0; i < minutes.size(); i++) {
            now = now.plus(Duration.ofMinutes(minutes.get(i)));
            Instant at = now;
            long before = sent.stream()
                    .filter(each -> each.plus(Week.LENGTH).isAfter(at))
                    .count();
            Optional<Week> place = week.take(most, "EMAIL", now);
            assertEquals(before < most, place.isPresent());
            if (place.isPresent()) {
                week = sent(place.get(), "m" + i, now);
                sent.add(now);
            }
        }
        for (Instant last : sent) {
            long within = sent.stream()
                    .filter(each ->
                            !each.isAfter(last) && each.plus(Week.LENGTH).isAfter(last))
                    .count();
            assertTrue(within <= most, () -> within + " in the week up to " + last);
        }
    }

    /** Also while many are on their way at once, and some of them never arrive. */
    @Property(tries = 500)
    void whatIsOnItsWayCountsUntilItIsKnownHowItWent(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 99) Integer> steps,
            @ForAll @IntRange(min = 1, max = 4) int most) {
        Week week = Week.EMPTY;
        Instant now = START;
        int onTheirWay = 0;
        var sent = new ArrayList<Instant>();
        for (int i = 0; i < steps.size(); i++) {
            now = now.plusSeconds(1);
            if (steps.get(i) < 60) {
                Optional<Week> place = week.take(most, "EMAIL", now);
                onTheirWay += place.isPresent() ? 1 : 0;
                week = place.orElse(week);
            } else if (onTheirWay > 0) {
                week = sent(week, "m" + i, now);
                onTheirWay--;
                sent.add(now);
            }
            assertTrue(sent.size() + onTheirWay <= most);
            assertEquals(sent.size() + onTheirWay, week.taken(now));
        }
        // Who has not said so by then has sent nothing.
        assertEquals(sent.size(), week.taken(now.plus(Week.HOLD)));
    }

    @Test
    void notingTwiceCountsOnceAndTheLatestWins() {
        Week week = sent(sent(Week.EMPTY, "a", START), "b", START.plusSeconds(60));
        assertEquals(
                Optional.empty(), week.with(new Week.Got("a", START, "plan", "a"), "EMAIL", START.plusSeconds(90)));
        assertEquals("b", week.winner(START.plusSeconds(90)).orElseThrow().id());
        assertEquals(2, week.taken(START.plusSeconds(90)));
        assertEquals(0, week.taken(START.plus(Week.LENGTH).plusSeconds(60)));
    }

    @Test
    void theHourThatComesTwiceIsNoExcuseForAnotherMessage() {
        // 01:30 in London comes at 00:30 and at 01:30 UTC.
        Week week = sent(Week.EMPTY, "a", Instant.parse("2026-10-25T00:30:00Z"));
        assertEquals(Optional.empty(), week.take(1, "EMAIL", Instant.parse("2026-10-25T01:30:00Z")));
    }

    @Test
    void aPlaceOfAnotherWayIsNotFreed() {
        Week week = Week.EMPTY.take(5, "CHAT", START).orElseThrow();
        Week after =
                week.with(new Week.Got("a", START, "p", "s"), "EMAIL", START).orElseThrow();
        assertEquals(2, after.taken(START));
        assertEquals(
                1,
                week.with(new Week.Got("a", START, "p", "s"), "", START)
                        .orElseThrow()
                        .taken(START));
    }
}
