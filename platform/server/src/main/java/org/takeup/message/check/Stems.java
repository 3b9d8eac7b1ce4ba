package org.takeup.message.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/** The words of a text with their places and stems, small words included. For one thread. */
final class Stems {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:[’'\\-][\\p{L}\\p{Nd}]+){0,20}");

    private final SnowballStemmer stemmer;

    Stems(String language) {
        stemmer = switch (Locale.forLanguageTag(language).getLanguage()) {
            case "de" -> new GermanStemmer();
            case "fr" -> new FrenchStemmer();
            case "es" -> new SpanishStemmer();
            default -> new EnglishStemmer();
        };
    }

    /** A word from one character to before another. */
    record Word(String stem, int from, int to) {}

    List<Word> of(String text) {
        var words = new ArrayList<Word>();
        WORD.matcher(text)
                .results()
                .forEach(match -> words.add(new Word(stem(match.group()), match.start(), match.end())));
        return words;
    }

    private String stem(String word) {
        stemmer.setCurrent(word.toLowerCase(Locale.ROOT).replace('’', '\''));
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
