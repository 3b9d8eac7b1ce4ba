package org.takeup.learning;

/** How many records of one kind were read, and what became of them. */
public record Tally(long read, long added, long changed, long unchanged, long removed, long rejected) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    Tally plus(Outcome outcome) {
        return new Tally(
                read + 1,
                added + one(outcome, Outcome.ADDED),
                changed + one(outcome, Outcome.CHANGED),
                unchanged + one(outcome, Outcome.UNCHANGED),
                removed + one(outcome, Outcome.REMOVED),
                rejected + one(outcome, Outcome.REJECTED));
    }

    /** How many made a difference to what is stored. */
    public long stored() {
        return added + changed + removed;
    }

    private static int one(Outcome outcome, Outcome wanted) {
        return outcome == wanted ? 1 : 0;
    }
}
