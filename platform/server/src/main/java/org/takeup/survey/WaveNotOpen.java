package org.takeup.survey;

import org.takeup.http.Problem;

/** The wave takes no answers yet. */
public final class WaveNotOpen extends Problem {
    private static final long serialVersionUID = 1;

    WaveNotOpen(Wave wave) {
        super(
                409,
                "wave-not-open",
                "This survey opens on "
                        + Times.inWords(wave.opened(), wave.fieldwork().zone()) + ".",
                "Come back then; nothing can be answered before.");
    }
}
