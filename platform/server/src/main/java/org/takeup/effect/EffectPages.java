package org.takeup.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.chart.IntervalChart;
import org.takeup.effect.Measured.Figures;
import org.takeup.http.Typed;
import org.takeup.learning.Group;

/** What pages show of effects. */
public final class EffectPages {
    /** The longest label that fits a phone beside its value. */
    private static final int LABEL = 34;

    private EffectPages() {}

    /** What became of a computation. */
    public static String says(Effects.Progress run) {
        return switch (run.state()) {
            case "RUNNING" -> "It is being computed: " + run.done() + " of " + run.total() + " steps are done.";
            case "FAILED" ->
                "It could not be computed the last time. Try it again; if that fails too, tell whoever runs this platform.";
            case "CANCELLED" -> "It was cancelled; " + run.done() + " of " + run.total() + " steps were done.";
            default -> "All that could be computed is.";
        };
    }

    /** A step on the page. @param typed what stands in its form */
    public record StepView(Effects.Line line, String id, String messenger, String channel, String least, Typed typed) {}

    /** The page of a plan. @param chart of the measured steps on it */
    public record PlanPage(
            Effects.OfPlan of, List<StepView> steps, List<Group> courses, Optional<IntervalChart> chart) {}

    /** @param refused the step whose form comes back; empty if none does */
    static PlanPage plan(Effects.OfPlan of, List<Group> courses, String refused, Typed typed) {
        List<StepView> steps = of.lines().stream()
                .map(line -> new StepView(
                        line,
                        line.step().id(),
                        StopDoing.capital(Hypothesis.who(line.step().messenger())),
                        StopDoing.channel(line.step().channel()),
                        EffectWords.number(line.hypothesis().least()),
                        refused.equals(line.hypothesis().stepId()) ? typed : stored(line.hypothesis())))
                .toList();
        return new PlanPage(of, steps, courses, chart(of.lines()));
    }

    private static Typed stored(Hypothesis hypothesis) {
        return Typed.blank()
                .with("words", hypothesis.words())
                .with("course", hypothesis.course())
                .with("least", EffectWords.number(hypothesis.least()));
    }

    private static Optional<IntervalChart> chart(List<Effects.Line> lines) {
        var estimates = new ArrayList<IntervalChart.Estimate>();
        lines.forEach(line -> line.measured()
                .flatMap(Measured::figures)
                .ifPresent(figures -> estimates.add(estimate(line.step().subject(), figures))));
        if (estimates.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                IntervalChart.of("steps", "What the steps came to, in points", described(estimates), estimates));
    }

    private static IntervalChart.Estimate estimate(String label, Figures figures) {
        double value = 100 * figures.difference();
        return new IntervalChart.Estimate(
                brief(label),
                value,
                figures.interval().map(each -> 100 * each.low()).orElse(value),
                figures.interval().map(each -> 100 * each.high()).orElse(value));
    }

    private static String brief(String label) {
        return label.length() <= LABEL ? label : label.substring(0, LABEL - 1) + "…";
    }

    private static String described(List<IntervalChart.Estimate> estimates) {
        return estimates.stream()
                        .map(each -> each.label() + " " + EffectWords.points(each.value() / 100) + ", likely "
                                + EffectWords.points(each.low() / 100) + " to " + EffectWords.points(each.high() / 100))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    /** The page of all plans. @param says what can be said of the league */
    public record SumPage(Effects.Sum sum, List<RowView> rows, String says, Optional<IntervalChart> chart) {}

    /** A messenger on the page. */
    public record RowView(String messenger, League.Row row, String expected, String saying) {}

    static SumPage sum(Effects.Sum sum) {
        List<RowView> rows = sum.league().rows().stream()
                .map(row -> new RowView(
                        StopDoing.capital(Hypothesis.who(row.messenger())),
                        row,
                        row.measured()
                                ? EffectWords.points(row.shrunk()) + " (" + EffectWords.range(row.interval()) + ")"
                                : "Not measured",
                        row.asked() == 0
                                ? "Not asked"
                                : EffectWords.percent(row.saying()) + " ("
                                        + EffectWords.percent(
                                                row.sayingInterval().low()) + " to "
                                        + EffectWords.percent(
                                                row.sayingInterval().high()) + ")"))
                .toList();
        List<IntervalChart.Estimate> estimates = rows.stream()
                .filter(each -> each.row().measured())
                .map(each -> new IntervalChart.Estimate(
                        each.messenger(),
                        100 * each.row().shrunk(),
                        100 * each.row().interval().low(),
                        100 * each.row().interval().high()))
                .toList();
        Optional<IntervalChart> chart = estimates.isEmpty()
                ? Optional.empty()
                : Optional.of(IntervalChart.of(
                        "league", "What to expect of messengers, in points", described(estimates), estimates));
        return new SumPage(sum, rows, says(sum.league()), chart);
    }

    /** What can be said of the league, and what cannot. */
    static String says(League league) {
        List<League.Row> measured =
                league.rows().stream().filter(League.Row::measured).toList();
        String claim = measured.stream().allMatch(row -> row.randomised() == row.steps())
                ? ""
                : " " + EffectWords.ASSOCIATION
                        + " where people who are alike were compared, and not people drawn by chance.";
        if (measured.isEmpty()) {
            return "Nothing is measured yet that compares messengers.";
        }
        if (measured.size() == 1) {
            return "Only one messenger is measured, so there is nobody to compare it with." + claim;
        }
        if (!league.separated()) {
            return "Nothing separates the messengers yet: each interval reaches into the others. The order may be chance."
                    + claim;
        }
        return "At least two of them lie apart. Those whose intervals reach into each other are not told apart."
                + claim;
    }
}
