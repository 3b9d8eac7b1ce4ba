package org.takeup.questionnaire.format;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as files write them: plain, without an exponent, which could name numbers of any size in a few characters. */
public final class Decimals {
    /** How many digits a number has at most. */
    public static final int MOST_DIGITS = 15;

    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

    private Decimals() {}

    /** The number without trailing zeros; empty if it is none that is taken. */
    public static Optional<BigDecimal> read(String text) {
        if (!PLAIN.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal plain = plain(new BigDecimal(text));
        return plain.precision() > MOST_DIGITS ? Optional.empty() : Optional.of(plain);
    }

    /** Without trailing zeros and never with an exponent: equal numbers are equal objects. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
