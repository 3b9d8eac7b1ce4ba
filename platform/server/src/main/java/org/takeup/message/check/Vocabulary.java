package org.takeup.message.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.http.Languages;
import org.takeup.message.check.Stems.Word;

/**
 * The terms of one language: those that come along, and over them the workspace's own; the later one of the same words counts.
 * A term is found in each of its forms, as the language's Snowball stemmer sees them. Immutable.
 */
public final class Vocabulary {
    private static final Map<String, List<Term>> STANDARD =
            Languages.TAGS.stream().collect(Collectors.toUnmodifiableMap(tag -> tag, Vocabulary::read));

    private final String language;
    private final Map<List<String>, Term> terms;
    private final int longest;

    /** @param own the workspace's own, those for everybody first */
    public Vocabulary(String language, Collection<Term> own) {
        this(language, STANDARD.getOrDefault(language, List.of()), own);
    }

    /** These alone, without those that come along. */
    public static Vocabulary only(String language, Collection<Term> own) {
        return new Vocabulary(language, List.of(), own);
    }

    private Vocabulary(String language, Collection<Term> standard, Collection<Term> own) {
        this.language = language;
        var stems = new Stems(language);
        var byStems = new LinkedHashMap<List<String>, Term>();
        standard.forEach(term -> byStems.put(key(stems, term.term()), term));
        own.forEach(term -> byStems.put(key(stems, term.term()), term));
        byStems.values().removeIf(term -> term.instead().isEmpty());
        byStems.remove(List.of());
        this.terms = Map.copyOf(byStems);
        this.longest = terms.keySet().stream().mapToInt(List::size).max().orElse(0);
    }

    private static List<String> key(Stems stems, String term) {
        return stems.of(term).stream().map(Word::stem).toList();
    }

    private static List<Term> read(String language) {
        try (InputStream file = Vocabulary.class.getResourceAsStream("terms_" + language + ".txt");
                var lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.indexOf('=') > 0)
                    .map(line -> new Term(
                            line.substring(0, line.indexOf('=')).strip(),
                            line.substring(line.indexOf('=') + 1).strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of terms is not where it belongs", e);
        }
    }

    /** Those that come along for a language. */
    public static List<Term> standard(String language) {
        return STANDARD.getOrDefault(language, List.of());
    }

    /**
     * A term in a text.
     *
     * @param term as the list has it
     * @param found as the text has it
     * @param theirs whether the audience itself says what stands instead
     */
    public record Hit(String term, String found, String instead, boolean theirs, int from, int to) {}

    /** The terms in a text in their order, none within another. @param kept terms, in lower case, that the writer keeps */
    public List<Hit> in(String text, Set<String> kept) {
        List<Word> words = new Stems(language).of(text);
        var hits = new ArrayList<Hit>();
        int i = 0;
        while (i < words.size()) {
            int size = longestAt(words, i, text);
            if (size == 0) {
                i++;
                continue;
            }
            Term term = Objects.requireNonNull(terms.get(stems(words, i, size)));
            int from = words.get(i).from();
            int to = words.get(i + size - 1).to();
            if (!kept.contains(lower(term.term()))) {
                hits.add(new Hit(term.term(), text.substring(from, to), term.instead(), term.theirs(), from, to));
            }
            i += size;
        }
        return hits;
    }

    private int longestAt(List<Word> words, int at, String text) {
        for (int size = Math.min(longest, words.size() - at); size > 0; size--) {
            if (terms.containsKey(stems(words, at, size)) && together(words, at, size, text)) {
                return size;
            }
        }
        return 0;
    }

    /** Whether nothing but blanks is between the words. */
    private static boolean together(List<Word> words, int at, int size, String text) {
        for (int i = at; i < at + size - 1; i++) {
            if (!text.substring(words.get(i).to(), words.get(i + 1).from()).isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> stems(List<Word> words, int at, int size) {
        return words.subList(at, at + size).stream().map(Word::stem).toList();
    }

    /** The text with every form of a term replaced, a capital letter kept. */
    public String replaced(String text, String term) {
        var replaced = new StringBuilder(text);
        for (Hit hit : in(text, Set.of()).reversed()) {
            if (lower(hit.term()).equals(lower(term))) {
                replaced.replace(hit.from(), hit.to(), likeIt(hit.found(), hit.instead()));
            }
        }
        return replaced.toString();
    }

    private static String likeIt(String found, String instead) {
        return Character.isUpperCase(found.codePointAt(0)) && !Character.isUpperCase(instead.codePointAt(0))
                ? Character.toString(Character.toUpperCase(instead.codePointAt(0)))
                        + instead.substring(instead.offsetByCodePoints(0, 1))
                : instead;
    }

    /** How terms are compared. */
    public static String lower(String term) {
        return term.toLowerCase(Locale.ROOT).strip();
    }
}
