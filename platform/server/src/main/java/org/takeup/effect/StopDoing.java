package org.takeup.effect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.takeup.effect.Measured.Figures;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * What is not worth going on with: single steps, and kinds of steps (a messenger and a channel), for which even the upper end of
 * the 95 % interval stays below the least points that count. The least evidence for that: of a single step {@value #PEOPLE}
 * people in each group; of a kind {@value #STEPS} steps with {@value #KIND_PEOPLE} people in all, pooled by the random-effects
 * model of {@link League}. Steps that are compared with nobody else say too little for it and are left out. Pure.
 */
public final class StopDoing {
    static final int PEOPLE = 50;
    static final int STEPS = 3;
    static final int KIND_PEOPLE = 150;

    private StopDoing() {}

    /**
     * Something to stop.
     *
     * @param what it is, in words
     * @param reason in a sentence
     * @param planId of the step, or of the latest step of its kind
     * @param drawn whether chance alone decided in all that it is of
     */
    public record Stop(
            String what, String reason, String planId, String stepId, boolean kind, int steps, boolean drawn) {}

    private record Kind(Messenger messenger, PlanDraft.Channel channel) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return Comparator.comparing(Kind::messenger)
                    .thenComparing(Kind::channel)
                    .compare(this, other);
        }
    }

    /** Kinds first. @param shown measured steps, the latest first */
    static List<Stop> of(List<Measured> shown) {
        List<Measured> compared = shown.stream()
                .filter(each -> each.figures()
                        .filter(figures ->
                                figures.basis().compares() && figures.error().isPresent())
                        .isPresent())
                .toList();
        Map<Kind, List<Measured>> kinds = new TreeMap<>();
        compared.forEach(
                each -> kinds.computeIfAbsent(new Kind(each.messenger(), each.channel()), _ -> new ArrayList<>())
                        .add(each));
        var stops = new ArrayList<Stop>();
        kinds.forEach((kind, steps) -> kind(kind, steps, stops));
        compared.forEach(each -> single(each, stops));
        return stops;
    }

    private static void kind(Kind kind, List<Measured> steps, List<Stop> stops) {
        long people = steps.stream().mapToLong(each -> figures(each).treated()).sum();
        if (steps.size() < STEPS || people < KIND_PEOPLE) {
            return;
        }
        double[] means =
                steps.stream().mapToDouble(each -> figures(each).difference()).toArray();
        double[] variances = steps.stream()
                .mapToDouble(each -> Math.pow(figures(each).error().orElseThrow(), 2))
                .toArray();
        double between = League.between(means, variances);
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            weights += 1 / (variances[i] + between);
            sum += means[i] / (variances[i] + between);
        }
        double high = sum / weights + League.Z95 / Math.sqrt(weights);
        double least = steps.stream().mapToDouble(Measured::least).min().orElse(0);
        if (high * 100 >= least) {
            return;
        }
        boolean drawn = steps.stream().allMatch(StopDoing::drawn);
        Measured latest = steps.getFirst();
        stops.add(new Stop(
                capital(Hypothesis.who(kind.messenger())) + ", " + channel(kind.channel()),
                steps.size() + " measured steps of this kind reach " + EffectWords.points(high)
                        + " points at best (upper end of the 95 % interval), and at least " + EffectWords.number(least)
                        + " were to count." + honest(drawn),
                latest.planId(),
                latest.stepId(),
                true,
                steps.size(),
                drawn));
    }

    private static void single(Measured each, List<Stop> stops) {
        Figures figures = figures(each);
        double high = figures.interval().orElseThrow().high();
        if (figures.treated() < PEOPLE || figures.others() < PEOPLE || high * 100 >= each.least()) {
            return;
        }
        stops.add(new Stop(
                "“" + each.subject() + "”",
                "It reaches " + EffectWords.points(high)
                        + " points at best (upper end of the 95 % interval), and at least "
                        + EffectWords.number(each.least()) + " were to count." + honest(drawn(each)),
                each.planId(),
                each.stepId(),
                false,
                1,
                drawn(each)));
    }

    private static Figures figures(Measured each) {
        return each.figures().orElseThrow();
    }

    private static boolean drawn(Measured each) {
        return figures(each).basis() == Basis.RANDOMISED;
    }

    private static String honest(boolean drawn) {
        return drawn
                ? ""
                : " " + EffectWords.ASSOCIATION
                        + ": people who are alike were compared, not people drawn by chance. Try it with a hold-out before"
                        + " you give it up for good.";
    }

    static String channel(PlanDraft.Channel channel) {
        return switch (channel) {
            case EMAIL -> "by mail";
            case HAND_OVER -> "said in person";
            case CHAT -> "in a chat";
            case IN_APP -> "in the inbox";
            case CALENDAR -> "as an invitation";
        };
    }

    static String capital(String words) {
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }
}
