package org.takeup.business;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;

/**
 * What somebody expects of a figure.
 *
 * @param low a value below which it hardly falls
 * @param likely the most likely value
 * @param high a value that it hardly passes
 */
public record Estimate(double low, double likely, double high) {
    /** Nothing at all. */
    public static final Estimate NONE = new Estimate(0, 0, 0);

    /** @throws IllegalArgumentException unless low &lt;= likely &lt;= high, and all are numbers */
    public Estimate {
        if (!(low <= likely && likely <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("An estimate of " + low + ", " + likely + ", " + high);
        }
    }

    /** One that is known. */
    static Estimate exactly(double value) {
        return new Estimate(value, value, value);
    }

    /** As it came in. Whatever is left out is taken from the one beside it. */
    public record Entry(
            @Nullable Double low,
            @Nullable Double likely,
            @Nullable Double high) {
        /** The estimate, or {@code otherwise} if nothing is given; what does not fit goes into the list. */
        Estimate checked(String field, double least, double most, Estimate otherwise, List<Problem.Field> wrong) {
            if (low == null && likely == null && high == null) {
                return otherwise;
            }
            @Nullable Double some = likely != null ? likely : low != null ? low : high;
            double middle = some == null ? 0 : some;
            double from = low == null ? middle : low;
            double to = high == null ? middle : high;
            if (!(least <= from && from <= middle && middle <= to && to <= most)) {
                wrong.add(new Problem.Field(
                        field,
                        "Give low, likely and high in this order, from " + Figures.plain(least) + " to "
                                + Figures.plain(most) + "."));
                return otherwise;
            }
            return new Estimate(from, middle, to);
        }
    }
}
