package org.takeup.message.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    private static Vocabulary of(String language, Term... own) {
        return new Vocabulary(language, List.of(own));
    }

    @ParameterizedTest
    @CsvSource({
        "en, We leveraged it, leveraged, use",
        "en, Our STAKEHOLDERS agree, STAKEHOLDERS, people involved",
        "en, Best practices count, Best practices, what works",
        "de, Die Weiterbildungsmaßnahmen beginnen, Weiterbildungsmaßnahmen, Kurs",
        "fr, Les parties prenantes le disent, parties prenantes, personne concernée",
        "es, Implementamos esto, Implementamos, poner en marcha"
    })
    void aTermIsFoundInEachOfItsForms(String language, String text, String found, String instead) {
        List<Vocabulary.Hit> hits = of(language).in(text, Set.of());
        assertEquals(1, hits.size(), hits.toString());
        assertEquals(found, hits.getFirst().found());
        assertEquals(instead, hits.getFirst().instead());
    }

    @Test
    void whatTheWorkspaceSaysCountsMoreAndAnAudiencesOwnWordIsNoJargon() {
        String text = "Our e-learning and our Hub.";
        assertEquals(
                List.of("lessons", "learning site"),
                of("en", new Term("e-learning", "lessons"), new Term("hub", "learning site"))
                        .in(text, Set.of())
                        .stream()
                        .map(Vocabulary.Hit::instead)
                        .toList());
        assertEquals(List.of(), of("en", new Term("e-learning", "")).in(text, Set.of()));
        assertEquals(List.of(), of("en").in(text, Set.of("e-learning")), "kept by the writer");
    }

    @Test
    void aReplacementKeepsTheCapitalAndTouchesNothingElse() {
        assertEquals(
                "Use it. We use \u201cit\u201d, not a lever.",
                of("en").replaced("Leverage it. We leveraged \u201cit\u201d, not a lever.", "leverage"));
        assertEquals("Prior, to", of("en").replaced("Prior, to", "prior to"), "parted by a comma it is another thing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void theListThatComesAlongHasPlainAlternativesAndFindsItsOwnTerms(String language) {
        List<Term> terms = Vocabulary.standard(language);
        assertTrue(terms.size() >= 30, language);
        for (Term term : terms) {
            assertFalse(term.instead().isBlank(), term.term());
            assertEquals(
                    List.of(term.term()),
                    of(language).in(term.term(), Set.of()).stream()
                            .map(Vocabulary.Hit::found)
                            .toList(),
                    term.term());
        }
    }

    @Test
    void readingIsGradedInWordsAndShortTextsAreNot() {
        assertEquals("standard, as newspapers", Reading.grade(45));
        Reading shortText = Reading.of(List.of("Organisational prioritisation facilitates opportunities."), "en");
        assertTrue(shortText.lix().orElseThrow().value() > 90);
        assertFalse(shortText.harderThan(55), "four words are no measure");
        Reading hard = Reading.of(
                List.of("Organisational prioritisation facilitates capability development opportunities ".repeat(5)),
                "en");
        assertTrue(hard.harderThan(55));
        assertTrue(Reading.of(List.of(), "en").lix().isEmpty());
    }
}
