package org.takeup.survey;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.chart.BarChart;
import org.takeup.chart.IntervalChart;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.survey.scoring.StandingOut;
import org.takeup.survey.scoring.Tally;

/**
 * The results in one language: what the page, the JSON and the CSV are all made from, so that none of them can show more
 * than another.
 *
 * @param responses finished answers
 * @param reading how the results are meant to be read, if the instrument says so
 * @param straight those who gave one answer to everything, where there are enough of them to say so
 * @param drivers what goes with an outcome, if the instrument has one or one was asked for
 * @param takeUp how scores of units go with their take-up, for those who may see take-up by unit
 * @param change since an earlier survey, if there is one and it was not left out
 * @param earlier the surveys that these results can be compared with
 * @param methods the methods of all figures, by name
 * @param tooFew what is said where a figure is not shown of all together
 * @param withheld why nothing is shown, if that is because of another survey that asked nearly the same people the same
 * @param unitsWithheld why nothing of single units is shown, if that is because of such a survey
 */
public record ResultsView(
        String wave,
        String title,
        String instrument,
        String questionnaireVersion,
        int smallestGroup,
        long responses,
        WaveView.Taken participation,
        List<ScaleView> scales,
        List<ItemView> items,
        List<String> signals,
        Optional<String> reading,
        Optional<StraightView> straight,
        Optional<DriversView> drivers,
        Optional<TakeUpDriversView> takeUp,
        Optional<ChangeView> change,
        List<ChangeView.Earlier> earlier,
        String methods,
        Withheld tooFew,
        Optional<Withheld> withheld,
        Optional<Withheld> unitsWithheld) {
    private static final String METHODS = "Scores are means of people's own scores, from 0 to 100 if no other range is"
            + " told; their intervals are"
            + " Student's t, and for few or skewed scores a BCa bootstrap of 10,000 draws beside it. Shares have Wilson's"
            + " interval, corrected when more than 5 % of everybody in question answered. Alpha is Cronbach's with Feldt's"
            + " interval, omega is McDonald's total of one factor by minimum residuals, both over people who answered"
            + " every statement. Where a scale takes one answer from another, as what is"
            + " said of oneself from what is said of others, it takes each person's own difference, so that its interval is"
            + " that of paired differences (Student's t of one sample; Student 1908, Biometrika 6, 1). A score with two sides"
            + " is flagged if its interval leaves 0 out. Units are compared with the rest of the wave and changes between surveys by Welch's"
            + " test, effects by Hedges' g, many comparisons at once by Benjamini and Hochberg; parts of an outcome are"
            + " relative weights by Johnson; correlations over units are Pearson's with Fisher's interval. Where fewer people than the smallest group left out a part of a scale, their answers to"
            + " that scale are in no figure: sums would tell what they said. For the same reason a unit in which a few people left"
            + " something out has no score on an index of the same statements, and neither has one more unit if it is the"
            + " only one; details of an index are then not told apart by unit.";

    /** Why nothing, or nothing of single units, is shown because of another survey, in sentences; empty if that is not so. */
    public String fewApart() {
        return FewApartWords.of(Withheld.shown(withheld, unitsWithheld), smallestGroup);
    }

    /** What to do where nothing is shown because of another survey. */
    public String fewApartRemedy() {
        return FewApartWords.remedy();
    }

    /** What is said where a figure of a single unit is not shown. */
    public Withheld ofUnits() {
        return unitsWithheld.orElse(tooFew);
    }

    /** Whether there is a page of maturity beside its outcomes. */
    public boolean hasOutcomes() {
        return MaturityView.isIn(scales.stream().map(ScaleView::id).collect(Collectors.toSet()));
    }

    /** Results by themselves. */
    static ResultsView of(WaveResults results, Locale language) {
        return of(WaveResults.Compared.alone(results), language);
    }

    /** @throws org.takeup.http.Problem 422 if the ranking was asked about what is no outcome */
    static ResultsView of(WaveResults.Compared compared, Locale language) {
        WaveResults results = compared.results();
        Wave wave = results.wave();
        Participation taken = wave.participation().shown(wave.privacy());
        Tally.Released figures = results.figures();
        Map<StandingOut.Cell, StandingOut.Side> sides = StandingOut.of(
                figures.scales().stream()
                        .filter(scale -> scale.scale().within().isEmpty())
                        .toList(),
                figures.threshold());
        Map<String, String> texts = figures.items().stream()
                .collect(Collectors.toMap(
                        item -> item.item().id(), item -> ItemView.asked(item.item(), language), (one, other) -> one));
        return new ResultsView(
                wave.id(),
                wave.title(),
                wave.instrument().name().in(language),
                wave.instrument().version(),
                wave.privacy().smallestGroup(),
                figures.responses(),
                new WaveView.Taken(taken.invited(), taken.started(), taken.finished(), taken.percent(), taken.units()),
                figures.scales().stream()
                        .map(scale -> ScaleView.of(scale, sides, texts, results.shown(), language))
                        .toList(),
                figures.items().stream()
                        .map(item -> ItemView.of(item, frame(wave, figures.responses()), results.shown(), language))
                        .toList(),
                results.signals().stream()
                        .map(Signal::message)
                        .map(message -> message.in(language))
                        .toList(),
                results.reading().map(text -> text.in(language)),
                StraightView.of(figures, language),
                DriversView.of(figures.drivers(), compared.outcome(), language),
                compared.takeUp().map(takeUp -> TakeUpDriversView.of(takeUp, language)),
                compared.since().map(since -> ChangeView.of(wave, since, language)),
                compared.earlier().stream().map(ChangeView.Earlier::of).toList(),
                METHODS,
                Withheld.ofAll(results.shown(), language),
                Withheld.whole(results.shown(), language),
                Withheld.units(results.shown(), language));
    }

    /**
     * Everybody whom the shares speak of; 0 if that is not known: where a sample was drawn, people were left out, or answers
     * came by a link from who knows whom.
     */
    static long frame(Wave wave, long responses) {
        boolean all = !(wave.audience() instanceof Audience.Drawn)
                && !(wave.audience() instanceof Audience.Panel)
                && !wave.fieldwork().sparing();
        Participation taken = wave.participation();
        return all && responses == taken.finished() ? taken.invited() : 0;
    }

    /** The scales that are shown at first sight. */
    public List<ScaleView> main() {
        return scales.stream().filter(scale -> scale.within().isEmpty()).toList();
    }

    /** The details of this scale, the lowest score first; those that are not shown come last. */
    public List<ScaleView> within(ScaleView scale) {
        return scales.stream()
                .filter(each -> each.within().equals(scale.id()))
                .sorted(Comparator.comparing(
                        each -> each.score().map(ScoreView::mean).orElse(Double.MAX_VALUE)))
                .toList();
    }

    /** The scales at first sight that are shown from 0 to 100. */
    public List<ScaleView> usual() {
        return main().stream().filter(scale -> scale.range().usual()).toList();
    }

    /** The scales at first sight that are shown on a range of their own. */
    public List<ScaleView> ranged() {
        return main().stream().filter(scale -> !scale.range().usual()).toList();
    }

    /** Whether any scale at first sight has a bootstrap interval. */
    public boolean hasBootstrap() {
        return main().stream()
                .flatMap(scale -> scale.score().stream())
                .anyMatch(score -> !score.bootstrap().isEmpty());
    }

    /** Whether any scale from 0 to 100 has details. */
    public boolean hasDetails() {
        return usual().stream().anyMatch(scale -> !within(scale).isEmpty());
    }

    /** The details of a scale that has a range of its own, the highest first; those that are not shown come last. */
    public List<ScaleView> highestWithin(ScaleView scale) {
        return within(scale).stream()
                .sorted(Comparator.comparing(
                        each -> each.score().map(score -> -score.mean()).orElse(Double.MAX_VALUE)))
                .toList();
    }

    /** The scales from 0 to 100 that may be shown, drawn. */
    public BarChart chart() {
        List<BarChart.Bar> bars = usual().stream()
                .flatMap(scale -> scale.score().stream()
                        .map(score -> new BarChart.Bar(
                                scale.name(),
                                score.mean(),
                                score.low().orElse(score.mean()),
                                score.high().orElse(score.mean()))))
                .toList();
        String words = usual().stream()
                .flatMap(scale -> scale.score().stream()
                        .map(score -> scale.name() + " " + score.rounded() + ", "
                                + (score.low().isPresent() ? "likely " : "") + score.interval()))
                .collect(Collectors.joining("; "));
        return BarChart.of("scores", "Scores from 0 to 100", words + ".", 100, bars);
    }

    /** A scale that has a range of its own, drawn around its 0; none if it has no 0 within, or may not be shown. */
    public static Optional<IntervalChart> chart(ScaleView scale) {
        ScoreRange range = scale.range();
        return scale.score()
                .filter(score -> range.hasSides())
                .map(score -> IntervalChart.of(
                        "score-" + scale.id(),
                        scale.name() + " from " + range.from() + " to " + range.to(),
                        scale.name() + " " + score.inWords() + ", "
                                + (score.low().isPresent() ? "likely " : "") + score.interval() + ".",
                        Math.max(-range.from(), range.to()),
                        List.of(new IntervalChart.Estimate(
                                scale.name(),
                                score.mean(),
                                score.low().orElse(score.mean()),
                                score.high().orElse(score.mean())))));
    }

    /** The names of all units, in order. */
    List<String> unitNames() {
        return main().stream()
                .flatMap(scale -> scale.units().stream().map(ScaleView.UnitView::unit))
                .distinct()
                .toList();
    }

    /** The unit on a scale, if it is shown. */
    static Optional<ScaleView.UnitView> of(ScaleView scale, String unit) {
        return scale.units().stream()
                .filter(each -> each.unit().equals(unit) && each.score().isPresent())
                .findFirst();
    }
}
