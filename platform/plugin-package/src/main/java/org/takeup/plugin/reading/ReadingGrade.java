package org.takeup.plugin.reading;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/**
 * How hard texts are to read, all together. A measure of words and sentences, not of sense: a low grade does not make a
 * sentence clear. For English the Flesch-Kincaid grade, for all other languages LIX; the two do not compare.
 *
 * @param measure the formula that was used
 * @param value the years of school that one needs, or LIX
 * @param words how many words it rests on
 */
public record ReadingGrade(Measure measure, double value, int words) {
    /** A published formula. */
    public enum Measure {
        /**
         * {@code 0.39 words/sentences + 11.8 syllables/words - 15.59} (Kincaid, Fishburne, Rogers and Chissom 1975).
         * Syllables are counted by the spelling.
         */
        FLESCH_KINCAID("Flesch-Kincaid grade", 8),
        /**
         * {@code words/sentences + 100 longWords/words}, long words having more than six letters (Björnsson 1968): under 30
         * very easy, 30 to 40 easy, 40 to 50 as a newspaper, above that hard.
         */
        LIX("LIX", 50);

        private final String title;
        private final double limit;

        Measure(String title, double limit) {
            this.title = title;
            this.limit = limit;
        }

        /** The name that the formula is known by. */
        public String title() {
            return title;
        }

        /** The highest value that questions to everybody should have. */
        public double limit() {
            return limit;
        }
    }

    /** Whether it is as easy as questions to everybody should be. */
    public boolean isEasy() {
        return value <= measure.limit();
    }

    /**
     * The grade of a questionnaire: of what people read to answer, each statement and question once.
     *
     * @param language BCP 47 tag of one of its languages
     * @throws IllegalArgumentException if there is no word in it
     */
    public static ReadingGrade of(Questionnaire asked, String language) {
        Locale locale = Locale.forLanguageTag(language);
        return of(
                asked.items()
                        .flatMap(item -> Stream.concat(
                                item instanceof Item.Rating rating ? rating.about().stream() : Stream.empty(),
                                Stream.of(item.text())))
                        .distinct()
                        .map(text -> text.in(locale))
                        .toList(),
                language);
    }

    /**
     * The grade of these texts. Each counts as one sentence at least, because a question on a form stands by itself.
     *
     * @param language BCP 47 tag of the language that they are in
     * @throws IllegalArgumentException if there is no word in them
     */
    public static ReadingGrade of(List<String> texts, String language) {
        Locale locale = Locale.forLanguageTag(language);
        Counted counted = Counted.of(texts, locale);
        if (!locale.getLanguage().equals("en")) {
            return new ReadingGrade(Measure.LIX, counted.lix(), counted.words().size());
        }
        double syllables =
                counted.words().stream().mapToInt(EnglishSyllables::in).sum();
        return new ReadingGrade(
                Measure.FLESCH_KINCAID,
                0.39 * counted.wordsPerSentence()
                        + 11.8 * syllables / counted.words().size()
                        - 15.59,
                counted.words().size());
    }

    /**
     * LIX of these texts, also where {@link #of} takes another formula: the one measure that every language has.
     *
     * @param language BCP 47 tag of the language that they are in, which decides where sentences end
     * @throws IllegalArgumentException if there is no word in them
     */
    public static ReadingGrade lix(List<String> texts, String language) {
        Counted counted = Counted.of(texts, Locale.forLanguageTag(language));
        return new ReadingGrade(Measure.LIX, counted.lix(), counted.words().size());
    }
}
