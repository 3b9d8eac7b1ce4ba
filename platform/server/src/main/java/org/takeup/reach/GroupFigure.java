package org.takeup.reach;

import java.util.Optional;

/**
 * A count of people that can be told without telling of anybody. It moves by whole groups alone, so that nobody who watches it
 * sees what one person did just now, and never says that all did.
 *
 * @param people of {@link Says#AT_LEAST} and {@link Says#FEWER_THAN}; nothing for the others
 */
public record GroupFigure(Says says, Optional<Long> people) {
    /** What is told. */
    public enum Says {
        AT_LEAST,
        FEWER_THAN,
        /** So few people are in it at all that nothing is told. */
        TOO_FEW,
        /** The workspace does not count it. */
        NOT_COUNTED
    }

    static final GroupFigure NOT_COUNTED = new GroupFigure(Says.NOT_COUNTED, Optional.empty());

    /**
     * What may be told.
     *
     * @param count of those who did it
     * @param all of those who could have
     * @param smallest group that anything is said about
     */
    static GroupFigure of(long count, long all, int smallest) {
        // Below two groups, one who did it not would be told by the others.
        if (all < 2L * smallest) {
            return new GroupFigure(Says.TOO_FEW, Optional.empty());
        }
        if (count < smallest) {
            return new GroupFigure(Says.FEWER_THAN, Optional.of((long) smallest));
        }
        long told = Math.min(count, all - smallest);
        return new GroupFigure(Says.AT_LEAST, Optional.of(told - told % smallest));
    }

    /** For the page. */
    public String words() {
        return switch (says) {
            case AT_LEAST -> "at least " + people.orElse(0L);
            case FEWER_THAN -> "fewer than " + people.orElse(0L);
            case TOO_FEW -> "too few people to say";
            case NOT_COUNTED -> "not counted";
        };
    }
}
