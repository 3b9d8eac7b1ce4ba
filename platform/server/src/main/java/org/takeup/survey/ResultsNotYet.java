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
                        ? "Results are made when the survey is closed. While it is open, /live in place of /results has"
                                + " preliminary figures, unless it is anonymous."
                        : "The answers are being separated from the invitations. Come back in a few seconds.");
    }
}
