package org.takeup.measure;

import java.util.Optional;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.survey.scoring.StandingOut;

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
    /** How the score behind the signal, 0 to 100, is read. */
    public enum Kind {
        /** 100 less the score is how much it hinders. */
        BARRIER,
        /** 100 less the score is what is missing. */
        WEAK,
        /** The same, of how people are led. */
        CLIMATE,
        /** The score is how far people are trusted: what there is to build on, and not what is missing. */
        TRUST,
        /** How much more people see it in others than in themselves: what is above 0 on the range of the scale. */
        APART;

        /**
         * What is missing, 0 to 100, at this score; or what there is to build on.
         *
         * @param range of the scale
         */
        double missing(double score, ScoringModel.Range range) {
            return Math.clamp(
                    switch (this) {
                        case BARRIER, WEAK, CLIMATE -> 100 - score;
                        case TRUST -> score;
                        // A survey of before scales had ranges asked the other way round.
                        case APART -> range.hasSides() ? range.at(score) : 2 * (50 - score);
                    },
                    0,
                    100);
        }

        /** To which side of the rest a unit lies in which more is missing. */
        StandingOut.Side worse(ScoringModel.Range range) {
            return this == TRUST || (this == APART && range.hasSides())
                    ? StandingOut.Side.HIGHER
                    : StandingOut.Side.LOWER;
        }
    }
}
