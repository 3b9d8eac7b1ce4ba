/**
 * Focus groups: who is invited, what each of them agreed to, what was noted, and its themes beside the survey's. Knows
 * who speaker P1 is only while it must. Sends through {@code delivery}, finds people through {@code people}, takes
 * released scores from {@code survey}.
 */
@NullMarked
package org.takeup.focus;

import org.jspecify.annotations.NullMarked;
