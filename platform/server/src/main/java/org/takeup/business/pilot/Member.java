package org.takeup.business.pilot;

/**
 * Somebody who takes part in a pilot, as they were when it began.
 *
 * @param unit that they belonged to; empty if none
 * @param pilot whether they try it out; the others are compared with
 * @param pair number of the pair that they are in, 0 if there are no pairs
 */
record Member(String person, String unit, boolean pilot, int pair) {}
