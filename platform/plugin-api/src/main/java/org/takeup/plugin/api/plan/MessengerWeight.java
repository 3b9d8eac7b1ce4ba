package org.takeup.plugin.api.plan;

/**
 * How much a messenger's opinion counts.
 *
 * @param share 0 to 1
 * @param low lower end of the interval that the figure lies in with 90 % probability
 * @param high upper end of that interval
 * @param source where the figure is from, as the page shows it
 * @param answers how many of the organisation's own answers are in it; 0 if it is the default. Since 1.3
 */
public record MessengerWeight(double share, double low, double high, String source, int answers) {
    /** From how many own answers on a figure is called the organisation's own. They weigh half of it then. Since 1.3. */
    public static int enough() {
        return 30;
    }

    /** A figure without own answers. */
    public MessengerWeight(double share, double low, double high, String source) {
        this(share, low, high, source, 0);
    }

    /** Whether the organisation's own answers weigh at least half of it. Since 1.3. */
    public boolean isOwn() {
        return answers >= enough();
    }
}
