package org.takeup.effect;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.survey.statistics.Interval;

/**
 * What a step came to, as it may be shown. Shares are 0 to 1.
 *
 * @param stepId of the step, or of one of its times
 * @param from the first day that counts @param until the day after the last one, of those reached last
 * @param least points that count
 * @param state SHOWN, TOO_FEW, WITHHELD, or TOO_EARLY while somebody's weeks are not over
 * @param figures only if it is SHOWN
 * @param asked how many were asked to say it @param said how many did, by their own word
 * @param sentences for people, the figures first
 * @param learning when the learning data that it is of was counted
 */
public record Measured(
        String stepId,
        String planId,
        String subject,
        Messenger messenger,
        PlanDraft.Channel channel,
        PlanDraft.Metric metric,
        LocalDate from,
        LocalDate until,
        double least,
        State state,
        Optional<Figures> figures,
        long asked,
        long said,
        List<String> sentences,
        Instant computed,
        Instant learning) {
    public Measured {
        sentences = List.copyOf(sentences);
    }

    /** How far a step is. */
    public enum State {
        /** It has not gone out. */
        NOT_OUT("Not out yet"),
        /** Its window is not over. */
        TOO_EARLY("Too early"),
        /** Its window is over, and learning data does not reach to its end. */
        WAITING("Waiting for learning data"),
        /** It can be computed. */
        DUE("To be computed"),
        /** Too few people were reached, or are to be compared with. */
        TOO_FEW("Too few people"),
        /** Another step shows nearly the same people. */
        WITHHELD("Not shown"),
        SHOWN("Measured");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * The figures.
     *
     * @param treated people it was meant for by chance, or who were reached @param others people they are compared with
     * @param response share of {@code treated} for whom the metric holds afterwards
     * @param difference of the changes; of before/after the change alone
     * @param interval 95 %; none where it is not defined
     * @param detectable the smallest difference that would be seen four times in five
     */
    public record Figures(
            Basis basis,
            long reached,
            int treated,
            int others,
            double before,
            double response,
            double othersBefore,
            double othersAfter,
            double difference,
            Optional<Interval> interval,
            double detectable,
            String method) {
        /** The standard error that the interval stands for. */
        Optional<Double> error() {
            return interval.map(each -> (each.high() - each.low()) / 2 / League.Z95)
                    .filter(each -> each > 0);
        }
    }
}
