package org.takeup.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnitSizesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    private final UnitSizes sizes = new UnitSizes();
    private final AtomicInteger counts = new AtomicInteger();

    @Test
    void whatWasCountedAMomentAgoIsNotCountedAgain() {
        assertEquals(everybody(1), of("acme", NOW));
        assertEquals(everybody(1), of("acme", NOW.plus(UnitSizes.KEPT).minusMillis(1)));
    }

    @Test
    void aChangeByAnotherNodeIsSeenAfterThat() {
        of("acme", NOW);
        assertEquals(everybody(2), of("acme", NOW.plus(UnitSizes.KEPT)));
    }

    @Test
    void aClockThatWasMovedBackKeepsNothing() {
        of("acme", NOW);
        assertEquals(everybody(2), of("acme", NOW.minus(Duration.ofHours(1))));
    }

    @Test
    void aChangeByThisNodeIsSeenAtOnceAndByItsTenantOnly() {
        of("acme", NOW);
        of("other", NOW);
        sizes.changed("acme");
        assertEquals(everybody(3), of("acme", NOW));
        assertEquals(everybody(2), of("other", NOW));
    }

    @Test
    void whatWasCountedWhileSomebodyCameIsNotKept() {
        sizes.of("acme", NOW, () -> {
            sizes.changed("acme");
            return everybody(7);
        });
        assertEquals(everybody(1), of("acme", NOW));
    }

    @Test
    void aSmallDirectoryIsCountedEachTime() {
        List<SizedSegment> small = List.of(new SizedSegment(Segment.everybody(), UnitSizes.LARGE - 1));
        assertEquals(small, sizes.of("acme", NOW, () -> small));
        assertEquals(everybody(1), of("acme", NOW));
    }

    private List<SizedSegment> of(String tenant, Instant now) {
        return sizes.of(tenant, now, () -> everybody(counts.incrementAndGet()));
    }

    /** A large directory, and so many more. */
    private static List<SizedSegment> everybody(long more) {
        return List.of(new SizedSegment(Segment.everybody(), UnitSizes.LARGE + more));
    }
}
