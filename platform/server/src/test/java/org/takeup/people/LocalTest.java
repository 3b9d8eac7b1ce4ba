package org.takeup.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTest {
    @ParameterizedTest
    @CsvSource({
        "de, de",
        "de-AT, de",
        "fr_CA, fr",
        "'pl,es;q=0.5', es",
        "EN-us, en",
        "pl, ''",
        "'', ''",
        "'not a language', ''"
    })
    void aLanguageIsOneOfThePlatformsOrNone(String said, String language) {
        assertEquals(
                language,
                Local.of(Optional.of(said), Optional.empty()).language().orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"Europe/Madrid, Europe/Madrid", "UTC, UTC", "+02:00, ''", "Nowhere/None, ''", "'', ''"})
    void aZoneIsOneByNameOrNone(String said, String zone) {
        assertEquals(
                zone,
                Local.of(Optional.empty(), Optional.of(said))
                        .zone()
                        .map(Object::toString)
                        .orElse(""));
    }
}
