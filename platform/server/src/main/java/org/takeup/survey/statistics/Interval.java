package org.takeup.survey.statistics;

/** A confidence interval. May reach beyond the scale; {@link #clipped()} is for showing. */
public record Interval(double low, double high) {
    /** This interval within 0 to 100. */
    public Interval clipped() {
        return new Interval(Math.clamp(low, 0, 100), Math.clamp(high, 0, 100));
    }

    /** Whether the value lies within, ends included. */
    public boolean includes(double value) {
        return low <= value && value <= high;
    }
}
