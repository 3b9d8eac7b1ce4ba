package org.takeup.comparison;

/**
 * How alike two groups are in something, as a standardised difference: in standard deviations before matching.
 *
 * @param before matching @param after it; beyond 0.1 to either side they are usually called not alike
 */
public record Balance(String what, double before, double after) {}
