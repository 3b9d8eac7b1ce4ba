package org.takeup.survey.scoring;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many people of the final figures are in nothing that was shown while the wave was open. A final figure is shown only if
 * there are enough of them, so that it less the last release tells of no smaller group, whatever people changed after they had
 * finished.
 *
 * @param scales people with a score, by scale and unit
 * @param items people who answered, by item
 */
public record Unseen(Map<String, Map<String, Long>> scales, Map<String, Long> items) {
    public Unseen {
        scales = Map.copyOf(scales);
        items = Map.copyOf(items);
    }

    /** The same where the answers of all units are counted as those of one that has no name. */
    public Unseen together() {
        return new Unseen(
                scales.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                units -> Map.of(
                                        "",
                                        units.getValue().values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum()))),
                items);
    }

    long ofUnit(String scale, String unit) {
        return scales.getOrDefault(scale, Map.of()).getOrDefault(unit, 0L);
    }

    long ofItem(String item) {
        return items.getOrDefault(item, 0L);
    }
}
