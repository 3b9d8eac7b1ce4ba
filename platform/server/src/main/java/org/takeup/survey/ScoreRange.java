package org.takeup.survey;

import org.takeup.plugin.api.survey.ScoringModel;

/** The range on which a scale is shown. */
public record ScoreRange(int from, int to) {
    /** The usual one. */
    public static final ScoreRange POINTS = of(ScoringModel.Range.usual());

    /** As an instrument declares it. */
    public static ScoreRange of(ScoringModel.Range range) {
        return new ScoreRange(range.from(), range.to());
    }

    /** Whether it is the one from 0 to 100. */
    public boolean usual() {
        return equals(POINTS);
    }

    /** Whether 0 is within, so that a score is on one side or the other. */
    public boolean hasSides() {
        return from < 0 && to > 0;
    }

    /** What a score of 0 to 100 is on it. */
    public double at(double score) {
        return new ScoringModel.Range(from, to).at(score);
    }

    /** This many points of 0 to 100 are so many on it. */
    public double wide(double points) {
        return points * (to - from) / 100;
    }

    /** Cut to the range. */
    public double clipped(double value) {
        return Math.clamp(value, from, to);
    }

    /** A value on it in whole points, with its sign if it has sides. */
    public String inWords(double value) {
        return hasSides() ? ChangeView.DifferenceView.signed(value) : String.valueOf(Math.round(value));
    }

    /** What to say of a value: {@code 40 of 100}, or {@code -40 from -100 to 100}. */
    public String told(double value) {
        return usual() ? Math.round(value) + " of 100" : inWords(value) + " from " + from + " to " + to;
    }
}
