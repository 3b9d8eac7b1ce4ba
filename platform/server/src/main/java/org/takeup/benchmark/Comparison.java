package org.takeup.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

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
     * One scale.
     *
     * @param against a line for all organisations, and for the own sector, size and region
     * @param band where the own mean is among the organisations' means, such as {@code in the top quarter}; none where it
     *     is not known
     */
    public record Line(String id, String name, Own own, List<Against> against, Optional<String> band) {
        public Line {
            against = List.copyOf(against);
        }
    }

    /** The own mean, 0 to 100, with its 95 % interval, if there is one. */
    public record Own(long n, double mean, Optional<Double> low, Optional<Double> high) {
        /** In whole points. */
        public long rounded() {
            return Math.round(mean);
        }

        /** As it is said. */
        public String interval() {
            return low.isEmpty() || high.isEmpty()
                    ? "all answered alike"
                    : Math.round(Math.clamp(low.get(), 0, 100)) + " to " + Math.round(Math.clamp(high.get(), 0, 100));
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
        /** In whole points. */
        public long rounded() {
            return Math.round(value);
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
     * @param weakness whether the whole interval of the gap lies below zero; nothing else is called one
     */
    public record Ranked(String id, String name, String cell, Gap gap, boolean weakness) {
        /** In whole points, with its sign. */
        public String points() {
            return signed(gap.points());
        }

        /** As it is said. */
        public String interval() {
            return gap.low().isEmpty() || gap.high().isEmpty()
                    ? ""
                    : signed(gap.low().get()) + " to " + signed(gap.high().get());
        }

        private static String signed(double points) {
            return String.format(Locale.ROOT, "%+d", Math.round(points));
        }
    }

    /**
     * Scales by their gap to the first group that has a figure for any of them: all organisations, if they have one. All
     * scales are compared with the same group, as gaps to different groups have no order. Equal gaps stay in the order of
     * the instrument.
     *
     * @param lines each with the same groups in the same places
     */
    static List<Ranked> ranked(List<Line> lines) {
        int places = lines.isEmpty() ? 0 : lines.getFirst().against().size();
        return IntStream.range(0, places)
                .mapToObj(place -> lines.stream()
                        .flatMap(line -> ranked(line, line.against().get(place)).stream())
                        .sorted(Comparator.comparingDouble(each -> each.gap().points()))
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
