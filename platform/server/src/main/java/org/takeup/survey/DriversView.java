package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.chart.BarChart;
import org.takeup.http.Problem;
import org.takeup.survey.scoring.Drivers;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.Interval;

/**
 * What goes with an outcome. An association: it does not say that one brings the other about.
 *
 * @param outcome id of a scale, or of a question from 0 to 10
 * @param n people with a score on every scale and every answer from 0 to 10; none if there is no ranking
 * @param percent share of the outcome's differences that goes with all scales together
 * @param scales the one that goes with most of it first
 * @param note why there is no ranking; else empty
 * @param choices what else could be the outcome
 */
public record DriversView(
        String outcome,
        String name,
        Optional<Long> n,
        Optional<Double> percent,
        List<DriverLine> scales,
        String note,
        List<Choice> choices) {
    /**
     * One scale.
     *
     * @param percent its part of the outcome's differences; all parts add up to the whole that is explained
     * @param correlation with the outcome by itself, with its 95 % interval
     */
    public record DriverLine(
            String id, String name, double percent, double correlation, Optional<Double> low, Optional<Double> high) {
        public long rounded() {
            return Math.round(percent);
        }

        /** Correlation and interval, as pages say them. */
        public String correlationInWords() {
            String range =
                    low.isPresent() && high.isPresent() ? " (" + two(low.get()) + " to " + two(high.get()) + ")" : "";
            return two(correlation) + range;
        }

        private static String two(double value) {
            return String.format(Locale.ROOT, "%.2f", value);
        }
    }

    /** Something that can be asked about. */
    public record Choice(String id, String name) {}

    /**
     * Nothing if the instrument has no outcome and none was chosen.
     *
     * @throws Problem 422 for a chosen outcome that is none
     */
    static Optional<DriversView> of(List<Drivers> all, Optional<String> chosen, Locale language) {
        List<Drivers> possible = all.stream().filter(DriversView::hasOthers).toList();
        List<Choice> choices = possible.stream()
                .map(each -> new Choice(each.outcomeId(), each.outcome().in(language)))
                .toList();
        if (chosen.isPresent()) {
            return Optional.of(view(
                    possible.stream()
                            .filter(each -> each.outcomeId().equals(chosen.get()))
                            .findFirst()
                            .orElseThrow(() -> unknown(choices)),
                    choices,
                    language));
        }
        return possible.stream().filter(Drivers::preset).findFirst().map(each -> view(each, choices, language));
    }

    private static boolean hasOthers(Drivers drivers) {
        return drivers.ranking().why().filter(Figure.Why.TOO_FEW_ITEMS::equals).isEmpty();
    }

    private static Problem unknown(List<Choice> choices) {
        String ids = choices.stream().map(Choice::id).collect(Collectors.joining(", "));
        return Problem.invalid(
                "outcome",
                choices.isEmpty()
                        ? "This survey has nothing to rank: leave outcome out."
                        : "Give the id of what the ranking should be about, one of: " + ids + ".");
    }

    private static DriversView view(Drivers drivers, List<Choice> choices, Locale language) {
        String name = drivers.outcome().in(language);
        return switch (drivers.ranking()) {
            case Figure.Missing<Drivers.Ranking>(Figure.Why why, String about) ->
                new DriversView(
                        drivers.outcomeId(),
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        FigureWords.drivers(why, names(choices).getOrDefault(about, about)),
                        choices);
            case Figure.Known<Drivers.Ranking>(Drivers.Ranking ranking) ->
                new DriversView(
                        drivers.outcomeId(),
                        name,
                        Optional.of(ranking.n()),
                        Optional.of(percent(ranking.explained())),
                        ranking.drivers().stream()
                                .map(driver -> line(driver, language))
                                .toList(),
                        "",
                        choices);
        };
    }

    private static Map<String, String> names(List<Choice> choices) {
        return choices.stream().collect(Collectors.toMap(Choice::id, Choice::name, (one, other) -> one));
    }

    private static DriverLine line(Drivers.Driver driver, Locale language) {
        Optional<Interval> interval = driver.interval().value();
        return new DriverLine(
                driver.scale().id(),
                driver.scale().name().in(language),
                percent(driver.weight()),
                ReliabilityView.three(driver.correlation()),
                interval.map(Interval::low).map(ReliabilityView::three),
                interval.map(Interval::high).map(ReliabilityView::three));
    }

    private static double percent(double share) {
        return Math.rint(share * 1_000) / 10;
    }

    /** The parts, drawn. */
    public BarChart chart() {
        List<BarChart.Bar> bars = scales.stream()
                .map(scale -> new BarChart.Bar(scale.name(), scale.percent(), scale.percent(), scale.percent()))
                .toList();
        String words = scales.stream()
                .map(scale -> scale.name() + " " + scale.rounded() + " percent")
                .collect(Collectors.joining("; "));
        return BarChart.of("drivers-chart", "What goes with " + name, words + ".", 100, bars);
    }
}
