package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

class AppointmentsTest {
    private static final long SECOND = 1_000_000_000;

    /** Where the clock of a Java machine begins is up to it. */
    private long nanos = -7 * SECOND;

    private Appointments appointments = new Appointments(() -> nanos);

    /** One instance serves all tries of a property. */
    @BeforeTry
    void begin() {
        appointments = new Appointments(() -> nanos);
    }

    @Test
    void aNodeThatServedNobodyYetSpreadsThemThinly() {
        assertPromises(Appointments.FEWEST_PER_SECOND * 11 / 10);
    }

    @Test
    void asManyAreToldToComeInASecondAsCanBeServedInOneAndABitMore() {
        serve(1_000);
        assertPromises(1_100);
    }

    @Test
    void whoIsRefusedASecondLaterComesAfterThoseWhoWereThereBefore() {
        serve(1_000);
        Map<Integer, Integer> before = refuse(2_000);
        nanos += SECOND;
        serve(1_000);
        Map<Integer, Integer> after = refuse(2_000);
        after.forEach((wait, many) -> assertTrue(many + before.getOrDefault(wait + 1, 0) <= 1_100, after::toString));
    }

    /** Those of a crowd who come one after the other come back one after the other, and not all at once. */
    @Test
    void whoIsRefusedTogetherIsToldDifferentSeconds() {
        serve(1_000);
        refuse(4_000);
        nanos += SECOND;
        serve(1_000);
        Map<Integer, Integer> moment = refuse(60);
        assertTrue(moment.size() >= 4, moment::toString);
        assertTrue(moment.values().stream().allMatch(many -> many <= 15), moment::toString);
    }

    @Test
    void nobodyIsPromisedMoreThanAMinute() {
        Map<Integer, Integer> told = refuse(100_000);
        assertEquals(Appointments.LONGEST_SECONDS, told.size());
        assertTrue(told.keySet().stream().allMatch(each -> each >= 1 && each <= Appointments.LONGEST_SECONDS));
    }

    @Test
    void whatCanBeServedIsLearnedFromSecondsInWhichSomeWereRefusedAlone() {
        serve(1_000);
        // Quiet minutes say nothing of what could be done.
        for (int second = 0; second < 300; second++) {
            nanos += SECOND;
            serve(1);
        }
        assertPromises(1_100);
        nanos += 100 * SECOND;
        // Where some are refused and fewer are served, less is promised, until it is the fewest.
        for (int second = 0; second < 200; second++) {
            nanos += SECOND;
            serve(10);
            refuse(10);
        }
        nanos += 100 * SECOND;
        assertPromises(Appointments.FEWEST_PER_SECOND * 11 / 10);
    }

    /** Or each would be promised less than the one before, though there is room. */
    @Test
    void aFewWhoAreRefusedSayNothing() {
        serve(1_000);
        for (int second = 0; second < 60; second++) {
            nanos += SECOND;
            serve(800);
            refuse(100);
        }
        nanos += 2 * SECOND;
        assertPromises(1_100);
    }

    @Test
    void aStoreThatIsAwayIsExpectedBackAsItWas() {
        serve(1_000);
        for (int second = 0; second < 30; second++) {
            nanos += SECOND;
            refuse(1);
        }
        nanos += 2 * SECOND;
        assertPromises(1_100);
    }

    /** Whatever comes when: no second is promised to many more than were ever served in one, up to the farthest. */
    @Property
    void noSecondIsPromisedToManyMoreThanWereEverServedInOne(
            @ForAll @Size(max = 40) List<@IntRange(max = 120) Integer> served,
            @ForAll @Size(max = 40) List<@IntRange(max = 200) Integer> refused,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 70) Integer> pauses) {
        long second = Math.floorDiv(nanos, SECOND);
        int best = Appointments.FEWEST_PER_SECOND;
        var told = new HashMap<Long, Integer>();
        var farthest = new ArrayList<Long>();
        for (int i = 0; i < Math.min(served.size(), Math.min(refused.size(), pauses.size())); i++) {
            serve(served.get(i));
            best = Math.max(best, served.get(i));
            for (int each = 0; each < refused.get(i); each++) {
                int wait = appointments.next();
                told.merge(second + wait, 1, Integer::sum);
                if (wait == Appointments.LONGEST_SECONDS) {
                    farthest.add(second + wait);
                }
            }
            nanos += pauses.get(i) * SECOND;
            second += pauses.get(i);
        }
        int most = best * 11 / 10;
        told.keySet().removeAll(farthest);
        told.forEach((when, many) -> assertTrue(many <= most, many + " of " + most + " in second " + when));
    }

    /** To so many in each second, the first of which is full before others are. */
    private void assertPromises(int each) {
        Map<Integer, Integer> told = refuse(4 * each);
        assertEquals(each, told.get(1), told::toString);
        assertTrue(told.values().stream().allMatch(many -> many <= each), told::toString);
    }

    private void serve(int many) {
        for (int i = 0; i < many; i++) {
            appointments.served();
        }
    }

    private Map<Integer, Integer> refuse(int many) {
        var told = new HashMap<Integer, Integer>();
        for (int i = 0; i < many; i++) {
            told.merge(appointments.next(), 1, Integer::sum);
        }
        return told;
    }
}
