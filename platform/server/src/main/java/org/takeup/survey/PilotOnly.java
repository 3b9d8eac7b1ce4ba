package org.takeup.survey;

import org.takeup.http.Problem;

/** The wave is a pilot: its answers are counted nowhere. */
public final class PilotOnly extends Problem {
    private static final long serialVersionUID = 1;

    PilotOnly() {
        super(
                409,
                "wave-pilot",
                "This was a pilot, so it has no results.",
                "The answers of a pilot are counted nowhere and shown to nobody. Open the survey for real to get results.");
    }
}
