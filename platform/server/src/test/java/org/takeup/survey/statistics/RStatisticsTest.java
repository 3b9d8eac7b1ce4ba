package org.takeup.survey.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Distributions, shares and the bootstrap as R has them. */
class RStatisticsTest {
    private static final RFigures R = new RFigures();

    @ParameterizedTest
    @CsvSource({"qt.1,1", "qt.2.5,2.5", "qt.7.3,7.3", "qt.60,60", "qt.1e+05,100000"})
    void studentsT(String key, double df) {
        R.same(key, StudentT.twoSided(0.95, df));
    }

    @ParameterizedTest
    @CsvSource({"5,15", "149,596", "99999,299997"})
    void fishersF(int d1, int d2) {
        R.same("qf.low." + d1 + "." + d2, FisherF.quantile(0.025, d1, d2));
        R.same("qf.high." + d1 + "." + d2, FisherF.quantile(0.975, d1, d2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000001", "0.001", "0.025", "0.3", "0.8", "0.99999"})
    void theNormalDistribution(String share) {
        R.same("qnorm." + share, Normal.quantile(Double.parseDouble(share)));
    }

    @ParameterizedTest
    @CsvSource({"7,20", "0,12", "12,12", "33,60", "1,400"})
    void wilsonsIntervalOfAShare(long count, long n) {
        Interval interval = Share.interval(count, n, Long.MAX_VALUE);
        R.same("wilson." + count + "." + n + ".low", interval.low());
        R.same("wilson." + count + "." + n + ".high", interval.high());
    }

    /** The vector of the method: share 0.55, n 60, N 90 give a half-width of 0.073290 without Wilson's centre. */
    @Test
    void theEffectiveNumberOfAnswersOfASmallFrame() {
        assertEquals(0.073290, Normal.Z95 * Math.sqrt(0.55 * 0.45 / Share.effective(60, 90)), 1e-6);
        assertEquals(new Interval(0.5, 0.5), Share.interval(45, 90, 90));
        assertEquals(40, Share.effective(40, 800));
    }

    /** From the means that R drew: the same interval that R makes of them. */
    @Test
    void theBootstrapIntervalOfTheSameDraws() {
        Interval interval = Bca.ofMean(RFigures.column("few.csv"), RFigures.column("bca-draws.csv"))
                .value()
                .orElseThrow();
        R.same("bca.low", interval.low());
        R.same("bca.high", interval.high());
    }

    /** From our own draws: as near to R's interval of 200,000 draws as 10,000 draws can be. */
    @Test
    void theBootstrapIntervalOfOurOwnDraws() {
        Interval interval = Bca.ofMean(RFigures.column("few.csv")).value().orElseThrow();
        assertEquals(R.of("bca.many.low"), interval.low(), 0.6);
        assertEquals(R.of("bca.many.high"), interval.high(), 0.6);
    }
}
