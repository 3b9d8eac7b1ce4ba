package org.takeup.question;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.takeup.survey.words.Terms;

/**
 * Finds texts of one language that say the same in other words: the cosine of their stems, each weighed by
 * {@code (1 + ln tf) * (1 + ln((1 + N) / (1 + df)))}, so that a rare word says more than one that all texts have (tf-idf,
 * Salton and Buckley 1988, with the ones that keep a word that nobody used yet from outweighing all others). 1 is the same set of words, 0 has none in common. Sums run in the order of the stems, so that
 * neither the order of words nor of texts changes a figure. Immutable, thread-safe.
 */
final class TermIndex {
    /** Distinct stems of a text that are looked at; a question has far fewer. */
    static final int MOST_STEMS = 150;

    private final String language;
    private final List<String> ids;
    private final Map<String, Posting> postings;

    private TermIndex(String language, List<String> ids, Map<String, Posting> postings) {
        this.language = language;
        this.ids = ids;
        this.postings = postings;
    }

    /** A text by its id. */
    record Entry(String id, String text) {}

    /** A text that was found. @param score 0 to 1 @param stems that both have */
    record Hit(String id, double score, Set<String> stems) {}

    /** Where a stem stands, and how much of each text's length of 1 it is. */
    private record Posting(int[] texts, double[] weights) {}

    private record Place(int text, double weight) {}

    /** @param language BCP 47 tag of all of the texts */
    static TermIndex of(String language, List<Entry> entries) {
        List<Map<String, Integer>> counts =
                entries.stream().map(entry -> counts(entry.text(), language)).toList();
        var containing = new HashMap<String, Integer>();
        counts.forEach(text -> text.keySet().forEach(stem -> containing.merge(stem, 1, Integer::sum)));
        var places = new HashMap<String, List<Place>>();
        for (int i = 0; i < counts.size(); i++) {
            int text = i;
            weights(counts.get(i), containing, entries.size())
                    .forEach((stem, weight) -> places.computeIfAbsent(stem, ignored -> new ArrayList<>())
                            .add(new Place(text, weight)));
        }
        return new TermIndex(
                language,
                entries.stream().map(Entry::id).toList(),
                places.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> posting(each.getValue()))));
    }

    private static Posting posting(List<Place> places) {
        return new Posting(
                places.stream().mapToInt(Place::text).toArray(),
                places.stream().mapToDouble(Place::weight).toArray());
    }

    /** How many places of stems it holds: what its memory grows with. */
    long size() {
        return postings.values().stream()
                .mapToLong(posting -> posting.texts().length)
                .sum();
    }

    /** Those most like the text, the most alike first, at most so many. @param least score that counts */
    List<Hit> search(String text, int most, double least) {
        var containing = new HashMap<String, Integer>();
        Map<String, Integer> counts = counts(text, language);
        counts.keySet().forEach(stem -> {
            Posting posting = postings.get(stem);
            containing.put(stem, posting == null ? 0 : posting.texts().length);
        });
        var scores = new double[ids.size()];
        Map<String, Double> asked = weights(counts, containing, ids.size());
        asked.forEach((stem, weight) -> add(scores, postings.get(stem), weight));
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] > 0 && scores[i] >= least)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(ids::get))
                .limit(most)
                .map(i -> new Hit(ids.get(i), Math.min(1, scores[i]), common(i, asked.keySet())))
                .toList();
    }

    private static void add(double[] scores, @Nullable Posting posting, double weight) {
        if (posting != null) {
            for (int i = 0; i < posting.texts().length; i++) {
                scores[posting.texts()[i]] += weight * posting.weights()[i];
            }
        }
    }

    private Set<String> common(int text, Set<String> stems) {
        var common = new TreeSet<String>();
        for (String stem : stems) {
            Posting posting = postings.get(stem);
            if (posting != null && Arrays.binarySearch(posting.texts(), text) >= 0) {
                common.add(stem);
            }
        }
        return common;
    }

    private static Map<String, Integer> counts(String text, String language) {
        var counts = new TreeMap<String, Integer>();
        for (Terms.Term term : Terms.of(text, language)) {
            if (counts.size() < MOST_STEMS || counts.containsKey(term.stem())) {
                counts.merge(term.stem(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Of length 1, in the order of the stems. */
    private static Map<String, Double> weights(
            Map<String, Integer> counts, Map<String, Integer> containing, int texts) {
        var weights = new TreeMap<String, Double>();
        double squares = 0;
        for (var each : counts.entrySet()) {
            double rarity = 1 + Math.log((1.0 + texts) / (1 + containing.getOrDefault(each.getKey(), 0)));
            double weight = (1 + Math.log(each.getValue())) * rarity;
            weights.put(each.getKey(), weight);
            squares += weight * weight;
        }
        double length = Math.sqrt(squares);
        weights.replaceAll((stem, weight) -> weight / length);
        return weights;
    }
}
