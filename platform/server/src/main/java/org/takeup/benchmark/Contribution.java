package org.takeup.benchmark;

import java.util.List;

/**
 * What one organisation brings to a release.
 *
 * @param tenant its id
 * @param wave the survey that it comes from
 * @param n respondents with a score on every scale, at most
 * @param sums for each scale of the release, in its order
 * @param canSpend whether the organisation has budget left in this period for figures about organisations
 */
record Contribution(String tenant, String wave, Profile profile, long n, List<Sum> sums, boolean canSpend) {
    Contribution {
        sums = List.copyOf(sums);
    }

    /**
     * The scores of an organisation on one scale.
     *
     * @param n respondents with a score, 1 or more
     * @param sum of their scores, 0 to 100 each, as a whole number
     */
    record Sum(String scale, long n, long sum) {
        Sum {
            if (n < 1 || sum < 0 || sum > 100 * n) {
                throw new IllegalArgumentException("A sum of " + sum + " over " + n + " people");
            }
        }

        /** The sum as it would be with this many respondents. One of them moves it by at most 101 points, if there are not more. */
        long weighted(long weight) {
            return Math.multiplyExact(weight, sum) / n;
        }

        /** The organisation's own mean, in whole points. */
        int mean() {
            return (int) ((2 * sum + n) / (2 * n));
        }
    }

    /** Who gives it, from which survey: another survey of the same organisation is something else. */
    Member member() {
        return new Member(tenant, wave);
    }

    /** An organisation in a cell. */
    record Member(String tenant, String wave) {}
}
