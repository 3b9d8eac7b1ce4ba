package org.takeup.survey.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThemeTallyTest {
    private static final int ENOUGH = 10;

    /** Texts in one language. */
    private static final class Texts {
        private final List<String> texts = new ArrayList<>();

        Texts add(int people, String text) {
            texts.addAll(Collections.nCopies(people, text));
            return this;
        }

        List<Theme> themes(String language, String... names) {
            var tally = new ThemeTally(Set.of(names), ENOUGH);
            texts.forEach(text -> tally.words(language, text));
            texts.forEach(text -> tally.pairs(language, text));
            return tally.themes(20);
        }
    }

    private static List<String> words(List<Theme> themes) {
        return themes.stream().map(Theme::words).toList();
    }

    @Test
    void aThemeIsCountedByPeopleAndNotByOccurrences() {
        List<Theme> themes = new Texts()
                .add(10, "Deadlines, deadlines, and the deadline again!")
                .themes("en");
        assertEquals(List.of(new Theme("en", "deadline", 10, List.of("deadline", "deadlines"))), themes);
    }

    @Test
    void nineAreTooFew() {
        assertEquals(List.of(), new Texts().add(9, "More time please").themes("en"));
    }

    @Test
    void formsOfOneWordAreOneThemeAndRareFormsAreNotShown() {
        List<Theme> themes =
                new Texts().add(12, "Meetings").add(3, "So many meeting").themes("en");
        assertEquals(List.of(new Theme("en", "meetings", 15, List.of("meetings"))), themes);
        // Together enough, but no single form is.
        assertEquals(List.of(), new Texts().add(6, "Meetings").add(6, "Meeting").themes("en"));
    }

    @Test
    void pairsAreThemesAndTheirWordsOnlyIfManyUseThemOtherwise() {
        assertEquals(
                List.of("quiet room"), words(new Texts().add(11, "a quiet room").themes("en")));
        // Eleven of the pair of twelve of the word: the twelfth would stand alone.
        assertEquals(
                List.of("quiet room"),
                words(new Texts().add(11, "a quiet room").add(1, "quiet").themes("en")));
        assertEquals(
                List.of("quiet", "quiet room"),
                words(new Texts().add(11, "a quiet room").add(10, "quiet").themes("en")));
    }

    @Test
    void eachLanguageHasItsWords() {
        assertEquals(
                List.of("lernzeit"),
                words(new Texts().add(10, "Wir haben keine Lernzeit.").themes("de-AT")));
        assertEquals(
                List.of("équipe"), words(new Texts().add(10, "Avec l'équipe").themes("fr")));
        assertEquals(
                List.of("tiempo"), words(new Texts().add(10, "No tengo tiempo").themes("es")));
        assertEquals(List.of(), new Texts().add(10, "brak czasu").themes("pl"));
    }

    @Test
    void namesAddressesAndNumbersAreLeftOut() {
        List<Theme> themes = new Texts()
                .add(12, "Ask Miller at bob.miller@corp.example or 555-1234, see https://corp.example/x about rotas")
                .themes("en", "miller", "bob");
        assertTrue(
                words(themes).stream()
                        .allMatch(words -> Set.of("ask", "rotas", "see").contains(words)),
                themes.toString());
        assertTrue(words(themes).contains("rotas"));
    }

    /** What somebody plants to be shown must be planted by enough people, and is letters then. */
    @Test
    void markupAndTurningCharactersNeverComeThrough() {
        List<Theme> themes = new Texts()
                .add(30, "<script>alert(1)</script> \u202Etime =cmd|'/c calc'!A1 \u0000")
                .themes("en");
        assertTrue(
                themes.stream()
                        .flatMap(theme -> theme.forms().stream())
                        .allMatch(form -> form.chars().allMatch(c -> Character.isLetter(c) || c == ' ')),
                themes.toString());
    }

    @Test
    void tenThousandTextsAreCounted() {
        var texts = new Texts();
        IntStream.range(0, 20)
                .forEach(i -> texts.add(
                        500,
                        "There is never enough time to learn with my team because of shift "
                                + "abcdefghij".charAt(i % 10)));
        List<Theme> themes = texts.themes("en");
        assertTrue(themes.stream().allMatch(theme -> theme.people() == 10_000), themes.toString());
    }
}
