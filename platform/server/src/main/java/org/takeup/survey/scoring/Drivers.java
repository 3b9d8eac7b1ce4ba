package org.takeup.survey.scoring;

import java.util.List;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.Interval;

/**
 * What goes with an outcome, over the respondents of the whole wave who have a score on every scale and answered every question
 * from 0 to 10.
 *
 * @param outcomeId of an item from 0 to 10 or of a scale
 * @param preset whether the instrument means it as an outcome: a question whether one would recommend, or a scale that is an
 *     index. Else it is shown on request only
 * @param ranking missing for fewer than 30 respondents and where scales say the same as others
 */
public record Drivers(String outcomeId, LocalizedText outcome, boolean preset, Figure<Ranking> ranking) {
    /**
     * The order of the scales.
     *
     * @param n respondents
     * @param explained share of the outcome's differences that goes with all scales together (R^2), 0 to 1
     * @param drivers the largest weight first
     */
    public record Ranking(long n, double explained, List<Driver> drivers) {
        public Ranking {
            drivers = List.copyOf(drivers);
        }
    }

    /**
     * One scale's part.
     *
     * @param weight its part of the explained share (Johnson 2000); all weights add up to it
     * @param correlation with the outcome by itself; below 0 where a high score goes with a low outcome
     * @param interval 95 % of the correlation, by Fisher's z; missing where it is 1 or -1
     */
    public record Driver(Scale scale, double weight, double correlation, Figure<Interval> interval) {}
}
