package org.takeup.plugin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Texts TEXTS = Texts.beside(TextsTest.class, "sample", "en", "de");

    @Test
    void aTextHasAllLanguagesAndKeepsItsUmlauts() {
        assertEquals(
                Map.of("en", "Learning pays.", "de", "Lernen lohnt sich für alle."),
                TEXTS.text("plain").byLanguage());
        assertEquals(Set.of("mark", "plain", "scale"), TEXTS.keys());
        assertEquals(List.of("en", "de"), TEXTS.languages());
    }

    @Test
    void placesAreFilledInTheLanguageOfTheText() {
        LocalizedText mark = TEXTS.text("mark", Map.of("points", 72, "scale", TEXTS.text("scale")));

        assertEquals(Map.of("en", "Engagement: 72 of 100", "de", "Beteiligung: 72 von 100"), mark.byLanguage());
    }

    @Test
    void aValueIsNotSearchedForPlaces() {
        assertEquals("{points} $1: 1 of 100", TEXTS.text("mark", Map.of("scale", "{points} $1", "points", 1), "en"));
    }

    @Test
    void aPlaceWithoutAValueAndAnUnknownKeyAreNamed() {
        var unfilled = assertThrows(IllegalArgumentException.class, () -> TEXTS.text("mark", Map.of("points", 1)));
        assertTrue(unfilled.toString().contains("{scale}"));
        var unknown = assertThrows(IllegalArgumentException.class, () -> TEXTS.text("nothing"));
        assertTrue(unknown.toString().contains("'nothing'"));
    }

    @Test
    void aLanguageWithAMissingTextIsRefusedWithTheKeys() {
        var refused =
                assertThrows(IllegalStateException.class, () -> Texts.beside(TextsTest.class, "sample", "en", "fr"));
        assertTrue(refused.toString().contains("sample_fr.properties: missing [mark, scale]"));
    }

    @Test
    void aMissingFileIsNamed() {
        var refused = assertThrows(IllegalStateException.class, () -> Texts.beside(TextsTest.class, "sample", "es"));
        assertTrue(refused.toString().contains("sample_es.properties"));
    }
}
