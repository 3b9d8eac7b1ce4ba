package org.takeup.measure;

import java.util.Optional;
import org.takeup.plugin.api.LocalizedText;

/**
 * Something that a survey can show to be missing.
 *
 * @param id the id of the instrument's signal, or its first part if it stands for several
 * @param plugin of the instrument that gives the signal
 * @param often the scale that says how seldom it is met, if there is one
 * @param asked the rating for one's own team, if there is one
 * @param family what it is listed under
 */
public record Need(
        String id,
        Kind kind,
        String plugin,
        Optional<String> often,
        Optional<String> asked,
        String family,
        LocalizedText name) {
    /** How the score behind the signal is read. In all of them a high score is good. */
    public enum Kind {
        /** 100 less the score is how much it hinders. */
        BARRIER,
        /** 100 less the score is what is missing. */
        WEAK,
        /** The same, of how people are led. */
        CLIMATE,
        /** Twice the distance below 50 is how much more people see it in others. */
        APART;

        /** What is missing, 0 to 100, at this score. */
        double missing(double score) {
            return Math.clamp(this == APART ? 2 * (50 - score) : 100 - score, 0, 100);
        }
    }
}
