package org.takeup.survey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.chart.BarChart;
import org.takeup.chart.IntervalChart;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.survey.scoring.ItemResult;
import org.takeup.survey.scoring.RecommendScore;
import org.takeup.survey.scoring.Reliability;
import org.takeup.survey.scoring.ScaleResult;
import org.takeup.survey.scoring.Score;
import org.takeup.survey.scoring.StandingOut;
import org.takeup.survey.scoring.StraightLines;
import org.takeup.survey.scoring.Tally;
import org.takeup.survey.scoring.UnitScore;
import org.takeup.survey.statistics.Interval;
import org.takeup.survey.statistics.Share;

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
 * @param tooFew what is said where a figure is not shown
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
        Withheld tooFew) {
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

    /**
     * A mean of a group that may be shown, on the range of its scale.
     *
     * @param low and {@code high} are the 95 % interval as computed, not cut to the range; none where all have the same score
     * @param bootstrapLow and {@code bootstrapHigh} are the BCa interval in whole points, where there are few or skewed scores
     * @param range of the scale
     */
    public record ScoreView(
            long n,
            double mean,
            Optional<Double> low,
            Optional<Double> high,
            Optional<Double> bootstrapLow,
            Optional<Double> bootstrapHigh,
            ScoreRange range) {
        /** The bootstrap interval as pages say it; empty if there is none. */
        public String bootstrap() {
            return bootstrapLow.isEmpty() || bootstrapHigh.isEmpty()
                    ? ""
                    : range.inWords(bootstrapLow.get()) + " to " + range.inWords(bootstrapHigh.get());
        }

        /** Cut to the scale, in whole points, as pages say it. */
        public String interval() {
            return low.isEmpty() || high.isEmpty()
                    ? "all answered alike"
                    : range.inWords(range.clipped(low.get())) + " to " + range.inWords(range.clipped(high.get()));
        }

        public long rounded() {
            return Math.round(mean);
        }

        /** In whole points, with its sign on a range that has two sides. */
        public String inWords() {
            return range.inWords(mean);
        }

        /** {@code above} or {@code below} if the range has two sides and the whole interval is on one of them; else empty. */
        public String side() {
            if (!range.hasSides() || low.isEmpty() || high.isEmpty()) {
                return "";
            }
            return low.get() > 0 ? "above" : high.get() < 0 ? "below" : "";
        }
    }

    /**
     * People who gave the same answer to everything that they rated, to statements and to their opposites.
     *
     * @param without scales whose score would clearly be another one without them
     */
    public record StraightView(long people, List<WithoutView> without) {
        /** The scales in words; empty if there is none. */
        public String inWords() {
            return without.stream()
                    .map(each -> each.name() + " " + each.mean() + " instead of " + Math.round(each.ofAll()))
                    .collect(Collectors.joining(", "));
        }
    }

    /** A scale's mean without them in whole points, over n people, and that of everybody. */
    public record WithoutView(String id, String name, long n, long mean, double ofAll) {}

    /**
     * One scale.
     *
     * @param score none when too few people have one
     * @param alpha rounded to three decimals
     * @param alphaNote empty when alpha is good or there is none
     * @param noAlpha why there is no alpha; else empty
     * @param reliability of the statements, for whoever writes questionnaires; none if there is no alpha
     * @param within the scale of which this one is a detail; empty for one that is shown at first sight
     * @param range on which its scores are shown
     * @param withheld why there is no score
     */
    public record ScaleView(
            String id,
            String name,
            String meaning,
            Optional<ScoreView> score,
            Optional<Double> alpha,
            String alphaNote,
            String noAlpha,
            Optional<ReliabilityView> reliability,
            String within,
            ScoreRange range,
            Optional<Withheld> withheld,
            List<UnitView> units) {}

    /**
     * One unit on one scale.
     *
     * @param score none when it is not shown
     * @param standsOut {@code higher} or {@code lower} than the rest of the wave, by more than chance; else empty
     * @param withheld why there is no score
     */
    public record UnitView(String unit, Optional<ScoreView> score, String standsOut, Optional<Withheld> withheld) {}

    /** One item. @param options empty for free text and when too few people answered @param withheld why there is no n */
    public record ItemView(
            String id,
            String text,
            Optional<Long> n,
            Optional<Long> notApplicable,
            List<OptionView> options,
            Optional<RecommendView> recommend,
            Optional<NumbersView> numbers,
            Optional<Withheld> withheld) {}

    /** Where the numbers lie that were given: their mean, and below which a quarter, a half and three quarters of them are. */
    public record NumbersView(double mean, double lowerQuartile, double median, double upperQuartile) {
        /** One of them with at most two decimals, as pages say it. */
        public String inWords(double number) {
            return BigDecimal.valueOf(number)
                    .setScale(2, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }

    /**
     * How often one answer was given.
     *
     * @param firsts and {@code firstPercent} count the first places of a ranking
     * @param low and {@code high} are the 95 % interval of the share, in percent
     */
    public record OptionView(
            String id,
            String label,
            long count,
            long percent,
            Optional<Long> firsts,
            Optional<Long> firstPercent,
            double low,
            double high) {
        /** The interval in whole percent. */
        public String interval() {
            return Math.round(low) + " to " + Math.round(high) + " %";
        }
    }

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
                        item -> item.item().id(), item -> asked(item.item(), language), (one, other) -> one));
        return new ResultsView(
                wave.id(),
                wave.title(),
                wave.instrument().name().in(language),
                wave.instrument().version(),
                wave.privacy().smallestGroup(),
                figures.responses(),
                new WaveView.Taken(taken.invited(), taken.started(), taken.finished(), taken.percent(), taken.units()),
                figures.scales().stream()
                        .map(scale -> scale(scale, sides, texts, language))
                        .toList(),
                figures.items().stream()
                        .map(item -> item(item, frame(wave, figures.responses()), language))
                        .toList(),
                results.signals().stream()
                        .map(Signal::message)
                        .map(message -> message.in(language))
                        .toList(),
                results.reading().map(text -> text.in(language)),
                straight(figures, language),
                DriversView.of(figures.drivers(), compared.outcome(), language),
                compared.takeUp().map(takeUp -> TakeUpDriversView.of(takeUp, language)),
                compared.since().map(since -> ChangeView.of(wave, since, language)),
                compared.earlier().stream().map(ChangeView.Earlier::of).toList(),
                METHODS,
                Withheld.tooFew(language));
    }

    private static Optional<StraightView> straight(Tally.Released figures, Locale language) {
        return figures.straight()
                .people()
                .map(people -> new StraightView(
                        people,
                        figures.straight().without().stream()
                                .map(each -> without(each, figures, language))
                                .toList()));
    }

    private static WithoutView without(StraightLines.Without each, Tally.Released figures, Locale language) {
        ScoreRange range = ScoreRange.of(each.scale().range());
        return new WithoutView(
                each.scale().id(),
                each.scale().name().in(language),
                each.n(),
                Math.round(range.at(each.mean())),
                range.at(ofAll(figures, each.scale().id())));
    }

    private static double ofAll(Tally.Released figures, String scale) {
        return figures.scales().stream()
                .filter(each -> each.scale().id().equals(scale))
                .flatMap(each -> each.total().stream())
                .mapToDouble(Score::mean)
                .findFirst()
                .orElseThrow();
    }

    private static ScaleView scale(
            ScaleResult result,
            Map<StandingOut.Cell, StandingOut.Side> sides,
            Map<String, String> texts,
            Locale language) {
        Optional<Reliability> reliability = result.reliability().value();
        Withheld tooFew = Withheld.tooFew(language);
        ScoreRange range = ScoreRange.of(result.scale().range());
        return new ScaleView(
                result.scale().id(),
                result.scale().name().in(language),
                result.scale().meaning().in(language),
                result.total().map(score -> score(score, range)),
                reliability.map(each -> ReliabilityView.three(each.alpha().value())),
                reliability.map(ResultsView::note).orElse(""),
                result.reliability().why().map(FigureWords::alpha).orElse(""),
                reliability.map(each -> ReliabilityView.of(each, texts)),
                result.scale().within(),
                range,
                withheld(result.total(), tooFew),
                result.units().stream()
                        .map(unit -> unit(
                                unit,
                                range,
                                tooFew,
                                Optional.ofNullable(sides.get(
                                        new StandingOut.Cell(result.scale().id(), unit.unit())))))
                        .toList());
    }

    private static Optional<Withheld> withheld(Optional<?> figure, Withheld why) {
        return figure.isPresent() ? Optional.empty() : Optional.of(why);
    }

    private static UnitView unit(UnitScore unit, ScoreRange range, Withheld tooFew, Optional<StandingOut.Side> side) {
        String name = unit.unit().isEmpty() ? "All other units" : unit.unit();
        String standsOut = side.map(each -> switch (each) {
                    case HIGHER -> "higher";
                    case LOWER -> "lower";
                })
                .orElse("");
        return new UnitView(
                name, unit.score().map(score -> score(score, range)), standsOut, withheld(unit.score(), tooFew));
    }

    private static ScoreView score(Score score, ScoreRange range) {
        return new ScoreView(
                score.n(),
                range.at(score.mean()),
                score.interval().map(Interval::low).map(range::at),
                score.interval().map(Interval::high).map(range::at),
                score.bootstrap().map(Interval::low).map(range::at),
                score.bootstrap().map(Interval::high).map(range::at),
                range);
    }

    private static String note(Reliability reliability) {
        return switch (reliability.reading()) {
            case GOOD -> "";
            case CAUTION -> "Read with caution: these statements hang together only loosely in this group.";
            case DO_NOT_INTERPRET ->
                "Do not interpret this score: these statements do not measure one thing in this group.";
        };
    }

    private static ItemView item(ItemResult result, long frame, Locale language) {
        return new ItemView(
                result.item().id(),
                asked(result.item(), language),
                result.distribution().map(ItemResult.Distribution::n),
                result.distribution().map(ItemResult.Distribution::notApplicable),
                result.distribution().stream()
                        .flatMap(counted ->
                                counted.options().stream().map(option -> option(option, counted.n(), frame, language)))
                        .toList(),
                result.distribution().flatMap(counted -> counted.recommend().map(ResultsView::recommend)),
                result.distribution()
                        .flatMap(ItemResult.Distribution::numbers)
                        .map(numbers -> new NumbersView(
                                numbers.mean(), numbers.lowerQuartile(), numbers.median(), numbers.upperQuartile())),
                withheld(result.distribution(), Withheld.tooFew(language)));
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

    private static OptionView option(ItemResult.Option option, long n, long frame, Locale language) {
        Interval interval = Share.interval(option.count(), n, frame);
        return new OptionView(
                option.id(),
                option.label().in(language),
                option.count(),
                Participation.percent(option.count(), n),
                option.firsts(),
                option.firsts().map(firsts -> Participation.percent(firsts, n)),
                100 * interval.low(),
                100 * interval.high());
    }

    static String asked(Item item, Locale language) {
        String text = Piped.unfilled(item.text(), language);
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
                .flatMap(scale -> scale.units().stream().map(UnitView::unit))
                .distinct()
                .toList();
    }

    /** The unit on a scale, if it is shown. */
    static Optional<UnitView> of(ScaleView scale, String unit) {
        return scale.units().stream()
                .filter(each -> each.unit().equals(unit) && each.score().isPresent())
                .findFirst();
    }
}
