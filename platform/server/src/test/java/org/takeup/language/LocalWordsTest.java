package org.takeup.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.http.Languages;

/** Files beside this class: {@code sample_*} is whole, {@code short_*} lacks a text in French, {@code lone_*} has no Spanish. */
class LocalWordsTest {
    private static final LocalWords WORDS = LocalWords.beside(LocalWordsTest.class, "sample");

    @ParameterizedTest
    @CsvSource({
        "en,en,Hello",
        "de,de,Hallo",
        "de-AT,de,Hallo",
        "fr-CA,fr,Bonjour",
        "es,es,Hola",
        "pt,en,Hello",
        "'',en,Hello"
    })
    void aReaderIsSpokenToInTheirLanguageOrInEnglish(String reader, String language, String hello) {
        for (LocalWords words : List.of(WORDS.in(reader), WORDS.in(Locale.forLanguageTag(reader)))) {
            assertEquals(language, words.language());
            assertEquals(Locale.forLanguageTag(language), words.locale());
            assertEquals(hello, words.say("hello"));
        }
    }

    @Test
    void theyAreInEnglishAtFirstAndEachLanguageLeadsToEveryOther() {
        assertEquals("en", WORDS.language());
        for (String one : Languages.TAGS) {
            for (String other : Languages.TAGS) {
                assertEquals(
                        WORDS.in(other).say("hello"), WORDS.in(one).in(other).say("hello"));
            }
        }
    }

    @Test
    void placesAreFilledInAndWhatIsFilledInIsTakenAsItIs() {
        assertEquals("From 1 to 2 of 2", WORDS.say("range", Map.of("low", 1, "high", 2, "unused", "x")));
        assertEquals("Dear {name} \\1 $1 <b>,", WORDS.say("dear", "name", "{name} \\1 $1 <b>"));
        assertEquals("Hallo", WORDS.in("de").say("hello", Map.of("name", "nobody")));
    }

    @Test
    void bracesAroundNoNameAndApostrophesStay() {
        assertEquals("It's '{}' and { name } or {a-b} at 100 %", WORDS.say("signs"));
        assertEquals("C'est l'été: ‘ça’", WORDS.in("fr").say("signs"));
    }

    @Test
    void whatIsNotThereIsAFaultThatNamesKeyAndFile() {
        LocalWords french = WORDS.in("fr");
        assertTrue(french.has("hello"));
        assertFalse(french.has("hallo"));
        String fault = assertThrows(IllegalArgumentException.class, () -> french.say("hallo"))
                .getMessage();
        assertTrue(fault.contains("'hallo'") && fault.contains("org/takeup/language/sample_fr.properties"), fault);
    }

    @Test
    void aPlaceWithoutAValueIsAFaultThatNamesItToo() {
        String fault = assertThrows(IllegalArgumentException.class, () -> WORDS.say("range", "low", 1))
                .getMessage();
        assertTrue(fault.contains("'range'") && fault.contains("sample_en.properties"), fault);
        assertTrue(fault.contains("{high}"), fault);
    }

    @Test
    void aTextThatALanguageLacksIsFoundWhenTheFilesAreRead() {
        String fault = assertThrows(IllegalStateException.class, () -> LocalWords.beside(LocalWordsTest.class, "short"))
                .getMessage();
        assertTrue(fault.contains("short_fr.properties") && fault.contains("bye"), fault);
    }

    @Test
    void aLanguageWithoutAFileIsFoundWhenTheFilesAreRead() {
        String fault = assertThrows(IllegalStateException.class, () -> LocalWords.beside(LocalWordsTest.class, "lone"))
                .getMessage();
        assertTrue(fault.contains("lone_es.properties"), fault);
    }

    @Test
    void manyReadersAtOnceEachGetTheirOwn() throws Exception {
        List<Callable<String>> readers = IntStream.range(0, 400)
                .<Callable<String>>mapToObj(i -> () ->
                        WORDS.in(Languages.TAGS.get(i % Languages.TAGS.size())).say("dear", "name", i))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> heard = threads.invokeAll(readers);
            List<String> dear = List.of("Dear ", "Liebe ", "Chère ", "Querida ");
            for (int i = 0; i < heard.size(); i++) {
                assertEquals(dear.get(i % dear.size()) + i + ",", heard.get(i).get());
            }
        }
    }
}
