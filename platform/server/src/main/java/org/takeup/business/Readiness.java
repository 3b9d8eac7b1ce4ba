package org.takeup.business;

import java.time.Instant;
import java.util.List;
import org.takeup.questionnaire.Use;

/**
 * The readiness surveys of a workspace, the newest first: those whose questionnaire said, when they opened, that it is for that.
 *
 * @param results those that a launch can rest on
 * @param waiting those that are open, or are being counted
 * @param few those that are over and show no score: too few people have answered, or another one asked nearly the same people
 */
public record Readiness(List<Result> results, List<Asked> waiting, List<Asked> few) {
    /** Id of the scale whose score says how ready all is. */
    static final String SCALE = Use.READINESS.scales().getFirst();

    /** For whoever launches with nothing to show. */
    static final String WHAT_TO_DO =
            "Nothing says yet whether all is ready. Copy the questionnaire \"Ready to launch\", ask with it,"
                    + " close the survey and choose it here; or launch without one and say why. A questionnaire of your own"
                    + " counts if its settings say that its results are used for readiness.";

    public Readiness {
        results = List.copyOf(results);
        waiting = List.copyOf(waiting);
        few = List.copyOf(few);
    }

    /**
     * Results that a launch can rest on.
     *
     * @param wave id of the survey @param ended when it took its last answer @param n people with a score @param score 0 to 100
     */
    public record Result(String wave, String title, Instant ended, long n, double score) {
        /** With one digit after the point. */
        public String rounded() {
            return Figures.plain(score);
        }
    }

    /** A survey without results. @param ends when it takes its last answer */
    public record Asked(String wave, String title, Instant ends) {}
}
