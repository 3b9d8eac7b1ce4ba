/**
 * Which groups of people have figures that are shown, whoever shows them: steps of plans and pilots look at one ledger before they
 * show figures of another group, so that nobody can take the figures of one from those of another. Knows ids of people and nothing
 * that they did.
 */
@NullMarked
package org.takeup.disclosure;

import org.jspecify.annotations.NullMarked;
