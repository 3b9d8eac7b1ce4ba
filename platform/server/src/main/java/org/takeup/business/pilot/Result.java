package org.takeup.business.pilot;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What came of a pilot, as it may be shown.
 *
 * @param effect only if it is READY
 * @param sentences for people, the figures first
 */
public record Result(State state, Optional<Effect> effect, List<String> sentences) {
    public Result {
        sentences = List.copyOf(sentences);
    }

    /** How far it is. */
    public enum State {
        NOT_BEGUN,
        RUNNING,
        /** Its weeks are over, and learning data of all of them is not there yet. */
        WAITING,
        /** A group has become too small to be shown. */
        WITHHELD,
        READY
    }

    static Result of(State state, String sentence) {
        return new Result(state, Optional.empty(), List.of(sentence));
    }

    /** What was assigned and is not as it was. A number below the smallest group is not said. */
    record Drift(long left, long joined) {}

    /** While it runs. */
    static Result running(LocalDate end) {
        return of(
                State.RUNNING,
                "It is too early to tell: the weeks that count are over on " + end + ". Figures on the way would tempt"
                        + " people to stop when chance looks good.");
    }
}
