package org.takeup.plugin.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.plugin.reading.ReadingEase.Formula;

class ReadingEaseTest {
    /** The two examples that introductions to the formula give: "The cat sat on the mat." and the platypus, 24 syllables. */
    @ParameterizedTest
    @CsvSource({"6,1,6,116", "13,1,24,37.5"})
    void fleschGivesWhatItsWorkedExamplesSay(int words, int sentences, int syllables, double value) {
        assertEquals(value, Formula.FLESCH.of(words, sentences, syllables), 0.2);
    }

    /** Each by hand from the published constants: 100 words, 5 sentences, 170 syllables. */
    @ParameterizedTest
    @CsvSource({
        "FLESCH,42.715", // 206.835 - 20.3 - 143.82
        "AMSTAD,60.55", // 180 - 20 - 99.45
        "KANDEL_MOLES,61.58", // 207 - 20.3 - 125.12
        "FERNANDEZ_HUERTA,84.44" // 206.84 - 20.4 - 102
    })
    void eachFormulaHasItsOwnConstants(Formula formula, double value) {
        assertEquals(value, formula.of(100, 5, 170), 1e-9);
    }

    @Test
    void aTextIsCountedAndGradedInWords() {
        ReadingEase cat =
                ReadingEase.of(List.of("The cat sat on the mat."), "en-GB").orElseThrow();
        assertEquals(116.145, cat.value(), 1e-9);
        assertEquals("very easy", cat.grade());
        assertEquals(6, cat.words());
    }

    @ParameterizedTest
    @CsvSource({
        "de,Haus,1",
        "de,Theater,3",
        "de,Weiterbildung,4",
        "de,Leute,2",
        "de,Quelle,2",
        "de,Übung,2",
        "de,See,1",
        "de,Führungskräfte,4",
        "de,Schulungsmaßnahme,5",
        "de,Lernen,2",
        "fr,formation,3",
        "fr,parle,1",
        "fr,parlent,1",
        "fr,équipe,2",
        "fr,apprendre,2",
        "fr,théâtre,2",
        "fr,le,1",
        "fr,aujourd’hui,3",
        "fr,question,2",
        "fr,créer,2",
        "es,aprender,3",
        "es,día,2",
        "es,teatro,3",
        "es,formación,3",
        "es,guerra,2",
        "es,querer,2",
        "es,causa,2",
        "es,equipo,3",
        "es,ayuda,3",
        "es,hoy,1"
    })
    void syllablesAreCountedAsOneHearsThem(String language, String word, int syllables) {
        assertEquals(syllables, Syllables.in(Locale.forLanguageTag(language)).applyAsInt(word), word);
    }

    @Test
    void plainWordsAreEasierThanOfficialOnesInEveryLanguage() {
        harder(
                "en",
                "Come and learn with us for ten minutes.",
                "Participation in capability development is obligatory.");
        harder("de", "Lern mit uns zehn Minuten.", "Die Weiterbildungsmaßnahme erfordert Teilnahmeverpflichtung.");
        harder("fr", "Viens et lis dix pages.", "La participation obligatoire nécessite l’organisation préalable.");
        harder("es", "Ven y lee dos hojas.", "La participación obligatoria necesita organización preliminar.");
    }

    private static void harder(String language, String plain, String official) {
        double easy = ReadingEase.of(List.of(plain), language).orElseThrow().value();
        double hard = ReadingEase.of(List.of(official), language).orElseThrow().value();
        assertTrue(easy > hard + 20, language + ": " + easy + " against " + hard);
    }

    @Test
    void aLanguageWithoutAFormulaHasLixAllTheSame() {
        assertEquals(Optional.empty(), ReadingEase.of(List.of("Kom en leer"), "nl"));
        assertEquals(3, ReadingGrade.lix(List.of("Kom en leer"), "nl").value(), 1e-9);
        // 6 words, one sentence, none long: LIX also for English.
        assertEquals(
                6, ReadingGrade.lix(List.of("The cat sat on the mat."), "en").value(), 1e-9);
    }

    /** The example of the package lix-index, which takes a colon for the end of a sentence: 23 words, 4 sentences, 3 long words. */
    @Test
    void lixGivesWhatAPublishedExampleSays() {
        String example =
                "Dette er en lang tekst. Den har noen, men ikke så mange, kjempevanskelige ord. Her er et eksempel på et slikt ord. Onomatopoetikon.";
        assertEquals(18.79, ReadingGrade.lix(List.of(example), "no").value(), 0.005);
    }

    @Test
    void whatHasNoWordsHasNoEase() {
        assertThrows(IllegalArgumentException.class, () -> ReadingEase.of(List.of("…"), "en"));
    }
}
