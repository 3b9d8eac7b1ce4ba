package org.takeup.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * How a workspace stands on one instrument against the benchmark: what the page and the API are made from.
 *
 * @param plugin the instrument's
 * @param survey title of the own survey that is compared; empty without one
 * @param period of the release; empty if there is none
 * @param scales in the instrument's order, the overall one first
 * @param missing why there is nothing to compare with at all; empty if there is something
 */
public record Comparison(
        String plugin, String instrument, String survey, String period, List<Line> scales, String missing) {
    public Comparison {
        scales = List.copyOf(scales);
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

    /** Whether any figure of the benchmark is shown. */
    public boolean hasFigures() {
        return scales.stream()
                .flatMap(line -> line.against().stream())
                .anyMatch(against -> against.figure().isPresent());
    }
}
