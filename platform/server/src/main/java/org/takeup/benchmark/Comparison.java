package org.takeup.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.survey.ScoreRange;

/**
 * How a workspace stands on one instrument against the benchmark: what the page and the API are made from.
 *
 * @param plugin the instrument's
 * @param survey title of the own survey that is compared; empty without one
 * @param period of the release; empty if there is none
 * @param scales in the instrument's order, the overall one first
 * @param ranked the scales that have a gap to the benchmark, the one furthest below it first
 * @param missing why there is nothing to compare with at all; empty if there is something
 */
public record Comparison(
        String plugin,
        String instrument,
        String survey,
        String period,
        List<Line> scales,
        List<Ranked> ranked,
        String missing) {
    public Comparison {
        scales = List.copyOf(scales);
        ranked = List.copyOf(ranked);
    }

    /**
     * One scale, with all figures on its own range.
     *
     * @param range on which its scores are shown
     * @param against a line for all organisations, and for the own sector, size and region
     * @param band where the own mean is among the organisations' means, such as {@code in the top quarter}; none where it
     *     is not known
     */
    public record Line(
            String id, String name, ScoreRange range, Own own, List<Against> against, Optional<String> band) {
        public Line {
            against = List.copyOf(against);
        }

        /** The own mean, as it is said. */
        public String mean() {
            return range.told(own.mean());
        }

        /** Of the own mean, as it is said. */
        public String interval() {
            return own.low().isEmpty() || own.high().isEmpty()
                    ? "all answered alike"
                    : range.inWords(range.clipped(own.low().get())) + " to "
                            + range.inWords(range.clipped(own.high().get()));
        }
    }

    /** The own mean with its 95 % interval, not cut to the range, if there is one. */
    public record Own(long n, double mean, Optional<Double> low, Optional<Double> high) {
        /** What is from 0 to 100, on a range. */
        Own on(ScoreRange range) {
            return new Own(n, range.at(mean), low.map(range::at), high.map(range::at));
        }
    }

    /**
     * A cell of the benchmark.
     *
     * @param cell in words
     * @param figure none if it is not shown
     * @param words what the comparison says, or why there is none
     */
    public record Against(String cell, Optional<Figure> figure, String words) {}

    /**
     * A figure of the benchmark.
     *
     * @param low and {@code high} hold the mean of all who answered there with 95 %, noise included
     * @param organisations at least so many, rounded down to fives
     * @param period in which it was drawn
     * @param gap own mean less this one
     */
    public record Figure(double value, int low, int high, int organisations, String period, Gap gap) {
        /**
         * A released figure on the range of its scale. A range is nothing but another ruler: the mean is moved and made wider or
         * narrower, and so is what keeps answers secret, by the same factor. The interval is rounded outwards, in whole numbers, so
         * that it holds what it held.
         */
        static Figure of(Release.Result result, Release.Mean mean, ScoreRange range, Gap gap) {
            int width = range.to() - range.from();
            int low = Math.max(0, mean.tenths() - 10 * mean.plusMinus());
            int high = Math.min(1_000, mean.tenths() + 10 * mean.plusMinus());
            return new Figure(
                    range.at(mean.value()),
                    range.from() + Math.floorDiv(width * low, 1_000),
                    range.from() + Math.ceilDiv(width * high, 1_000),
                    result.told(),
                    result.from(),
                    gap.on(range));
        }
    }

    /**
     * The difference to the benchmark.
     *
     * @param low and {@code high} hold it with at least 95 %; none if the own interval is not known
     */
    public record Gap(double points, Optional<Double> low, Optional<Double> high, Reading reading) {
        static Gap of(Own own, Release.Mean mean) {
            double points = own.mean() - mean.value();
            if (own.low().isEmpty() || own.high().isEmpty()) {
                return new Gap(points, Optional.empty(), Optional.empty(), Reading.UNKNOWN);
            }
            // Adding both is wider than adding their squares, and needs no normal distribution.
            double low = own.low().get() - mean.value() - mean.plusMinus();
            double high = own.high().get() - mean.value() + mean.plusMinus();
            Reading reading = low > 0 ? Reading.ABOVE : high < 0 ? Reading.BELOW : Reading.NO_CLEAR_DIFFERENCE;
            return new Gap(points, Optional.of(low), Optional.of(high), reading);
        }

        /** What is of 0 to 100, on a range: as many times as wide as the range is. What it says stays the same. */
        Gap on(ScoreRange range) {
            return new Gap(range.wide(points), low.map(range::wide), high.map(range::wide), reading);
        }

        /** In whole points, with its sign. */
        public String signed() {
            return signed(points);
        }

        /** As it is said; empty if it is not known. */
        public String interval() {
            return low.isEmpty() || high.isEmpty() ? "" : signed(low.get()) + " to " + signed(high.get());
        }

        private static String signed(double points) {
            return String.format(Locale.ROOT, "%+d", Math.round(points));
        }
    }

    /** What a gap says. It counts only if its interval leaves zero out. */
    public enum Reading {
        ABOVE("Above the benchmark"),
        BELOW("Below the benchmark"),
        NO_CLEAR_DIFFERENCE("No clear difference"),
        UNKNOWN("Everybody here answered alike, so it is not known how sure this is");

        private final String words;

        Reading(String words) {
            this.words = words;
        }

        /** In plain words. */
        public String words() {
            return words;
        }
    }

    /**
     * A scale in the order of its gap.
     *
     * @param cell what all scales of the list are compared with, in words
     * @param range of the scale, on which its gap is
     * @param weakness whether the whole interval of the gap lies below zero; nothing else is called one
     */
    public record Ranked(String id, String name, String cell, ScoreRange range, Gap gap, boolean weakness) {
        /** How large the gap is beside the range, so that scales of different ranges have an order. */
        private double share() {
            return gap.points() / (range.to() - range.from());
        }
    }

    /**
     * Scales by their gap to the first group that has a figure for any of them: all organisations, if they have one. All
     * scales are compared with the same group, as gaps to different groups have no order; gaps on different ranges are compared by
     * their shares of them. Equal gaps stay in the order of the instrument. Of a scale with two sides neither is the weak one: it is
     * not ranked.
     *
     * @param lines each with the same groups in the same places
     */
    static List<Ranked> ranked(List<Line> lines) {
        int places = lines.isEmpty() ? 0 : lines.getFirst().against().size();
        return IntStream.range(0, places)
                .mapToObj(place -> lines.stream()
                        .filter(line -> !line.range().hasSides())
                        .flatMap(line -> ranked(line, line.against().get(place)).stream())
                        .sorted(Comparator.comparingDouble(Ranked::share))
                        .toList())
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Optional<Ranked> ranked(Line line, Against against) {
        return against.figure()
                .map(figure -> new Ranked(
                        line.id(),
                        line.name(),
                        against.cell(),
                        line.range(),
                        figure.gap(),
                        figure.gap().reading() == Reading.BELOW));
    }

    /** How many weaknesses there are. */
    public long weaknesses() {
        return ranked.stream().filter(Ranked::weakness).count();
    }

    /** Whether any figure of the benchmark is shown. */
    public boolean hasFigures() {
        return scales.stream()
                .flatMap(line -> line.against().stream())
                .anyMatch(against -> against.figure().isPresent());
    }
}
