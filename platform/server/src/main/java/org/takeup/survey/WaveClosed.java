package org.takeup.survey;

import java.time.Instant;
import java.time.ZoneId;
import org.takeup.http.Problem;

/** The wave takes no more answers. */
public final class WaveClosed extends Problem {
    private static final long serialVersionUID = 1;

    WaveClosed(Instant since, ZoneId zone) {
        super(
                410,
                "wave-closed",
                "This survey closed on " + Times.inWords(since, zone) + ".",
                "It takes no more answers. Thank you for wanting to help.");
    }
}
