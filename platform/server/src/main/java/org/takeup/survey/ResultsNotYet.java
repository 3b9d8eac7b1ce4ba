package org.takeup.survey;

import org.takeup.http.Problem;

/** The wave is open, or was closed a moment ago: its answers can still be joined to people, so no score is shown. */
public final class ResultsNotYet extends Problem {
    private static final long serialVersionUID = 1;

    ResultsNotYet(Wave.State state) {
        super(
                409,
                "results-not-yet",
                "There are no results yet.",
                state == Wave.State.OPEN
                        ? "Scores are shown when the survey is closed: shown earlier, one could watch them move with each"
                                + " answer and tell who said what."
                        : "The answers are being separated from the invitations. Come back in a few seconds.");
    }
}
