package org.takeup.plugin.isolated;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EndsTest {
    @Test
    void threeEndsInFiveMinutesAreForgivenAndAFourthIsNot() {
        var now = new AtomicLong();
        var ends = new Ends(Limits.USUAL, now::get);
        long minute = 60_000_000_000L;
        for (int i = 0; i < 3; i++) {
            now.addAndGet(minute);
            assertFalse(ends.tooMany());
        }
        now.addAndGet(5 * minute);
        assertFalse(ends.tooMany(), "the first two are long ago");
        assertFalse(ends.tooMany());
        assertTrue(ends.tooMany());
    }
}
