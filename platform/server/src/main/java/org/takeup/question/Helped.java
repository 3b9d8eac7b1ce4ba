package org.takeup.question;

import org.jspecify.annotations.Nullable;
import org.takeup.language.LocalWords;
import org.takeup.survey.statistics.Interval;
import org.takeup.survey.statistics.Share;

/**
 * How many an answer helped, of those who said so. The share and its 95 % interval (Wilson) are left out while fewer than
 * {@code smallest} have said something: they would say more of single people than of the answer.
 *
 * @param n who said something
 * @param percent of them whom it helped @param low of the interval, in percent @param high of it
 */
public record Helped(
        long n,
        @Nullable Long percent,
        @Nullable Long low,
        @Nullable Long high) {
    /** Nobody knows how many could have said something, but they are many more than did. */
    private static final long FRAME = Long.MAX_VALUE;

    static Helped of(Question.Use use, int smallest) {
        long n = use.helped() + use.unhelped();
        if (n == 0 || n < smallest) {
            return new Helped(n, null, null, null);
        }
        Interval interval = Share.interval(use.helped(), n, FRAME);
        return new Helped(
                n,
                Math.round(100.0 * use.helped() / n),
                Math.round(100 * interval.low()),
                Math.round(100 * interval.high()));
    }

    /** In words for readers; empty while there is nothing to show. */
    String words(LocalWords words) {
        if (percent == null || low == null || high == null) {
            return n == 0 ? "" : words.say("helped.few", "n", n);
        }
        return words.say("helped.share", java.util.Map.of("percent", percent, "low", low, "high", high, "n", n));
    }
}
