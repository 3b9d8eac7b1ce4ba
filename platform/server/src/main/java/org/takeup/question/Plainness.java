package org.takeup.question;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.takeup.http.Languages;
import org.takeup.plugin.reading.ReadingGrade;

/**
 * How plain an answer is: its reading grade by {@link ReadingGrade}, and which of its words a simpler one could stand for,
 * by the list of its language beside this class ({@code plain_en.txt}: {@code word = simpler word}).
 *
 * @param grade with the name of the formula, for example {@code LIX 38 (at most 50)}
 * @param easy whether the grade is within the limit
 * @param words that could be simpler, with what to say instead
 */
record Plainness(String grade, boolean easy, Map<String, String> words) {
    private static final Map<String, Map<String, String>> LISTS =
            Languages.TAGS.stream().collect(Collectors.toMap(tag -> tag, Plainness::list));

    Plainness {
        words = Map.copyOf(words);
    }

    /** Whether nothing speaks against sending it. */
    boolean plain() {
        return easy && words.isEmpty();
    }

    /** @return nothing if there is no word in the text */
    static Optional<Plainness> of(String text, String language) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Optional.empty();
        }
        ReadingGrade grade = ReadingGrade.of(lines, language);
        String words = grade.measure().title() + " " + Math.round(grade.value()) + " (at most "
                + Math.round(grade.measure().limit()) + ")";
        return Optional.of(new Plainness(words, grade.isEasy(), hard(text, language)));
    }

    private static Map<String, String> hard(String text, String language) {
        String lower = text.toLowerCase(Locale.ROOT);
        var found = new LinkedHashMap<String, String>();
        LISTS.getOrDefault(Locale.forLanguageTag(language).getLanguage(), Map.of())
                .forEach((word, simpler) -> {
                    if (Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
                            .matcher(lower)
                            .find()) {
                        found.put(word, simpler);
                    }
                });
        return found;
    }

    private static Map<String, String> list(String tag) {
        InputStream in = Objects.requireNonNull(Plainness.class.getResourceAsStream("plain_" + tag + ".txt"), tag);
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var list = new LinkedHashMap<String, String>();
            reader.lines().filter(line -> line.contains("=")).forEach(line -> {
                int middle = line.indexOf('=');
                list.put(
                        line.substring(0, middle).strip(),
                        line.substring(middle + 1).strip());
            });
            return Map.copyOf(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
