/**
 * Comparing a group of people with another: matching people who are alike, differences of changes, and their intervals. Pure: knows
 * no store, no tenant and no words for people, so that pilots and steps of plans are counted by the same figures.
 */
@NullMarked
package org.takeup.comparison;

import org.jspecify.annotations.NullMarked;
