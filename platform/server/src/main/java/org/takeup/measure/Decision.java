package org.takeup.measure;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a workspace decided about a measure.
 *
 * @param note why not now, or what came of it; may be empty where it was chosen
 * @param owner who sees to it, as people call them; may be empty
 * @param by name of the planner who decided
 * @param history what was decided before, the latest first
 * @param version grows with each decision
 */
public record Decision(
        String measure,
        State state,
        String note,
        String owner,
        Instant at,
        String by,
        List<Before> history,
        long version) {
    /** For how long what was set aside is not proposed again. */
    static final int DAYS_ASIDE = 90;
    /** How many decisions of the past are kept. */
    static final int MOST_HISTORY = 50;

    public Decision {
        history = List.copyOf(history);
    }

    /** What was decided. */
    public enum State {
        CHOSEN("On our list"),
        NOT_NOW("Not now"),
        DONE("Done");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** An earlier decision. */
    public record Before(State state, String note, String owner, Instant at, String by) {}

    /** Until when it is not proposed, if it was set aside. */
    public Instant until() {
        return at.plus(DAYS_ASIDE, ChronoUnit.DAYS);
    }

    /** Whether it is left out of proposals at this moment. */
    boolean aside(Instant now) {
        return switch (state) {
            case CHOSEN -> false;
            case DONE -> true;
            case NOT_NOW -> now.isBefore(until());
        };
    }

    Before past() {
        return new Before(state, note, owner, at, by);
    }
}
