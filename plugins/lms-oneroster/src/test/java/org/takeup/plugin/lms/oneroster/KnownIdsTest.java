package org.takeup.plugin.lms.oneroster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KnownIdsTest {
    @Test
    void aHundredThousandIdsAreKnownAndNoOtherIs() {
        KnownIds ids = new KnownIds(true);
        for (int i = 0; i < 100_000; i++) {
            ids.add("u-" + i);
        }
        for (int i = 0; i < 100_000; i++) {
            assertFalse(ids.rulesOut("u-" + i));
            assertTrue(ids.rulesOut("v-" + i));
        }
    }

    @Test
    void anIncompleteFileRulesNothingOut() {
        assertFalse(new KnownIds(false).rulesOut("u-1"));
    }
}
