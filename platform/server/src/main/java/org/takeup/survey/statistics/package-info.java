/**
 * The statistics that results are made of: plain arithmetic on numbers, without any idea of surveys, people or thresholds.
 * What is not defined is a {@link org.takeup.survey.statistics.Figure.Missing} with its reason; NaN and infinity never get
 * out. The figures of R for committed data sets are the yardstick (the test {@code RComparisonTest}).
 */
@NullMarked
package org.takeup.survey.statistics;

import org.jspecify.annotations.NullMarked;
