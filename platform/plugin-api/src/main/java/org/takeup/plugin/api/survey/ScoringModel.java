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
     */
    public record Scale(String id, LocalizedText name, LocalizedText meaning, List<ItemRef> items, int minAnswered) {
        public Scale {
            items = List.copyOf(items);
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
