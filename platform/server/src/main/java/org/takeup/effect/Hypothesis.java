package org.takeup.effect;

import java.util.Locale;
import org.takeup.plan.PlanStep;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * What somebody expects of a step, and by what it will show.
 *
 * @param stepId of the step, without the number of one of its times
 * @param words in a sentence
 * @param course key of a course, or empty for all
 * @param least the smallest difference that counts, in points; 1 to 100
 * @param version 0 while it is the one that a step has by itself
 */
public record Hypothesis(String stepId, String planId, String words, String course, double least, long version) {
    /** What counts as long as nobody has said anything else, in points. */
    static final double USUAL_LEAST = 5;

    /** The one that a step has by itself. */
    static Hypothesis usual(String planId, PlanStep step) {
        String words = String.format(
                Locale.ROOT,
                "Of those in “%s” who hear it from %s, at least %.0f points more %s within %d days than without it.",
                step.audience(),
                who(step.messenger()),
                USUAL_LEAST,
                does(step.measure().metric()),
                step.measure().days());
        return new Hypothesis(PlanStep.ofTime(step.id()), planId, words, "", USUAL_LEAST, 0);
    }

    static String who(Messenger messenger) {
        return switch (messenger) {
            case LINE_MANAGER -> "their line manager";
            case PEER -> "a colleague";
            case CHAMPION -> "a champion";
            case SPONSOR -> "a sponsor";
            case TRAINER -> "a trainer";
            case INTERNAL_COMMUNICATIONS -> "internal communications";
            case LEARNING_TEAM -> "the learning team";
        };
    }

    static String does(PlanDraft.Metric metric) {
        return switch (metric) {
            case ENROLLED -> "are enrolled";
            case STARTED -> "start something new";
            case ACTIVE -> "take part";
            case FINISHED -> "complete something";
        };
    }
}
