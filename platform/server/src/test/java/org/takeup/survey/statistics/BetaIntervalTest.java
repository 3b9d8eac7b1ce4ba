package org.takeup.survey.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Against closed forms where there are some, and against the area under the density everywhere else. */
class BetaIntervalTest {
    @Property(tries = 200)
    void withOneParameterOfOneItIsTheClosedForm(
            @ForAll @DoubleRange(min = 0.1, max = 500) double a,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double probability) {
        assertEquals(Math.pow(probability, 1 / a), BetaInterval.quantile(probability, a, 1), 1e-9);
        assertEquals(1 - Math.pow(1 - probability, 1 / a), BetaInterval.quantile(probability, 1, a), 1e-9);
    }

    @Test
    void theShareOfLineManagersBeforeAnybodyWasAsked() {
        Interval interval = BetaInterval.middle(0.9, 16.5, 13.5);

        assertEquals(0.05, area(interval.low(), 16.5, 13.5), 1e-6);
        assertEquals(0.95, area(interval.high(), 16.5, 13.5), 1e-6);
    }

    @Property(tries = 50)
    void betweenItsEndsLiesTheProbability(
            @ForAll @DoubleRange(min = 2, max = 80) double a, @ForAll @DoubleRange(min = 2, max = 80) double b) {
        Interval interval = BetaInterval.middle(0.9, a, b);

        assertTrue(0 < interval.low() && interval.low() < interval.high() && interval.high() < 1);
        assertEquals(0.9, area(interval.high(), a, b) - area(interval.low(), a, b), 1e-5);
    }

    /** Simpson's rule over the density, which is made to have an area of 1 by the same rule. */
    private static double area(double to, double a, double b) {
        return simpson(to, a, b) / simpson(1, a, b);
    }

    private static double simpson(double to, double a, double b) {
        int parts = 4000;
        double sum = 0;
        for (int i = 0; i <= parts; i++) {
            double x = to * i / parts;
            double density = Math.pow(x, a - 1) * Math.pow(1 - x, b - 1);
            sum += density * (i == 0 || i == parts ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * to / parts / 3;
    }
}
