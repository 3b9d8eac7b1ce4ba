package org.takeup.survey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.plugin.api.survey.Item;
import org.takeup.survey.scoring.ItemResult;
import org.takeup.survey.scoring.RecommendScore;
import org.takeup.survey.statistics.Interval;
import org.takeup.survey.statistics.Share;

/** One item. @param options empty for free text and when too few people answered @param withheld why there is no n */
public record ItemView(
        String id,
        String text,
        Optional<Long> n,
        Optional<Long> notApplicable,
        List<OptionView> options,
        Optional<RecommendView> recommend,
        Optional<NumbersView> numbers,
        Optional<Withheld> withheld) {

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

    /** @param frame everybody whom the shares speak of; 0 if that is not known */
    static ItemView of(ItemResult result, long frame, FewApart.Shown shown, Locale language) {
        return new ItemView(
                result.item().id(),
                asked(result.item(), language),
                result.distribution().map(ItemResult.Distribution::n),
                result.distribution().map(ItemResult.Distribution::notApplicable),
                result.distribution().stream()
                        .flatMap(counted ->
                                counted.options().stream().map(option -> option(option, counted.n(), frame, language)))
                        .toList(),
                result.distribution().flatMap(counted -> counted.recommend().map(ItemView::recommend)),
                result.distribution()
                        .flatMap(ItemResult.Distribution::numbers)
                        .map(numbers -> new NumbersView(
                                numbers.mean(), numbers.lowerQuartile(), numbers.median(), numbers.upperQuartile())),
                Withheld.unless(result.distribution(), Withheld.ofAll(shown, language)));
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
}
