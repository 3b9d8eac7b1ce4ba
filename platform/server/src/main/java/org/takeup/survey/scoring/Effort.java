package org.takeup.survey.scoring;

/**
 * What searches may cost, in multiplications: 100 million each, a tenth of a second or two, as long as all of them together have
 * not used up ten times that; then a tenth. For one thread.
 */
final class Effort {
    private static final long EACH = 100_000_000;

    private long left = 10 * EACH;
    private long now;

    /** Another search begins. */
    void begin() {
        now = Math.clamp(left, EACH / 10, EACH);
    }

    void spend(long multiplications) {
        now -= multiplications;
        left -= multiplications;
    }

    /** Whether this search has taken too long. */
    boolean isSpent() {
        return now < 0;
    }
}
