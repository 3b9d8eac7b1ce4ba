package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VersionsTest {
    @Test
    void aRangeIsSaidAsPeopleSayIt() {
        assertEquals("1.0.0 or newer, and older than 2.0.0", Versions.inWords(">=1.0.0 & <2.0.0"));
        assertEquals("exactly 1.0.0", Versions.inWords("1.0.0"));
        assertEquals("newer than 1.0.0, and 1.4.0 or older", Versions.inWords(">1.0.0&<=1.4.0"));
        assertEquals("1.x | 2.x", Versions.inWords("1.x | 2.x"));
        assertEquals("", Versions.inWords(""));
    }

    @Test
    void whatIsNoRangeHoldsNoVersion() {
        assertTrue(Versions.within("1.2.0", ">=1.0.0 & <2.0.0"));
        assertFalse(Versions.within("2.0.0", ">=1.0.0 & <2.0.0"));
        assertFalse(Versions.within("1.0.0", ""));
        assertFalse(Versions.within("1.0.0", ">=&&"));
    }
}
