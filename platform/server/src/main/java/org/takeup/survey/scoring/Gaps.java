package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.scoring.LeftOut.Alike;

/**
 * Finds the answers that the figures would tell of a few people, because these left a part of a scale out. A scale counts
 * whoever answered enough of its items, an item whoever answered it: the scale's sum less the sums of its items is what those
 * said who left one out. Scales that share items, and units, allow more of that. Where it comes to fewer people than the
 * smallest group, their answers to those scales count nowhere. Keeps how many people answered which items, not who. For one
 * thread.
 */
public final class Gaps {
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final int smallest;
    /** How many people did the same. */
    private final Map<Alike, Integer> people = new HashMap<>();

    /**
     * A scale and its items.
     *
     * @param weights by the places of its items; below 0 where the answer is turned: a sum and a difference of the same two
     *     answers tell more than two sums
     */
    record Part(Scale scale, BitSet items, Map<Integer, Double> weights) {
        /** Whether some of it is answered, and not all. */
        boolean hasGap(BitSet answered) {
            int many = answeredOf(answered);
            return many > 0 && many < items.cardinality();
        }

        /** How many of its items are answered. Counted without a copy: it is asked of everybody, again and again. */
        int answeredOf(BitSet answered) {
            int many = 0;
            for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
                many += answered.get(item) ? 1 : 0;
            }
            return many;
        }
    }

    /** @param smallest the smallest group that may be shown */
    public Gaps(ScoringModel scoring, int smallest) {
        this.smallest = smallest;
        for (Scale scale : scoring.scales()) {
            var items = new BitSet();
            Map<Integer, Double> weights = new HashMap<>();
            scale.items().forEach(ref -> {
                items.set(placeOf(ref.itemId()));
                weights.put(placeOf(ref.itemId()), ref.reverse() ? -ref.weight() : ref.weight());
            });
            parts.add(new Part(scale, items, weights));
        }
    }

    private int placeOf(String item) {
        return places.computeIfAbsent(item, ignored -> places.size());
    }

    /** Scales that share no items, not even by way of others, tell nothing of one another. */
    private static List<List<Part>> clusters(List<Part> parts) {
        List<List<Part>> clusters = new ArrayList<>();
        for (Part part : parts) {
            List<Part> joined = new ArrayList<>(List.of(part));
            clusters.removeIf(cluster -> {
                boolean together =
                        cluster.stream().anyMatch(each -> each.items().intersects(part.items()));
                if (together) {
                    joined.addAll(cluster);
                }
                return together;
            });
            clusters.add(joined);
        }
        return clusters;
    }

    /** Takes one finished response into account. @param unit as it was frozen with the response */
    public void add(String unit, Map<String, Answer> answers) {
        people.merge(Alike.of(unit, answers, places), 1, Integer::sum);
    }

    /** What has to be left out. That changes what the figures tell, so it is looked at again until they tell of nobody. */
    public LeftOut leftOut() {
        Map<Alike, BitSet> dropped = new HashMap<>();
        var columns = new Columns();
        var effort = new Effort();
        Set<Scale> hidden = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            List<Part> shown = parts.stream()
                    .filter(part -> !hidden.contains(part.scale()))
                    .toList();
            for (List<Part> cluster : clusters(shown)) {
                Optional<Step> step = step(cluster, dropped, columns, effort);
                while (step.isPresent() && !more) {
                    // Without a scale that is hidden others may have nothing to do with one another.
                    more = take(step.get(), cluster, dropped, columns, hidden);
                    step = more ? Optional.empty() : step(cluster, dropped, columns, effort);
                }
            }
        }
        List<Scale> whole = parts.stream()
                .filter(part -> dropped.values().stream().anyMatch(items -> isIn(part.items(), items)))
                .map(Part::scale)
                .toList();
        return new LeftOut(whole, columns, hidden, places, dropped);
    }

    /** @return whether a scale is hidden by it */
    private boolean take(
            Step step, List<Part> cluster, Map<Alike, BitSet> dropped, Columns columns, Set<Scale> hidden) {
        switch (step) {
            case Step.Cells cells -> columns.hide(cells.scale(), cells.units());
            case Step.Whole whole ->
                whole.scales().stream().filter(scale -> !columns.hide(scale)).forEach(hidden::add);
            case Step.Answers answers -> drop(answers, itemsOf(cluster), dropped);
        }
        return step instanceof Step.Whole whole && whole.scales().stream().anyMatch(hidden::contains);
    }

    private static BitSet itemsOf(List<Part> cluster) {
        var items = new BitSet();
        cluster.forEach(part -> items.or(part.items()));
        return items;
    }

    private static boolean isIn(BitSet part, BitSet items) {
        var rest = (BitSet) part.clone();
        rest.andNot(items);
        return rest.isEmpty();
    }

    private Optional<Step> step(List<Part> cluster, Map<Alike, BitSet> dropped, Columns columns, Effort effort) {
        Map<Alike, Integer> now = now(itemsOf(cluster), dropped);
        return few(cluster, now).or(() -> new Subtraction(cluster, now, smallest, columns, effort).find());
    }

    /** How many people count as having answered which of these items. */
    private Map<Alike, Integer> now(BitSet items, Map<Alike, BitSet> dropped) {
        if (dropped.isEmpty() && items.cardinality() == places.size()) {
            return people;
        }
        Map<Alike, Integer> now = new HashMap<>();
        people.forEach((alike, many) -> now.merge(now(alike, dropped).only(items), many, Integer::sum));
        return now;
    }

    private static Alike now(Alike alike, Map<Alike, BitSet> dropped) {
        BitSet without = dropped.get(alike);
        return without == null ? alike : alike.without(without);
    }

    /** A scale by itself, of which a few people left a part out. */
    private Optional<Step> few(List<Part> cluster, Map<Alike, Integer> now) {
        for (Part part : cluster) {
            int many = 0;
            for (var each : now.entrySet()) {
                many += many < smallest && part.hasGap(each.getKey().answered()) ? each.getValue() : 0;
            }
            if (many > 0 && many < smallest) {
                Set<Alike> few = now.keySet().stream()
                        .filter(alike -> part.hasGap(alike.answered()))
                        .collect(Collectors.toSet());
                return Optional.of(new Step.Answers(few, part.items()));
            }
        }
        return Optional.empty();
    }

    private void drop(Step.Answers step, BitSet cluster, Map<Alike, BitSet> dropped) {
        for (Alike alike : people.keySet()) {
            if (step.people().contains(now(alike, dropped).only(cluster))) {
                add(alike, step.items(), dropped);
            }
        }
        // Whoever now is like others have been is counted as these are: what is left out once is left out for good.
        boolean more = true;
        while (more) {
            more = false;
            for (Alike alike : people.keySet()) {
                Alike now = now(alike, dropped);
                BitSet further = dropped.get(now);
                if (further != null && !now.equals(alike) && now.answered().intersects(further)) {
                    add(alike, further, dropped);
                    more = true;
                }
            }
        }
    }

    private static void add(Alike alike, BitSet items, Map<Alike, BitSet> dropped) {
        var all = (BitSet) dropped.getOrDefault(alike, new BitSet()).clone();
        all.or(items);
        dropped.put(alike, all);
    }
}
