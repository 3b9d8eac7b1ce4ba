package org.takeup.plugin.api.plan;

/**
 * How much a messenger's opinion counts.
 *
 * @param share 0 to 1
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param source where the figure is from, as the page shows it
 */
public record MessengerWeight(double share, double low, double high, String source) {}
