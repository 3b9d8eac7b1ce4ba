package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.scoring.Gaps.Part;
import org.takeup.survey.scoring.Gaps.Step;
import org.takeup.survey.scoring.LeftOut.Alike;

/**
 * Searches what can be added and subtracted to learn of a few people: of all published sums of scales that share items, in all
 * and by unit, and of their items. Each such combination is a vector of one number a figure. People who did the same add the
 * same part of their answers to it. Goes through the people, most first, and keeps the combinations to which nobody so far adds
 * anything; a few people, fewer together than the smallest group, may add something. Where it takes too long, everybody with a
 * gap is left out.
 */
final class Subtraction {
    private static final double NOTHING = 1e-9;
    private static final Comparator<Part> BY_SIZE = Comparator.comparing(
                    (Part part) -> part.scale().index())
            .thenComparing(part -> part.items().cardinality())
            .thenComparing(part -> part.scale().id());
    /** Multiplications. A tenth of a second or so. */
    private static final long MOST_WORK = 20_000_000;

    private final List<Part> parts;
    private final int smallest;
    private final Set<Scale> wholeOnly;
    private final BitSet items = new BitSet();
    private final List<Kind> kinds = new ArrayList<>();
    /** Numbers of the figures: a scale's total, its units, an item. */
    private final Map<String, Integer> figures = new HashMap<>();

    private long work;

    /** People who did the same. */
    private record Kind(Alike alike, int people) {}

    /** How much of an answer is in which figures. */
    private record Share(int[] figures, double[] parts) {
        double in(double[] combination) {
            double sum = 0;
            for (int i = 0; i < figures.length; i++) {
                sum += parts[i] * combination[figures[i]];
            }
            return sum;
        }
    }

    /** @param wholeOnly scales that are not told apart by unit */
    Subtraction(List<Part> parts, Map<Alike, Integer> people, int smallest, Set<Scale> wholeOnly) {
        this.parts = parts;
        this.wholeOnly = wholeOnly;
        this.smallest = smallest;
        parts.forEach(part -> items.or(part.items()));
        publish(people);
        people.forEach((alike, many) -> {
            if (alike.answered().intersects(items)) {
                kinds.add(new Kind(alike, many));
            }
        });
        kinds.sort(Comparator.comparingInt((Kind kind) -> -kind.people())
                .thenComparing(kind -> kind.alike().unit())
                .thenComparing(kind -> kind.alike().answered().toLongArray(), Arrays::compare));
    }

    /** What is shown, as {@link ScaleTally} and {@link ItemTally} decide. */
    private void publish(Map<Alike, Integer> people) {
        for (int i = 0; i < parts.size(); i++) {
            Map<String, Long> units = new TreeMap<>();
            for (var each : people.entrySet()) {
                if (isScored(parts.get(i), each.getKey().answered())) {
                    units.merge(each.getKey().unit(), (long) each.getValue(), Long::sum);
                }
            }
            long[] sizes = units.values().stream().mapToLong(Long::longValue).toArray();
            if (units.values().stream().mapToLong(Long::longValue).sum() >= smallest) {
                figures.put("scale " + i, figures.size());
                boolean[] shown = wholeOnly.contains(parts.get(i).scale())
                        ? new boolean[sizes.length]
                        : Suppression.shown(sizes, smallest);
                int at = 0;
                for (String unit : units.keySet()) {
                    if (shown[at++]) {
                        figures.put("scale " + i + " " + unit, figures.size());
                    }
                }
            }
        }
        items.stream().forEach(item -> {
            int answered = people.entrySet().stream()
                    .filter(each -> each.getKey().answered().get(item))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            if (answered >= smallest) {
                figures.put("item " + item, figures.size());
            }
        });
    }

    private static boolean isScored(Part part, BitSet answered) {
        return part.answeredOf(answered) >= Math.max(1, part.scale().minAnswered());
    }

    /**
     * Shares of the figures in each of their answers. Answers are taken on 0 to 100, turned: what is shown of an item can be
     * brought to that. Made anew each time: where a hundred thousand people skip this and that, keeping them fills the memory.
     */
    private List<Share> shares(Alike alike) {
        work += (long) items.cardinality() * parts.size();
        List<Share> shares = new ArrayList<>();
        alike.answered().stream().filter(items::get).forEach(item -> {
            Map<Integer, Double> share = new HashMap<>();
            put(share, "item " + item, 1);
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                if (part.items().get(item) && isScored(part, alike.answered())) {
                    double own = weight(part, item) / weights(part, alike.answered());
                    put(share, "scale " + i, own);
                    put(share, "scale " + i + " " + alike.unit(), own);
                }
            }
            shares.add(new Share(
                    share.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    share.values().stream().mapToDouble(Double::doubleValue).toArray()));
        });
        return shares;
    }

    private void put(Map<Integer, Double> share, String figure, double own) {
        Integer number = figures.get(figure);
        if (number != null && Double.isFinite(own)) {
            share.put(number, own);
        }
    }

    private static double weight(Part part, int item) {
        return part.weights().getOrDefault(item, 0.0);
    }

    private static double weights(Part part, BitSet answered) {
        return answered.stream().mapToDouble(item -> weight(part, item)).sum();
    }

    /** What has to be left out first; empty if no combination tells of a few. */
    Optional<Step> find() {
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            var one = new double[figures.size()];
            one[i] = 1;
            all.add(one);
        }
        Optional<Step> found = search(all, 0, smallest - 1, new ArrayList<>());
        return work > MOST_WORK ? tooLong() : found;
    }

    /**
     * @param left combinations to which only {@code few} of the kinds before {@code from} add anything
     * @param room how many people may still be among the few
     */
    private Optional<Step> search(List<double[]> left, int from, int room, List<Kind> few) {
        for (int at = from; at < kinds.size() && !left.isEmpty() && work <= MOST_WORK; at++) {
            Kind kind = kinds.get(at);
            List<double[]> added = added(kind, left);
            if (added.stream().allMatch(Subtraction::isNothing)) {
                continue;
            }
            Optional<Step> found = search(without(left, added), at + 1, room, few);
            if (found.isPresent() || kind.people() > room) {
                return found;
            }
            few.add(kind);
            Optional<Step> other = search(left, at + 1, room - kind.people(), few);
            few.remove(kind);
            return other;
        }
        return left.stream().flatMap(each -> told(each, few).stream()).findFirst();
    }

    private Optional<Step> told(double[] combination, List<Kind> few) {
        Set<Alike> people = new HashSet<>();
        few.stream()
                .filter(kind -> !isNothing(added(kind, List.of(combination)).getFirst()))
                .forEach(kind -> people.add(kind.alike()));
        if (people.isEmpty()) {
            return Optional.empty();
        }
        var touched = new BitSet();
        Set<Part> byUnit = new HashSet<>();
        figures.forEach((figure, number) -> {
            if (Math.abs(combination[number]) > NOTHING && figure.startsWith("scale ")) {
                String own = figure.substring(6);
                int space = own.indexOf(' ');
                Part part = parts.get(Integer.parseInt(space < 0 ? own : own.substring(0, space)));
                touched.or(part.items());
                if (space >= 0) {
                    byUnit.add(part);
                }
            }
        });
        // Rather one column less than answers less.
        Set<Scale> columns = columns(byUnit);
        if (!columns.isEmpty()) {
            return Optional.of(new Step(columns));
        }
        return people.stream().anyMatch(alike -> alike.answered().intersects(touched))
                ? Optional.of(new Step(people, touched))
                : Optional.empty();
    }

    /**
     * Scales that are not told apart by unit, so that these cannot be subtracted: the details of others, which no page tells
     * apart by unit anyway; else the largest that shares items with a smaller one.
     */
    private Set<Scale> columns(Set<Part> byUnit) {
        if (byUnit.size() > 1 && byUnit.stream().anyMatch(Subtraction::isDetail)) {
            return details(true);
        }
        return byUnit.stream()
                .filter(part ->
                        parts.stream().anyMatch(other -> isIndexOf(part, other) && !wholeOnly.contains(other.scale())))
                .max(BY_SIZE)
                .map(part -> Set.of(part.scale()))
                .orElse(Set.of());
    }

    private static boolean isDetail(Part part) {
        return !part.scale().within().isEmpty();
    }

    /** @param told whether only those are meant that are told apart by unit */
    private Set<Scale> details(boolean told) {
        return parts.stream()
                .filter(Subtraction::isDetail)
                .map(Part::scale)
                .filter(scale -> !told || !wholeOnly.contains(scale))
                .collect(Collectors.toSet());
    }

    private static boolean isIndexOf(Part part, Part other) {
        return BY_SIZE.compare(other, part) < 0 && other.items().intersects(part.items());
    }

    /** First the units of what has statements in common with others, then all of it. Answers go last. */
    private Optional<Step> tooLong() {
        if (parts.size() > 1 && parts.stream().anyMatch(Subtraction::isDetail)) {
            Set<Scale> told = details(true);
            return Optional.of(new Step(told.isEmpty() ? details(false) : told));
        }
        Optional<Scale> index = parts.stream()
                .filter(part -> parts.stream().anyMatch(other -> isIndexOf(part, other)))
                .max(BY_SIZE)
                .map(Part::scale);
        return index.isPresent() ? Optional.of(new Step(Set.of(index.get()))) : everybodyWithAGap();
    }

    /** What each combination has of each of the kind's answers. */
    private List<double[]> added(Kind kind, List<double[]> combinations) {
        List<Share> shares = shares(kind.alike());
        work += (long) combinations.size() * shares.size() * 3;
        List<double[]> added = new ArrayList<>();
        for (double[] combination : combinations) {
            var each = new double[shares.size()];
            for (int i = 0; i < each.length; i++) {
                each[i] = shares.get(i).in(combination);
            }
            added.add(each);
        }
        return added;
    }

    private static boolean isNothing(double[] added) {
        for (double each : added) {
            if (Math.abs(each) > NOTHING) {
                return false;
            }
        }
        return true;
    }

    /** The combinations of combinations to which the kind adds nothing: eliminates one answer after the other. */
    private List<double[]> without(List<double[]> left, List<double[]> added) {
        List<double[]> vectors = new ArrayList<>(left);
        List<double[]> sums = new ArrayList<>(added);
        int answers = added.getFirst().length;
        for (int answer = 0; answer < answers && !vectors.isEmpty(); answer++) {
            int largest = 0;
            for (int i = 1; i < sums.size(); i++) {
                if (Math.abs(sums.get(i)[answer]) > Math.abs(sums.get(largest)[answer])) {
                    largest = i;
                }
            }
            double[] sum = sums.get(largest);
            if (Math.abs(sum[answer]) <= NOTHING) {
                continue;
            }
            double[] vector = vectors.remove(largest);
            sums.remove(largest);
            for (int i = 0; i < vectors.size(); i++) {
                double times = sums.get(i)[answer] / sum[answer];
                if (times != 0) {
                    vectors.set(i, less(vectors.get(i), vector, times));
                    sums.set(i, less(sums.get(i), sum, times));
                    work += vector.length + answers;
                }
            }
        }
        return vectors;
    }

    private static double[] less(double[] one, double[] other, double times) {
        var less = new double[one.length];
        for (int i = 0; i < less.length; i++) {
            less[i] = one[i] - times * other[i];
        }
        return less;
    }

    /** Then each of these scales is answered in whole or not at all, and there is nothing to tell people apart by. */
    private Optional<Step> everybodyWithAGap() {
        for (Part part : parts) {
            Set<Alike> people = new HashSet<>();
            kinds.stream()
                    .filter(kind -> part.hasGap(kind.alike().answered()))
                    .forEach(kind -> people.add(kind.alike()));
            if (!people.isEmpty()) {
                return Optional.of(new Step(people, part.items()));
            }
        }
        return Optional.empty();
    }
}
