package org.takeup.plugin.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.plugin.reading.ReadingGrade.Measure;

class ReadingGradeTest {
    @ParameterizedTest
    @CsvSource({
        "time,1", "times,1", "used,1", "wanted,2", "changes,2", "table,2", "learning,2", "organisation,5", "idea,3",
        "experience,4", "manager,3", "business,3", "people,2", "question,2", "colleague,2", "the,1", "a,1",
                "day-to-day,3",
        "can’t,1", "priorities,4", "useful,2", "programme,2", "whole,1", "quiet,2"
    })
    void syllablesAreCountedAsOneHearsThemOrAlmost(String word, int syllables) {
        assertEquals(syllables, EnglishSyllables.in(word), word);
    }

    @Test
    void englishHasTheGradeThatTheFormulaGives() {
        // 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 - 15.59.
        ReadingGrade grade = ReadingGrade.of(List.of("The cat sat on the mat."), "en-GB");
        assertEquals(Measure.FLESCH_KINCAID, grade.measure());
        assertEquals(-1.45, grade.value(), 1e-9);
        assertEquals(6, grade.words());
    }

    @Test
    void otherLanguagesHaveLix() {
        // 9 words in 2 sentences, 2 of more than six letters: 4.5 + 22.2.
        ReadingGrade grade =
                ReadingGrade.of(List.of("Wir fragen die Leute vorher.", "Vorgesetzte reden darüber oft."), "de");
        assertEquals(Measure.LIX, grade.measure());
        assertEquals(9, grade.words());
        assertEquals(4.5 + 100 * 2 / 9.0, grade.value(), 1e-9);
    }

    @Test
    void aTextWithoutAFullStopIsASentenceAndTwoSentencesInATextAreTwo() {
        assertEquals(
                ReadingGrade.of(List.of("I like it. You like it."), "en"),
                ReadingGrade.of(List.of("I like it", "You like it"), "en"));
    }

    @Test
    void officialWordsAreHardAndPlainOnesAreNot() {
        assertTrue(ReadingGrade.of(List.of("My manager gave me time to learn."), "en")
                .isEasy());
        assertFalse(ReadingGrade.of(
                        List.of("Organisational prioritisation facilitates capability development opportunities."),
                        "en")
                .isEasy());
        assertFalse(ReadingGrade.of(List.of("Weiterbildungsmaßnahmen erfordern Budgetgenehmigungsverfahren."), "de")
                .isEasy());
    }

    @Test
    void whatHasNoWordsHasNoGrade() {
        assertThrows(IllegalArgumentException.class, () -> ReadingGrade.of(List.of("…", " "), "en"));
    }
}
