package org.takeup.plugin.reading;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words and sentences of texts, from which every formula is made. Each text counts as one sentence at least. */
record Counted(List<String> words, int sentences) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:[’'\\-][\\p{L}\\p{Nd}]+){0,20}");
    private static final int LONG_WORD = 6;

    /** @throws IllegalArgumentException if there is no word in them */
    static Counted of(List<String> texts, Locale locale) {
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
        return new Counted(words, sentences);
    }

    /** How many words there are, which may be none. */
    static long words(List<String> texts) {
        return texts.stream()
                .mapToLong(text -> WORD.matcher(text).results().count())
                .sum();
    }

    double wordsPerSentence() {
        return (double) words.size() / sentences;
    }

    /** Björnsson 1968: words a sentence, plus the percentage of words of more than six letters. */
    double lix() {
        return wordsPerSentence()
                + 100.0 * words.stream().filter(Counted::isLong).count() / words.size();
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
