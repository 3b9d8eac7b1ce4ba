package org.takeup.plugin.api.survey;

/**
 * A score that the platform has released: its group is large enough to be shown.
 *
 * @param scaleId of the scoring model
 * @param n respondents with a score
 * @param mean 0 to 100
 * @param low lower end of the 95 % confidence interval, 0 to 100
 * @param high upper end of the 95 % confidence interval, 0 to 100
 */
public record ReleasedScore(String scaleId, int n, double mean, double low, double high) {}
