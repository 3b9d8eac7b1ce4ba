package org.takeup.survey.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts by people which words and pairs of words they use, of one question. Texts are gone through twice, so that of the pairs
 * only those are kept that can become a theme: first all of them by {@link #words}, then by {@link #pairs}. For one thread.
 *
 * <p>Whatever is shown, each form of it included, was written by enough people. A word is not shown beside a pair that it is
 * part of if only a few use it otherwise: the difference of the two counts would tell of them.
 */
public final class ThemeTally {
    private final Set<String> names;
    private final int enough;
    private final Map<Key, Count> words = new HashMap<>();
    private final Map<Key, Count> pairs = new HashMap<>();

    /** @param names of people, word by word in lower case @param enough people who must use what is shown */
    public ThemeTally(Set<String> names, int enough) {
        this.names = Set.copyOf(names);
        this.enough = enough;
    }

    private record Key(Tongue tongue, String stem) {}

    private static final class Count {
        private long people;
        private final Map<String, Long> forms = new HashMap<>();

        void add(Set<String> used) {
            people++;
            used.forEach(form -> forms.merge(form, 1L, Long::sum));
        }
    }

    /** Which of the four languages a text is in, by the small words in it. @param otherwise where none is */
    public static String language(String text, String otherwise) {
        String found = otherwise;
        long most = 0;
        for (Tongue tongue : Tongue.values()) {
            long small = tongue.smallWords(text);
            if (small > most) {
                most = small;
                found = tongue.code();
            }
        }
        return found;
    }

    /** First pass: what one person wrote. Texts in other languages than the four are not counted. */
    public void words(String languageTag, String text) {
        Tongue.of(languageTag).ifPresent(tongue -> {
            var used = new HashMap<String, Set<String>>();
            tongue.words(text, names)
                    .forEach(word -> used.computeIfAbsent(word.stem(), ignored -> new HashSet<>())
                            .add(word.form()));
            used.forEach((stem, forms) -> words.computeIfAbsent(new Key(tongue, stem), ignored -> new Count())
                    .add(forms));
        });
    }

    /** Second pass: the same text again. */
    public void pairs(String languageTag, String text) {
        Tongue.of(languageTag).ifPresent(tongue -> {
            var used = new HashMap<String, Set<String>>();
            Tongue.@Nullable Word before = null;
            for (Tongue.Word word : tongue.words(text, names)) {
                if (before != null && word.adjacent() && common(tongue, before) && common(tongue, word)) {
                    used.computeIfAbsent(before.stem() + " " + word.stem(), ignored -> new HashSet<>())
                            .add(before.form() + " " + word.form());
                }
                before = word;
            }
            used.forEach((stems, forms) -> pairs.computeIfAbsent(new Key(tongue, stems), ignored -> new Count())
                    .add(forms));
        });
    }

    private boolean common(Tongue tongue, Tongue.Word word) {
        Count count = words.get(new Key(tongue, word.stem()));
        return count != null && count.people >= enough;
    }

    /** The most used, at most so many of each language. */
    public List<Theme> themes(int most) {
        var shown = new ArrayList<Theme>();
        for (Tongue tongue : Tongue.values()) {
            List<Theme> ofTongue = new ArrayList<>();
            pairs.forEach((key, count) -> add(ofTongue, tongue, key, count));
            words.forEach((key, count) -> {
                if (!givesAwayFew(key, count)) {
                    add(ofTongue, tongue, key, count);
                }
            });
            ofTongue.stream()
                    .sorted(Comparator.comparingLong(Theme::people).reversed().thenComparing(Theme::words))
                    .limit(most)
                    .forEach(shown::add);
        }
        return shown;
    }

    /** Whether fewer than enough use the word outside of a pair that is shown. */
    private boolean givesAwayFew(Key word, Count count) {
        return pairs.entrySet().stream()
                .filter(pair -> pair.getKey().tongue() == word.tongue())
                .filter(pair -> pair.getValue().people >= enough)
                .filter(pair -> (" " + pair.getKey().stem() + " ").contains(" " + word.stem() + " "))
                .anyMatch(pair -> count.people - pair.getValue().people < enough);
    }

    private void add(List<Theme> themes, Tongue tongue, Key key, Count count) {
        List<String> forms = count.forms.entrySet().stream()
                .filter(form -> form.getValue() >= enough)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        if (key.tongue() == tongue && count.people >= enough && !forms.isEmpty()) {
            themes.add(new Theme(tongue.code(), forms.getFirst(), count.people, forms));
        }
    }
}
