package org.takeup.survey;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.survey.TakeUpDrivers.Data;
import org.takeup.survey.statistics.Correlation.Coefficient;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.Interval;

/**
 * How the scores of units go with their take-up, in one language. An association over units: it does not say that one brings the
 * other about, nor anything of single people.
 *
 * @param from the first day of the weeks whose take-up is looked at
 * @param to the last
 * @param leastToRank units that an order of the scales takes
 * @param ranked whether the scales are in such an order
 * @param note why they are not, and what to do; else empty
 * @param missing what is missing of learning data: {@code nothing}, {@code everything}, {@code newer} data, or {@code units} by the
 *     same names as those of the survey
 * @param scales empty if there is no learning data of those weeks
 */
public record TakeUpDriversView(
        LocalDate from, LocalDate to, int leastToRank, boolean ranked, String missing, String note, List<Line> scales) {
    public TakeUpDriversView {
        scales = List.copyOf(scales);
    }

    /**
     * One scale. Numbers have two decimals.
     *
     * @param units of which both its score and their take-up are shown
     * @param correlation of the two over these units, with its 95 % interval
     * @param note why there is none; else empty
     */
    public record Line(
            String id,
            String name,
            int units,
            Optional<Double> correlation,
            Optional<Double> low,
            Optional<Double> high,
            String note) {
        /** The correlation as pages say it. */
        public String correlationInWords() {
            return correlation.map(Line::two).orElse("none");
        }

        /** The interval as pages say it, or why there is none. */
        public String intervalInWords() {
            return low.isPresent() && high.isPresent() ? two(low.get()) + " to " + two(high.get()) : note;
        }

        private static String two(double value) {
            return String.format(Locale.ROOT, "%.2f", value);
        }
    }

    static TakeUpDriversView of(TakeUpDrivers drivers, Locale language) {
        boolean none = drivers.scales().stream()
                .allMatch(scale ->
                        scale.figure().why().filter(Figure.Why.TOO_FEW::equals).isPresent());
        return new TakeUpDriversView(
                drivers.period().from(),
                drivers.period().to(),
                TakeUpDrivers.LEAST_TO_RANK,
                drivers.ranked(),
                missing(drivers.data(), none),
                note(drivers, none),
                drivers.data() == Data.THERE
                        ? drivers.scales().stream()
                                .map(scale -> line(scale, language))
                                .toList()
                        : List.of());
    }

    private static String missing(Data data, boolean none) {
        return switch (data) {
            case NONE -> "everything";
            case TOO_OLD -> "newer";
            case THERE -> none ? "units" : "nothing";
        };
    }

    private static String note(TakeUpDrivers drivers, boolean none) {
        return switch (drivers.data()) {
            case NONE -> "There is no learning data yet. Import some, then this shows how scores go with take-up.";
            case TOO_OLD ->
                "The learning data was imported before these weeks were over. Import it again to see how scores go with take-up.";
            case THERE -> {
                if (none) {
                    yield "Units that show a score here, and take-up in each of these weeks under the same name: "
                            + drivers.fewest()
                            + ". A correlation takes at least 4. See that units are called alike in the directory and in"
                            + " the learning data, and are large enough to be shown.";
                }
                yield drivers.ranked()
                        ? ""
                        : "No ranking: it takes at least " + TakeUpDrivers.LEAST_TO_RANK
                                + " units that show both figures, and the scale with the fewest has "
                                + drivers.fewest()
                                + ". With fewer, chance decides the order for the most part.";
            }
        };
    }

    private static Line line(TakeUpDrivers.OfScale scale, Locale language) {
        Optional<Coefficient> figure = scale.figure().value();
        Figure<Interval> interval = scale.figure().then(Coefficient::interval);
        return new Line(
                scale.scale().id(),
                scale.scale().name().in(language),
                scale.units(),
                figure.map(Coefficient::r).map(TakeUpDriversView::two),
                interval.value().map(Interval::low).map(TakeUpDriversView::two),
                interval.value().map(Interval::high).map(TakeUpDriversView::two),
                interval.why().map(TakeUpDriversView::words).orElse(""));
    }

    private static String words(Figure.Why why) {
        return switch (why) {
            case TOO_FEW -> "Fewer than 4 units.";
            case ALL_ALIKE -> "All units have the same score, or the same take-up.";
            case TOO_FEW_ITEMS, NOT_MEANT, COLLINEAR, NOT_ONE_FACTOR, UNDEFINED ->
                "All units lie on one line, so no interval is defined.";
        };
    }

    private static double two(double value) {
        // Adding nothing turns -0.0 into 0.0.
        return Math.rint(value * 100) / 100 + 0.0;
    }
}
