package org.takeup.survey;

import org.takeup.http.Problem;

/** The wave, or the part of it that somebody belongs to, has all the answers that it wants; nobody begins any more. */
public final class WaveFull extends Problem {
    private static final long serialVersionUID = 1;

    WaveFull() {
        super(
                409,
                "wave-full",
                "This survey has all the answers that it needs.",
                "Thank you for wanting to help. Whoever has begun can finish.");
    }
}
