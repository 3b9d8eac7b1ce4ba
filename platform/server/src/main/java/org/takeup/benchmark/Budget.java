package org.takeup.benchmark;

/** How much a release may give away, and the smallest cells. Reasons are in {@code threat-model.md}. */
final class Budget {
    /**
     * How far one respondent can move the sum of a cell: their score is 0 to 100, and one more for rounding the sum of an
     * organisation to a whole number.
     */
    static final long RESPONDENT_SENSITIVITY = 101;
    /** Of one respondent in one release, over all its numbers. */
    static final int RESPONDENT_EPSILON = 1;
    /** Of one organisation in one release, over all its numbers. */
    static final int ORGANISATION_EPSILON = 1;
    /** Of one organisation in one period, over all instruments. */
    static final int ORGANISATION_EPSILON_A_PERIOD = 2;

    static final int FEWEST_ORGANISATIONS = 10;
    /** Counted by weight, so that one large organisation cannot stand for the rest. */
    static final int FEWEST_RESPONDENTS = 100;
    /** Nobody has more than one part in so many of a cell's weight. */
    static final int LARGEST_SHARE = 4;
    /** Two cells are either the same, or differ by at least so many organisations. */
    static final int LEAST_CHANGE = 3;
    /** Nothing is shown that noise may have moved by more points than this. */
    static final int WIDEST = 10;
    /** Organisations are told in steps of this, rounded down. */
    static final int STEP = 5;
    /** How old a survey may be that counts, in days from its end. */
    static final int OLDEST_DAYS = 366;
    /** How many earlier releases a new one is held against: those that can share a survey with it. */
    static final int LOOKS_BACK = 5;

    private Budget() {}

    /** The scale of the noise of each number, if a respondent is in so many of them. */
    static long scale(int numbers) {
        return RESPONDENT_SENSITIVITY * numbers / RESPONDENT_EPSILON;
    }

    /** A count as it is told. */
    static int told(int organisations) {
        return organisations / STEP * STEP;
    }
}
