package org.takeup.plan.voice;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.people.Segment;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.survey.statistics.Interval;

/**
 * Whose opinion counts in one part of the organisation.
 *
 * @param answers how many of its own people are in it
 * @param survey title of the survey that they are of; empty without own answers
 * @param on the day on which that survey ended
 * @param weights in the order of the question; their shares add up to 1
 * @param unstated what the source is silent about: all weights that it gives no figure for, together
 */
public record Weighed(
        Segment segment, long answers, String survey, Optional<LocalDate> on, List<Weight> weights, Weight unstated) {
    /** How many answers of one's own the figures of the source are worth: with as many, each side has half the say. */
    public static final int STRENGTH = 30;

    /** How sure one can be that a share lies in its interval. */
    public static final double PROBABILITY = 0.9;

    /** Short enough to stand whole in a step's reason. */
    private static final String SOURCE = "a survey of learners; no sample size is given, so the interval is wide";

    private static final int LONGEST_NAME = 30;
    private static final List<Integer> UNSTATED = IntStream.range(0, Voice.values().length)
            .filter(i -> !Voice.values()[i].stated())
            .boxed()
            .toList();

    public Weighed {
        weights = List.copyOf(weights);
    }

    /**
     * One answer's weight.
     *
     * @param id of the answer in the questionnaire
     * @param answers how many of the own people gave it
     * @param prior its share before they were asked
     * @param share the share to expect now: the mean of the posterior
     * @param low and {@code high} are the ends of the 90 % interval
     * @param stated whether the source gives a figure for it
     */
    public record Weight(
            String id,
            String label,
            long answers,
            double prior,
            double share,
            double low,
            double high,
            boolean stated) {
        /** A share in whole percent. */
        public static long percent(double share) {
            return Math.round(100 * share);
        }

        /** The interval in words. */
        public String interval() {
            return percent(low) + " to " + percent(high) + " %";
        }
    }

    /** What is known without own answers. */
    static Weighed unheard(Segment segment) {
        return of(segment, Optional.empty());
    }

    static Weighed of(Segment segment, Optional<Heard> heard) {
        Voice[] voices = Voice.values();
        List<Long> counts = heard.map(Heard::inOrder)
                .orElseGet(() -> Arrays.stream(voices).map(voice -> 0L).toList());
        Dirichlet posterior = Dirichlet.believing(
                        Arrays.stream(voices).map(Voice::prior).toList(), STRENGTH)
                .after(counts);
        List<Weight> weights = IntStream.range(0, voices.length)
                .mapToObj(i -> {
                    Interval interval = posterior.middle(PROBABILITY, List.of(i));
                    return new Weight(
                            voices[i].answer(),
                            voices[i].label(),
                            counts.get(i),
                            voices[i].prior(),
                            posterior.mean(i),
                            interval.low(),
                            interval.high(),
                            voices[i].stated());
                })
                .toList();
        Interval rest = posterior.middle(PROBABILITY, UNSTATED);
        Weight unstated = new Weight(
                "unstated",
                "Not stated by the source",
                UNSTATED.stream().mapToLong(counts::get).sum(),
                Voice.UNSTATED,
                UNSTATED.stream().mapToDouble(posterior::mean).sum(),
                rest.low(),
                rest.high(),
                false);
        return new Weighed(
                segment,
                counts.stream().mapToLong(Long::longValue).sum(),
                heard.map(Heard::survey).orElse(""),
                heard.map(Heard::on),
                weights,
                unstated);
    }

    /** Whether own answers have at least half the say: then plans call the weights the organisation's own. */
    public boolean own() {
        return answers >= STRENGTH;
    }

    /** As plan builders get it. A messenger that the source is silent about has a weight only if own people were asked. */
    Map<Messenger, MessengerWeight> forBuilders() {
        var all = new EnumMap<Messenger, MessengerWeight>(Messenger.class);
        for (Voice voice : Voice.values()) {
            Weight weight = weights.get(voice.ordinal());
            if (voice.stated() || answers > 0) {
                voice.messenger()
                        .ifPresent(messenger -> all.put(
                                messenger,
                                new MessengerWeight(weight.share(), weight.low(), weight.high(), source(), (int)
                                        Math.min(answers, Integer.MAX_VALUE))));
            }
        }
        return all;
    }

    private String source() {
        if (answers == 0) {
            return SOURCE;
        }
        String whose = switch (segment) {
            case Segment.Everybody _ -> "";
            case Segment.Unit unit ->
                " of "
                        + (unit.name().length() <= LONGEST_NAME
                                ? unit.name()
                                : unit.name().substring(0, LONGEST_NAME) + "…");
        };
        return own()
                ? "own weights: " + answers + " own answers" + whose
                : "a survey of learners and " + answers + " own answers" + whose;
    }
}
