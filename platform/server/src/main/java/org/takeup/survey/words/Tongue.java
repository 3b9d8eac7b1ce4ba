package org.takeup.survey.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/** A language whose words can be told apart and stemmed: Lucene's tokens, Snowball's stop words and stems. Thread-safe. */
enum Tongue {
    EN("english_stop.txt", EnglishStemmer::new),
    DE("german_stop.txt", GermanStemmer::new),
    FR("french_stop.txt", FrenchStemmer::new),
    ES("spanish_stop.txt", SpanishStemmer::new);

    private static final int SHORTEST = 3;
    /** Across these no pair of words is formed. What is no word, such as an address or a number, is one of them. */
    private static final Pattern BREAKS =
            Pattern.compile("\\S+@\\S+|\\w+://\\S+|www\\.\\S+|\\S*\\d\\S*|[.!?;:,()\\[\\]\"\\n\\r\\t|/]+");

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    /** Made read-only. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final CharArraySet stop;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<SnowballStemmer> stemmer;

    Tongue(String stopWords, Supplier<SnowballStemmer> stemmer) {
        this.stop = stopWords(stopWords);
        this.stemmer = stemmer;
    }

    private static CharArraySet stopWords(String file) {
        try (Reader words = new InputStreamReader(
                Objects.requireNonNull(SnowballFilter.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            return CharArraySet.unmodifiableSet(WordlistLoader.getSnowballWordSet(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Tongue> of(String languageTag) {
        String language = Locale.forLanguageTag(languageTag).getLanguage();
        return Stream.of(values()).filter(each -> each.code().equals(language)).findFirst();
    }

    /** A word as it was written, in lower case, and its stem. @param adjacent whether it follows the one before at once */
    record Word(String form, String stem, boolean adjacent) {}

    /** The words of a text that carry meaning. @param names in lower case, which are left out like stop words */
    List<Word> words(String text, Set<String> names) {
        SnowballStemmer stems = stemmer.get();
        var words = new ArrayList<Word>();
        BREAKS.splitAsStream(text).forEach(part -> words.addAll(words(part, names, stems)));
        return words;
    }

    /** How many of its stop words are in a text. */
    long smallWords(String text) {
        return NO_LETTERS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && stop.contains(word))
                .count();
    }

    private List<Word> words(String part, Set<String> names, SnowballStemmer stems) {
        var words = new ArrayList<Word>();
        try (TokenStream tokens = tokens(part)) {
            var term = tokens.getAttribute(CharTermAttribute.class);
            var increment = tokens.getAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            boolean gap = true;
            while (tokens.incrementToken()) {
                String form = term.toString();
                gap |= increment.getPositionIncrement() > 1;
                if (form.length() < SHORTEST
                        || names.contains(form)
                        || !form.chars().allMatch(Character::isLetter)) {
                    gap = true;
                } else {
                    words.add(new Word(form, stem(form, stems), !gap));
                    gap = false;
                }
            }
            tokens.end();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stem(String form, SnowballStemmer stems) {
        stems.setCurrent(form);
        stems.stem();
        return stems.getCurrent();
    }

    private TokenStream tokens(String part) {
        var tokenizer = new StandardTokenizer();
        tokenizer.setReader(new StringReader(part));
        TokenStream words = new LowerCaseFilter(tokenizer);
        if (this == FR) {
            words = new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES);
        }
        return new StopFilter(words, stop);
    }
}
