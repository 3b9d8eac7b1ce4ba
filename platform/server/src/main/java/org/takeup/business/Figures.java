package org.takeup.business;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** How figures are written on pages and on paper. */
public final class Figures {
    private Figures() {}

    /** With at most one digit after the point, thousands apart. */
    public static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
        boolean whole = rounded.stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", rounded);
    }

    /** An amount in whole units of a currency. */
    public static String money(double value, String currency) {
        return String.format(Locale.ROOT, "%,.0f %s", value, currency);
    }

    /** The low and the high of an amount, or nothing if they are the same in whole units. */
    public static String range(Estimate estimate, String currency) {
        String low = money(estimate.low(), currency);
        String high = money(estimate.high(), currency);
        return low.equals(high) ? "" : low + " to " + high;
    }

    /** As it stands in the field of a form. */
    static String typed(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** A share of 0 to 1 as points with a sign. */
    public static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f", share * 100);
    }

    /** A share of 0 to 1 in percent. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
