package org.takeup.plugin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalizedTextTest {
    private final LocalizedText text = LocalizedText.english("Learning").with("de", "Lernen");

    @Test
    void aWantedLanguageIsUsedWithAndWithoutItsRegion() {
        assertEquals("Lernen", text.in(Locale.GERMAN));
        assertEquals("Lernen", text.in(Locale.forLanguageTag("de-AT")));
    }

    @Test
    void englishStandsInForAMissingLanguageAndTheFirstTagForMissingEnglish() {
        assertEquals("Learning", text.in(Locale.JAPANESE));
        assertEquals("Apprendre", new LocalizedText(Map.of("fr", "Apprendre", "nl", "Leren")).in(Locale.JAPANESE));
    }

    @Test
    void noTextAndEmptyTextAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LocalizedText(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new LocalizedText(Map.of("en", " ")));
    }
}
