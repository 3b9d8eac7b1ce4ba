package org.takeup.plugin.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What a person answered to one item of a questionnaire or one field of a form. An unanswered item has no answer at all.
 * A plugin meets only such cases as it has asked for.
 */
@MayGrow
public sealed interface Answer {
    /** A point on a rating scale, in the scale's own numbers. */
    record Rating(int value) implements Answer {}

    /** "Does not apply" or "I don't know": said, but off the scale. Never counted as a number. */
    record NotApplicable() implements Answer {}

    /** Ids of the chosen options, in the order of the list. */
    record Chosen(List<String> ids) implements Answer {
        public Chosen {
            ids = List.copyOf(ids);
        }
    }

    /** Free text, at most as long as the item allows. */
    record Text(String value) implements Answer {}

    /** Ids of ranked options, the first place first. Since 1.1. */
    record Ranked(List<String> ids) implements Answer {
        public Ranked {
            ids = List.copyOf(ids);
        }
    }

    /**
     * A number, without trailing zeros: 1.50 and 1.5 are the same answer. Since 1.2.
     *
     * @throws IllegalArgumentException if it has more than 40 digits
     */
    record Number(BigDecimal value) implements Answer {
        private static final int MOST_DIGITS = 40;

        public Number {
            if (value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS) {
                throw new IllegalArgumentException("A number has at most " + MOST_DIGITS + " digits");
            }
            BigDecimal plain = value.stripTrailingZeros();
            value = plain.scale() < 0 ? plain.setScale(0) : plain;
        }
    }

    /** A day of the calendar. Since 1.2. */
    record Day(LocalDate value) implements Answer {}

    /** Ids of people of the directory, each once. Since 1.2. */
    record Persons(List<String> ids) implements Answer {
        public Persons {
            ids = List.copyOf(ids);
        }
    }
}
