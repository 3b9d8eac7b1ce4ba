package org.takeup.survey.words;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a text that carry meaning, for whoever compares texts. Pure, thread-safe. */
public final class Terms {
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final int SHORTEST = 3;

    private Terms() {}

    /** A word as it was written, in lower case, and the stem that its other forms share. */
    public record Term(String form, String stem) {}

    /**
     * In their order, without small words, numbers and addresses. A language without a stemmer here has each word as its
     * own stem.
     *
     * @param languageTag BCP 47
     */
    public static List<Term> of(String text, String languageTag) {
        return Tongue.of(languageTag)
                .map(tongue -> tongue.words(text, Set.of()).stream()
                        .map(word -> new Term(word.form(), word.stem()))
                        .toList())
                .orElseGet(() -> NO_LETTERS
                        .splitAsStream(text.toLowerCase(Locale.ROOT))
                        .filter(word -> word.length() >= SHORTEST)
                        .map(word -> new Term(word, word))
                        .toList());
    }
}
