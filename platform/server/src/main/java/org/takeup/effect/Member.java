package org.takeup.effect;

/**
 * Somebody whose figures are in a comparison.
 *
 * @param unit that they belonged to when it was first computed; empty if none
 * @param treated whether the step was meant for them, or reached them; the others are compared with
 * @param pair number of the pair that they are in, 0 if there are no pairs
 */
record Member(String person, String unit, boolean treated, int pair) {}
