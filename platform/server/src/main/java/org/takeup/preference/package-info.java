/**
 * How people want to be told: channels, times, how often, in which language, from whom. Answers {@code delivery} right
 * before a message goes out, keeps count of what each person got, and makes the signed links that need no sign-in. Knows
 * no plan.
 */
@NullMarked
package org.takeup.preference;

import org.jspecify.annotations.NullMarked;
