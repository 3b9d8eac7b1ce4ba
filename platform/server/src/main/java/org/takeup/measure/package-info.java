/**
 * What can be done against what stops people: the library of counter-measures, a workspace's own ones, which of them a
 * survey's results speak for and why, and what was decided. Reads results through {@code survey}; ranks by a rule that
 * {@link org.takeup.measure.Ranking} tells.
 */
@NullMarked
package org.takeup.measure;

import org.jspecify.annotations.NullMarked;
