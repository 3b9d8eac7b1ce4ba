package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.survey.scoring.Reliability;
import org.takeup.survey.statistics.Figure;

/**
 * How well a scale's statements go together, for whoever writes questionnaires. Rounded to three decimals: how people's
 * answers go together is nobody's to work back from.
 *
 * @param low and {@code high} are the 95 % interval of alpha
 * @param n people who answered every statement
 * @param omegaNote why there is no omega; else empty
 * @param itemsNote why there are no items; else empty
 */
public record ReliabilityView(
        double alpha,
        double low,
        double high,
        long n,
        Optional<Double> omega,
        String omegaNote,
        List<ItemLine> items,
        String itemsNote) {
    /**
     * One statement.
     *
     * @param itemRest correlation with the sum of the others; none where all answered alike
     * @param alphaWithout alpha of the others; none where fewer than two are left, or they do not differ
     */
    public record ItemLine(String id, String text, Optional<Double> itemRest, Optional<Double> alphaWithout) {
        public String itemRestInWords() {
            return two(itemRest);
        }

        public String alphaWithoutInWords() {
            return two(alphaWithout);
        }
    }

    /** Alpha with its interval, as pages say it. */
    public String alphaInWords() {
        return two(alpha) + " (" + two(low) + " to " + two(high) + ")";
    }

    public String omegaInWords() {
        return two(omega);
    }

    static ReliabilityView of(Reliability reliability, Map<String, String> texts) {
        return new ReliabilityView(
                three(reliability.alpha().value()),
                three(reliability.alpha().interval().low()),
                three(reliability.alpha().interval().high()),
                reliability.n(),
                three(reliability.omega()),
                reliability.omega().why().map(FigureWords::omega).orElse(""),
                reliability.items().value().stream()
                        .flatMap(List::stream)
                        .map(fit -> new ItemLine(
                                fit.itemId(),
                                texts.getOrDefault(fit.itemId(), fit.itemId()),
                                three(fit.itemRest()),
                                three(fit.alphaWithout())))
                        .toList(),
                reliability.items().why().isPresent() ? "Shown from 30 people who answered every statement." : "");
    }

    static Optional<Double> three(Figure<Double> figure) {
        return figure.value().map(ReliabilityView::three);
    }

    static double three(double value) {
        return Math.rint(value * 1_000) / 1_000;
    }

    private static String two(Optional<Double> value) {
        return value.map(ReliabilityView::two).orElse("–");
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
