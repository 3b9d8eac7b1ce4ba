package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import org.bson.Document;

/**
 * What an insider's guesses come to by chance. What is random is the platform's and not seeded, so the bounds are such that
 * honest storage breaks one of them in less than one run of a thousand: chance alone gives a rank correlation beyond 4.5
 * standard deviations, or more than {@value #RIGHT} right guesses of {@value AnsweredSurvey#PEOPLE}, about once in a hundred
 * thousand times.
 */
final class Chance {
    /** The most right guesses that are chance. */
    static final int RIGHT = 8;

    private Chance() {}

    /** Beyond this, a rank correlation of so many is no chance: its standard deviation is 1 / sqrt(n - 1). */
    static double correlation(int n) {
        return Math.min(0.95, 4.5 / Math.sqrt(Math.max(1, n - 1)));
    }

    /** Every attack on these ballots does no better than chance. */
    static void assertNoBetter(
            String what,
            AnsweredSurvey survey,
            List<Document> ballots,
            List<Document> all,
            Function<Document, String> truth) {
        Insider insider = survey.insider();
        assertEquals(0, insider.byValues(survey.wave().id(), ballots, all, truth), what + ": by values");
        assertTrue(insider.byPlace(ballots, truth) <= RIGHT, what + ": by place");
        double order = insider.byOrder(ballots, truth);
        assertTrue(order < correlation(ballots.size()), what + ": by order " + order);
        assertTrue(insider.byTime(ballots, truth) <= RIGHT, what + ": by time");
        assertTrue(insider.byLength(ballots, truth) <= RIGHT, what + ": by length");
    }
}
