package org.takeup.plugin.reading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How easy texts are to read, from 100 (very easy) to 0 (very hard), by the formula that was fitted to their language. Values
 * of two languages do not compare. A measure of words and sentences, not of sense.
 *
 * @param formula the one of the language
 * @param value may lie outside of 0 to 100
 * @param words how many words it rests on
 */
public record ReadingEase(Formula formula, double value, int words) {

    /** A published formula for one language. Syllables are counted by the spelling. */
    public enum Formula {
        /** {@code 206.835 - 1.015 words/sentences - 84.6 syllables/words}. */
        FLESCH("en", "Flesch reading ease", "Flesch 1948", 206.835, 1.015, 84.6),
        /** {@code 180 - words/sentences - 58.5 syllables/words}. */
        AMSTAD("de", "Flesch reading ease for German", "Amstad 1978", 180, 1, 58.5),
        /** {@code 207 - 1.015 words/sentences - 73.6 syllables/words}. */
        KANDEL_MOLES("fr", "Flesch reading ease for French", "Kandel and Moles 1958", 207, 1.015, 73.6),
        /**
         * {@code 206.84 - 1.02 words/sentences - 60 syllables/words}. The article's F is read as words a sentence (Law 2011):
         * taken as sentences in a hundred words, as it is printed, short sentences would make a text hard.
         */
        FERNANDEZ_HUERTA("es", "Flesch reading ease for Spanish", "Fernández Huerta 1959", 206.84, 1.02, 60);

        private final String language;
        private final String title;
        private final String source;
        private final double start;
        private final double sentence;
        private final double word;

        Formula(String language, String title, String source, double start, double sentence, double word) {
            this.language = language;
            this.title = title;
            this.source = source;
            this.start = start;
            this.sentence = sentence;
            this.word = word;
        }

        /** The name that the formula is known by. */
        public String title() {
            return title;
        }

        /** Author and year. */
        public String source() {
            return source;
        }

        /** What it gives for these counts, each of at least 1. */
        public double of(int words, int sentences, int syllables) {
            return start - sentence * words / sentences - word * syllables / words;
        }

        /** The formula of a language, if there is one here. @param language BCP 47 tag */
        public static Optional<Formula> in(String language) {
            String code = Locale.forLanguageTag(language).getLanguage();
            for (Formula each : values()) {
                if (each.language.equals(code)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The ease of these texts, or nothing for a language without a formula. Each text counts as one sentence at least.
     *
     * @param language BCP 47 tag of the language that they are in
     * @throws IllegalArgumentException if there is no word in them
     */
    public static Optional<ReadingEase> of(List<String> texts, String language) {
        Locale locale = Locale.forLanguageTag(language);
        return Formula.in(language).map(formula -> {
            Counted counted = Counted.of(texts, locale);
            int words = counted.words().size();
            int syllables =
                    counted.words().stream().mapToInt(Syllables.in(locale)).sum();
            return new ReadingEase(formula, formula.of(words, counted.sentences(), syllables), words);
        });
    }

    /** In words, by the table of Flesch 1948: "very easy" from 90, "standard" from 60, "very difficult" under 30. */
    public String grade() {
        int from = (int) Math.floor(Math.clamp(value, 0, 100) / 10);
        return switch (from) {
            case 10, 9 -> "very easy";
            case 8 -> "easy";
            case 7 -> "fairly easy";
            case 6 -> "standard";
            case 5 -> "fairly difficult";
            case 4, 3 -> "difficult";
            default -> "very difficult";
        };
    }
}
