package org.takeup.survey;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.chart.BarChart;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.survey.scoring.ItemResult;
import org.takeup.survey.scoring.RecommendScore;
import org.takeup.survey.scoring.Reliability;
import org.takeup.survey.scoring.ScaleResult;
import org.takeup.survey.scoring.Score;
import org.takeup.survey.scoring.UnitScore;
import org.takeup.survey.statistics.Interval;

/**
 * The results in one language: what the page, the JSON and the CSV are all made from, so that none of them can show more
 * than another.
 *
 * @param responses finished answers
 * @param reading how the results are meant to be read, if the instrument says so
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
        Optional<String> reading) {

    /**
     * A mean of a group that may be shown.
     *
     * @param low and {@code high} are the 95 % interval as computed, not cut to 0 to 100; none where all have the same score
     */
    public record ScoreView(long n, double mean, Optional<Double> low, Optional<Double> high) {
        /** Cut to the scale, in whole points, as pages say it. */
        public String interval() {
            return low.isEmpty() || high.isEmpty()
                    ? "all answered alike"
                    : Math.round(Math.clamp(low.get(), 0, 100)) + " to " + Math.round(Math.clamp(high.get(), 0, 100));
        }

        public long rounded() {
            return Math.round(mean);
        }
    }

    /**
     * One scale.
     *
     * @param score none when too few people have one
     * @param alphaNote empty when alpha is good or there is none
     * @param within the scale of which this one is a detail; empty for one that is shown at first sight
     */
    public record ScaleView(
            String id,
            String name,
            String meaning,
            Optional<ScoreView> score,
            Optional<Double> alpha,
            String alphaNote,
            String within,
            List<UnitView> units) {}

    /** One unit on one scale. @param score none when it is not shown */
    public record UnitView(String unit, Optional<ScoreView> score) {}

    /** One item. @param options empty for free text and when too few people answered */
    public record ItemView(
            String id,
            String text,
            Optional<Long> n,
            Optional<Long> notApplicable,
            List<OptionView> options,
            Optional<RecommendView> recommend) {}

    /** How often one answer was given. @param firsts and {@code firstPercent} count the first places of a ranking */
    public record OptionView(
            String id, String label, long count, long percent, Optional<Long> firsts, Optional<Long> firstPercent) {}

    /**
     * Whether people would recommend something.
     *
     * @param score share of 9 and 10 less share of 0 to 6, from -100 to 100; none for fewer than 30 people, when only its
     *     interval is shown
     * @param low and {@code high} are its 95 % interval as computed; none where all are of one kind
     */
    public record RecommendView(
            long promoters, long detractors, Optional<Double> score, Optional<Double> low, Optional<Double> high) {
        /** Cut to the scale, in whole points, as pages say it. */
        public String interval() {
            return low.isEmpty() || high.isEmpty()
                    ? "all answered alike"
                    : Math.round(Math.clamp(low.get(), -100, 100)) + " to "
                            + Math.round(Math.clamp(high.get(), -100, 100));
        }
    }

    static ResultsView of(WaveResults results, Locale language) {
        Wave wave = results.wave();
        Participation taken = wave.participation().shown(wave.privacy());
        return new ResultsView(
                wave.id(),
                wave.title(),
                wave.instrument().name().in(language),
                wave.instrument().version(),
                wave.privacy().smallestGroup(),
                results.figures().responses(),
                new WaveView.Taken(taken.invited(), taken.started(), taken.finished(), taken.percent(), taken.units()),
                results.figures().scales().stream()
                        .map(scale -> scale(scale, language))
                        .toList(),
                results.figures().items().stream()
                        .map(item -> item(item, language))
                        .toList(),
                results.signals().stream()
                        .map(Signal::message)
                        .map(message -> message.in(language))
                        .toList(),
                results.reading().map(text -> text.in(language)));
    }

    private static ScaleView scale(ScaleResult result, Locale language) {
        return new ScaleView(
                result.scale().id(),
                result.scale().name().in(language),
                result.scale().meaning().in(language),
                result.total().map(ResultsView::score),
                result.reliability().map(Reliability::alpha),
                result.reliability().map(ResultsView::note).orElse(""),
                result.scale().within(),
                result.units().stream().map(ResultsView::unit).toList());
    }

    private static UnitView unit(UnitScore unit) {
        String name = unit.unit().isEmpty() ? "All other units" : unit.unit();
        return new UnitView(name, unit.score().map(ResultsView::score));
    }

    private static ScoreView score(Score score) {
        return new ScoreView(
                score.n(),
                score.mean(),
                score.interval().map(Interval::low),
                score.interval().map(Interval::high));
    }

    private static String note(Reliability reliability) {
        return switch (reliability.reading()) {
            case GOOD -> "";
            case CAUTION -> "Read with caution: these statements hang together only loosely in this group.";
            case DO_NOT_INTERPRET ->
                "Do not interpret this score: these statements do not measure one thing in this group.";
        };
    }

    private static ItemView item(ItemResult result, Locale language) {
        return new ItemView(
                result.item().id(),
                asked(result.item(), language),
                result.distribution().map(ItemResult.Distribution::n),
                result.distribution().map(ItemResult.Distribution::notApplicable),
                result.distribution().stream()
                        .flatMap(counted -> counted.options().stream()
                                .map(option -> new OptionView(
                                        option.id(),
                                        option.label().in(language),
                                        option.count(),
                                        Participation.percent(option.count(), counted.n()),
                                        option.firsts(),
                                        option.firsts().map(firsts -> Participation.percent(firsts, counted.n())))))
                        .toList(),
                result.distribution().flatMap(counted -> counted.recommend().map(ResultsView::recommend)));
    }

    private static String asked(Item item, Locale language) {
        String text = item.text().in(language);
        return item instanceof Item.Rating rating
                ? rating.about().map(about -> about.in(language) + " – " + text).orElse(text)
                : text;
    }

    private static RecommendView recommend(RecommendScore score) {
        return new RecommendView(
                score.promoters(),
                score.detractors(),
                score.isFirm() ? Optional.of(score.score()) : Optional.empty(),
                score.interval().map(Interval::low),
                score.interval().map(Interval::high));
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

    /** Whether any scale has details. */
    public boolean hasDetails() {
        return scales.stream().anyMatch(scale -> !scale.within().isEmpty());
    }

    /** The scales that may be shown, drawn. */
    public BarChart chart() {
        List<BarChart.Bar> bars = main().stream()
                .flatMap(scale -> scale.score().stream()
                        .map(score -> new BarChart.Bar(
                                scale.name(),
                                score.mean(),
                                score.low().orElse(score.mean()),
                                score.high().orElse(score.mean()))))
                .toList();
        String words = main().stream()
                .flatMap(scale -> scale.score().stream()
                        .map(score -> scale.name() + " " + score.rounded() + ", "
                                + (score.low().isPresent() ? "likely " : "") + score.interval()))
                .collect(Collectors.joining("; "));
        return BarChart.of("scores", "Scores from 0 to 100", words + ".", 100, bars);
    }

    /** The names of all units, in order. */
    List<String> unitNames() {
        return main().stream()
                .flatMap(scale -> scale.units().stream().map(UnitView::unit))
                .distinct()
                .toList();
    }

    /** The unit's score on a scale, if it is shown. */
    static Optional<ScoreView> of(ScaleView scale, String unit) {
        return scale.units().stream()
                .filter(each -> each.unit().equals(unit))
                .findFirst()
                .flatMap(UnitView::score);
    }
}
