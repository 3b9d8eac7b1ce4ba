package org.takeup.plugin.api.survey;

import java.util.List;
import org.takeup.plugin.api.LocalizedText;

/**
 * How answers become scores, as data.
 *
 * @param scales in the order in which reports show them
 */
public record ScoringModel(List<Scale> scales) {
    public ScoringModel {
        scales = List.copyOf(scales);
    }

    /**
     * Several ratings that measure one thing. A person's score is the weighted mean of the answered items, put on 0 to
     * 100; it is missing when fewer than {@code minAnswered} items were answered.
     *
     * @param id stable within the instrument
     * @param name as reports show it
     * @param meaning one sentence: what a high score says
     * @param items at least one
     * @param minAnswered how many items must be answered
     * @param index whether the items make the score up, as single costs make up a sum, and need not go together. No alpha
     *     is computed then, because it would say nothing. Since 1.1
     * @param within the scale of which this one is a detail; empty for one that reports show at first sight. A detail's
     *     own details are not possible. Since 1.1
     * @param range on which reports show its scores. Since 1.4
     */
    public record Scale(
            String id,
            LocalizedText name,
            LocalizedText meaning,
            List<ItemRef> items,
            int minAnswered,
            boolean index,
            String within,
            Range range) {
        public Scale {
            items = List.copyOf(items);
        }

        /** A scale whose scores are shown from 0 to 100. */
        public Scale(
                String id,
                LocalizedText name,
                LocalizedText meaning,
                List<ItemRef> items,
                int minAnswered,
                boolean index,
                String within) {
            this(id, name, meaning, items, minAnswered, index, within, Range.usual());
        }

        /** A scale whose items reflect one thing, shown at first sight. */
        public Scale(String id, LocalizedText name, LocalizedText meaning, List<ItemRef> items, int minAnswered) {
            this(id, name, meaning, items, minAnswered, false, "");
        }

        /** The same, shown on another range. Since 1.4 */
        public Scale on(Range other) {
            return new Scale(id, name, meaning, items, minAnswered, index, within, other);
        }
    }

    /**
     * The range on which reports show a scale. Whatever it is, a person's score and each {@link ReleasedScore} are 0 to 100; a
     * range changes what people read, not what is computed. Since 1.4.
     *
     * @param from what a score of 0 is on it, -1000 to 1000
     * @param to what a score of 100 is, above {@code from}, at most 1000
     */
    public record Range(int from, int to) {
        /** From 0 to 100. */
        public static Range usual() {
            return new Range(0, 100);
        }

        /** What this score, 0 to 100, is on the range. */
        public double at(double score) {
            return from + (to - from) * score / 100;
        }

        /**
         * Whether 0 lies within, so that scores have two sides: reports say of each on which side it is, if its interval
         * leaves 0 out.
         */
        public boolean hasSides() {
            return from < 0 && to > 0;
        }
    }

    /**
     * An item's part in a scale.
     *
     * @param reverse whether agreement means a low score: {@code x' = min + max - x}
     * @param weight relative to the other items; 1 unless there is a reason
     */
    public record ItemRef(String itemId, boolean reverse, double weight) {}
}
