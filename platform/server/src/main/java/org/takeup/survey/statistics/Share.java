package org.takeup.survey.statistics;

/** The 95 % interval of a share. */
public final class Share {
    private static final double MUCH = 0.05;

    private Share() {}

    /**
     * Wilson's (1927) interval of count in n. When more than 5 % of a known frame answered, n is the
     * {@linkplain #effective effective} number; when all of it did, the share is known and the interval has no width.
     *
     * @param n at least 1
     * @param frame everybody who could have answered; fewer than n if that is not known
     */
    public static Interval interval(long count, long n, long frame) {
        double share = (double) count / n;
        if (n == frame) {
            return new Interval(share, share);
        }
        double effective = effective(n, frame);
        double z2 = Normal.Z95 * Normal.Z95;
        double centre = (share + z2 / (2 * effective)) / (1 + z2 / effective);
        double half = Normal.Z95
                / (1 + z2 / effective)
                * Math.sqrt(share * (1 - share) / effective + z2 / (4 * effective * effective));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }

    /**
     * How many answers of an endless frame would say as much: (n - 1) / (1 - n / N), from the unbiased variance of a share
     * in a sample without putting back (Cochran 1977, 3.2), where n is above 5 % of the frame.
     */
    static double effective(long n, long frame) {
        double fraction = (double) n / frame;
        boolean small = fraction > MUCH && fraction < 1 && n > 1;
        return small ? (n - 1) / (1 - fraction) : n;
    }
}
