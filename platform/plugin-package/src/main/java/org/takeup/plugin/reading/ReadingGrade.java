package org.takeup.plugin.reading;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:[’'\\-][\\p{L}\\p{Nd}]+)*");
    private static final int LONG_WORD = 6;

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
        int sentences = 0;
        List<String> words = new ArrayList<>();
        for (String text : texts) {
            for (String sentence : sentences(text, locale)) {
                List<String> within = WORD.matcher(sentence)
                        .results()
                        .map(match -> match.group())
                        .toList();
                sentences += within.isEmpty() ? 0 : 1;
                words.addAll(within);
            }
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("There is no word to grade");
        }
        double perSentence = (double) words.size() / sentences;
        return locale.getLanguage().equals("en")
                ? new ReadingGrade(
                        Measure.FLESCH_KINCAID,
                        0.39 * perSentence
                                + 11.8
                                        * words.stream()
                                                .mapToInt(EnglishSyllables::in)
                                                .sum()
                                        / words.size()
                                - 15.59,
                        words.size())
                : new ReadingGrade(
                        Measure.LIX,
                        perSentence
                                + 100.0
                                        * words.stream()
                                                .filter(ReadingGrade::isLong)
                                                .count()
                                        / words.size(),
                        words.size());
    }

    private static boolean isLong(String word) {
        return word.codePoints().filter(Character::isLetter).count() > LONG_WORD;
    }

    private static List<String> sentences(String text, Locale locale) {
        BreakIterator ends = BreakIterator.getSentenceInstance(locale);
        ends.setText(text);
        List<String> sentences = new ArrayList<>();
        int from = ends.first();
        for (int to = ends.next(); to != BreakIterator.DONE; to = ends.next()) {
            sentences.add(text.substring(from, to));
            from = to;
        }
        return sentences;
    }
}
