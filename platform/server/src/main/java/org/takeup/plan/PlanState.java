package org.takeup.plan;

import org.takeup.http.Problem;

/** Where a plan is on its way. Any edit takes it back to {@code DRAFT}. */
public enum PlanState {
    DRAFT("Draft"),
    IN_REVIEW("In review"),
    APPROVED("Approved"),
    /** At least one step has gone out. */
    RUNNING("Running"),
    /** Every step has gone out. */
    DONE("Done");

    private final String label;

    PlanState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether its steps may go out. */
    boolean approved() {
        return this == APPROVED || this == RUNNING || this == DONE;
    }

    /** What somebody is told whose plan is not where their change needs it: 409. */
    static Problem wrong(String sentence) {
        return new Problem(409, "wrong-plan-state", sentence, "Open the plan again to see where it is now.");
    }
}
