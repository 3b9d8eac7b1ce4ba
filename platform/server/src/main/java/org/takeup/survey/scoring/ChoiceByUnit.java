package org.takeup.survey.scoring;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How often each option of a question with one choice was taken in each unit. For one thread. */
final class ChoiceByUnit {
    private final List<String> options;
    private final Map<String, Integer> places = new HashMap<>();
    /** By unit: people who answered, then one place an option. */
    private final Map<String, long[]> counts = new TreeMap<>();

    ChoiceByUnit(List<String> options) {
        this.options = List.copyOf(options);
        for (int i = 0; i < options.size(); i++) {
            places.put(options.get(i), i);
        }
    }

    /** @param unit empty for the people of small units and of none */
    void add(String unit, List<String> chosen) {
        long[] own = counts.computeIfAbsent(unit, ignored -> new long[1 + options.size()]);
        own[0]++;
        chosen.stream()
                .limit(1)
                .map(places::get)
                .filter(java.util.Objects::nonNull)
                .forEach(place -> own[1 + place]++);
    }

    /** The units that may be shown beside the total, by name. The nameless rest is not one of them, but counts as one. */
    List<ItemResult.OfUnit> shown(int threshold) {
        List<Map.Entry<String, long[]>> all = List.copyOf(counts.entrySet());
        boolean[] shown = Suppression.shown(
                all.stream().mapToLong(each -> each.getValue()[0]).toArray(), threshold);
        return IntStream.range(0, shown.length)
                .filter(i -> shown[i] && !all.get(i).getKey().isEmpty())
                .mapToObj(i -> ofUnit(all.get(i).getKey(), all.get(i).getValue()))
                .toList();
    }

    private ItemResult.OfUnit ofUnit(String unit, long[] own) {
        var byOption = new LinkedHashMap<String, Long>();
        long[] each = Arrays.copyOfRange(own, 1, own.length);
        for (int i = 0; i < each.length; i++) {
            byOption.put(options.get(i), each[i]);
        }
        return new ItemResult.OfUnit(unit, own[0], byOption);
    }
}
