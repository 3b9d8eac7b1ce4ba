package org.takeup.plugin.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.reading.AnsweringTime.Reader;

class AnsweringTimeTest {
    /** 0.62 s to get from one end of the screen to a target of 44 pixels at 6.95 bits a second, 0.2 s to press. */
    private static final double TAP = Math.log(844 / 44.0 + 1) / Math.log(2) / 6.95 + 0.2;

    private static final InstrumentProfile PROFILE =
            new InstrumentProfile("i", words("name", 2), words("purpose", 10), 3, 5);
    private static final ResponseScale SCALE =
            new ResponseScale(1, List.of(words("low", 1), words("middle", 1), words("high", 1)));

    /** So many words, in English and in German. */
    private static LocalizedText words(String word, int count) {
        String text = String.join(" ", Collections.nCopies(count, word));
        return LocalizedText.english(text).with("de", text);
    }

    private static Item rating(String id, String text) {
        return new Item.Rating(id, words(text, 12), false, SCALE, true);
    }

    private static AnsweringTime time(String language, Item... items) {
        List<Questionnaire.Page> pages = Arrays.stream(items)
                .map(item -> new Questionnaire.Page("p-" + item.id(), words("Page", 1), List.of(item)))
                .toList();
        return AnsweringTime.of(PROFILE, new Questionnaire("1.0.0", pages), language);
    }

    @Test
    void aRatingIsReadDecidedAndTappedOnce() {
        AnsweringTime time = time("en", rating("a", "first"));
        long read = AnsweringTime.WORDS_BEFORE + AnsweringTime.WORDS_OF_A_PAGE + 2 + 10 + 1 + 12 + 3;
        assertEquals(new AnsweringTime(238, read, 3, 3, 2, 0, 3), time);
        assertEquals(60.0 * read / 238 + 3 * 1.35 + 5 * TAP + 3, time.seconds(Reader.TYPICAL), 1e-9);
        assertEquals(0.82, TAP, 0.01);
    }

    @Test
    void aTextThatComesAgainIsNotReadAgain() {
        AnsweringTime once = time("en", rating("a", "first"));
        AnsweringTime same = time("en", rating("a", "first"), rating("b", "first"));
        AnsweringTime other = time("en", rating("a", "first"), rating("b", "second"));
        assertEquals(12, other.words() - same.words());
        // The labels and the page's title are known; where one is, is not.
        assertEquals(8, same.words() - once.words());
        assertEquals(once.taps() + 2, same.taps());
    }

    @Test
    void eachLanguageHasItsSpeedAndSlowReadersNeedAThirdMoreToRead() {
        AnsweringTime english = time("en-GB", rating("a", "first"));
        AnsweringTime german = time("de", rating("a", "first"));
        assertEquals(english.words(), german.words());
        assertEquals(
                english.words() * 60 * (1 / 179.0 - 1 / 238.0),
                german.seconds(Reader.TYPICAL) - english.seconds(Reader.TYPICAL),
                1e-9);
        assertEquals(
                english.words() * 60 / 238.0 * (238 / 175.0 - 1),
                english.seconds(Reader.SLOW) - english.seconds(Reader.TYPICAL),
                1e-9);
        assertEquals(184, time("nl", rating("a", "first")).wordsAMinute());
    }

    @Test
    void wordsOfOnesOwnTakeLongerThanAChoiceAndRankingLongerThanChoosing() {
        List<Choice> choices = IntStream.range(0, 4)
                .mapToObj(i -> new Choice("c" + i, words("c" + i, 2)))
                .toList();
        AnsweringTime typed = time("en", new Item.FreeText("a", words("why", 12), false, 500));
        assertEquals(15, typed.typed());
        assertTrue(typed.seconds(Reader.TYPICAL)
                > 20 + time("en", rating("a", "why")).seconds(Reader.TYPICAL));
        Item selection = new Item.Selection("a", words("why", 12), false, choices, 3);
        Item ranking = new Item.Ranking("a", words("why", 12), false, choices, 3);
        AnsweringTime chosen = time("en", selection);
        AnsweringTime ranked = time("en", ranking);
        assertEquals(3, ranked.taps() - chosen.taps());
        assertEquals(
                chosen.words() - AnsweringTime.wordsBeside(selection),
                ranked.words() - AnsweringTime.wordsBeside(ranking));
        assertEquals(
                8 - 3 + AnsweringTime.wordsBeside(selection),
                chosen.words() - time("en", rating("a", "why")).words());
    }

    @Test
    void whatThePlatformSaysBesideAKindOfQuestionIsReadOnce() {
        Item first = new Item.FreeText("a", words("why", 12), false, 500);
        Item second = new Item.FreeText("b", words("how", 12), false, 500);
        long one = time("en", first).words();
        // The second brings its own words and a page on which one reads where one is.
        assertEquals(12 + 8, time("en", first, second).words() - one);
        assertEquals(
                AnsweringTime.wordsBeside(first) - 3,
                one - time("en", rating("a", "why")).words());
    }

    @Test
    void minutesAreCountedWhenTheyBegin() {
        AnsweringTime time = time("en", rating("a", "first"));
        assertEquals(Math.ceil(time.seconds(Reader.TYPICAL) / 60), time.minutes(Reader.TYPICAL));
        assertTrue(time.minutes(Reader.SLOW) >= time.minutes(Reader.TYPICAL));
    }
}
