package org.takeup.effect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.survey.statistics.BetaInterval;
import org.takeup.survey.statistics.Interval;

/**
 * Which messengers are worth it, by all measured steps together. Steps of a messenger are pooled by a random-effects model whose
 * variance between steps is estimated over all messengers together by the method of moments (R. DerSimonian and N. Laird,
 * Controlled Clinical Trials 7, 1986; M. Borenstein et al., Introduction to Meta-Analysis, 2009, ch. 19); then each messenger's
 * mean is shrunk to the mean of all, by as much as it is less certain than messengers differ: empirical Bayes (C. N. Morris,
 * Journal of the American Statistical Association 78, 1983). Whether they say it is shrunk as well, by a beta prior at the rate of
 * all that is worth {@value #PRIOR} asks. Pure; the order of steps makes no difference.
 *
 * @param rows best first
 * @param mean of all messengers, as a share
 * @param between variance between messengers
 * @param separated whether any two messengers' intervals lie apart
 */
public record League(List<Row> rows, double mean, double between, boolean separated) {
    static final double Z95 = 1.959963984540054;
    static final int PRIOR = 10;

    public League {
        rows = List.copyOf(rows);
    }

    /** A measured step. @param difference as a share @param error its standard error, above 0 */
    record Step(Messenger messenger, double difference, double error, boolean randomised) {}

    /** How often messengers were asked, and said it. */
    record Asked(long asked, long said) {
        Asked plus(Asked other) {
            return new Asked(asked + other.asked, said + other.said);
        }
    }

    /**
     * A messenger. Differences are shares.
     *
     * @param steps measured against others @param randomised how many of them by chance
     * @param own the pooled difference of its own steps @param shrunk the one to expect @param interval 95 % of it
     * @param asked how often somebody was asked to say something @param said how often they did
     * @param saying the rate to expect @param sayingInterval 95 % of it
     */
    public record Row(
            Messenger messenger,
            int steps,
            int randomised,
            double own,
            double shrunk,
            Interval interval,
            long asked,
            long said,
            double saying,
            Interval sayingInterval) {
        /** Whether anything of it is measured. */
        public boolean measured() {
            return steps > 0;
        }
    }

    private record Pooled(Messenger messenger, int steps, int randomised, double mean, double variance) {}

    static League of(List<Step> steps, Map<Messenger, Asked> asked) {
        Map<Messenger, List<Step>> byMessenger = new TreeMap<>();
        // Sums of the same numbers in another order differ in their last digits.
        steps.stream()
                .sorted(Comparator.comparingDouble(Step::difference).thenComparingDouble(Step::error))
                .forEach(step -> byMessenger
                        .computeIfAbsent(step.messenger(), _ -> new ArrayList<>())
                        .add(step));
        double within = within(byMessenger.values());
        List<Pooled> pooled = byMessenger.entrySet().stream()
                .map(each -> pooled(each.getKey(), each.getValue(), within))
                .toList();
        double between = between(
                pooled.stream().mapToDouble(Pooled::mean).toArray(),
                pooled.stream().mapToDouble(Pooled::variance).toArray());
        double weights = pooled.stream()
                .mapToDouble(each -> 1 / (each.variance() + between))
                .sum();
        double mean = pooled.isEmpty()
                ? 0
                : pooled.stream()
                                .mapToDouble(each -> each.mean() / (each.variance() + between))
                                .sum()
                        / weights;
        Asked all = asked.values().stream().reduce(new Asked(0, 0), Asked::plus);
        Map<Messenger, Row> rows = new EnumMap<>(Messenger.class);
        pooled.forEach(each -> rows.put(
                each.messenger(),
                row(each, mean, between, 1 / weights, asked.getOrDefault(each.messenger(), new Asked(0, 0)), all)));
        asked.forEach((messenger, some) -> {
            if (some.asked() > 0) {
                rows.computeIfAbsent(messenger, _ -> unmeasured(messenger, mean, some, all));
            }
        });
        List<Row> ordered = rows.values().stream()
                .sorted(Comparator.comparing(Row::measured)
                        .thenComparing(Row::shrunk)
                        .reversed()
                        .thenComparing(Row::messenger))
                .toList();
        return new League(ordered, mean, between, apart(ordered));
    }

    /** The variance between steps of one messenger, by moments over all messengers. */
    private static double within(Iterable<List<Step>> groups) {
        double q = 0;
        double freedom = 0;
        double scale = 0;
        for (List<Step> group : groups) {
            double[] means = group.stream().mapToDouble(Step::difference).toArray();
            double[] variances = group.stream()
                    .mapToDouble(step -> step.error() * step.error())
                    .toArray();
            q += q(means, variances);
            freedom += means.length - 1;
            scale += scale(variances);
        }
        return scale <= 0 ? 0 : Math.max(0, (q - freedom) / scale);
    }

    /** DerSimonian and Laird's variance between studies; 0 for fewer than two. */
    static double between(double[] means, double[] variances) {
        double scale = scale(variances);
        return means.length < 2 || scale <= 0 ? 0 : Math.max(0, (q(means, variances) - (means.length - 1)) / scale);
    }

    private static double q(double[] means, double[] variances) {
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            weights += 1 / variances[i];
            sum += means[i] / variances[i];
        }
        double q = 0;
        for (int i = 0; i < means.length; i++) {
            q += Math.pow(means[i] - sum / weights, 2) / variances[i];
        }
        return q;
    }

    private static double scale(double[] variances) {
        double weights = 0;
        double squares = 0;
        for (double variance : variances) {
            weights += 1 / variance;
            squares += 1 / variance / variance;
        }
        return weights == 0 ? 0 : weights - squares / weights;
    }

    private static Pooled pooled(Messenger messenger, List<Step> steps, double within) {
        double weights = 0;
        double sum = 0;
        for (Step step : steps) {
            double weight = 1 / (step.error() * step.error() + within);
            weights += weight;
            sum += weight * step.difference();
        }
        int randomised = Math.toIntExact(steps.stream().filter(Step::randomised).count());
        return new Pooled(messenger, steps.size(), randomised, sum / weights, 1 / weights);
    }

    private static Row row(Pooled own, double mean, double between, double meanVariance, Asked some, Asked all) {
        double shrink = own.variance() / (own.variance() + between);
        double shrunk = shrink * mean + (1 - shrink) * own.mean();
        double reach = Z95 * Math.sqrt((1 - shrink) * own.variance() + shrink * shrink * meanVariance);
        return new Row(
                own.messenger(),
                own.steps(),
                own.randomised(),
                own.mean(),
                shrunk,
                new Interval(shrunk - reach, shrunk + reach),
                some.asked(),
                some.said(),
                saying(some, all),
                sayingInterval(some, all));
    }

    private static Row unmeasured(Messenger messenger, double mean, Asked some, Asked all) {
        return new Row(
                messenger,
                0,
                0,
                0,
                mean,
                new Interval(mean, mean),
                some.asked(),
                some.said(),
                saying(some, all),
                sayingInterval(some, all));
    }

    private static double prior(Asked all) {
        return (all.said() + 0.5) / (all.asked() + 1);
    }

    static double saying(Asked some, Asked all) {
        return (some.said() + PRIOR * prior(all)) / (some.asked() + PRIOR);
    }

    private static Interval sayingInterval(Asked some, Asked all) {
        double rate = prior(all);
        return BetaInterval.middle(0.95, some.said() + PRIOR * rate, some.asked() - some.said() + PRIOR * (1 - rate));
    }

    private static boolean apart(List<Row> rows) {
        List<Row> measured = rows.stream().filter(Row::measured).toList();
        return measured.stream()
                .anyMatch(one -> measured.stream()
                        .anyMatch(
                                other -> one.interval().low() > other.interval().high()));
    }
}
