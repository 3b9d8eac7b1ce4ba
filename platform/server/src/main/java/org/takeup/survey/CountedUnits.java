package org.takeup.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which units answers are counted under. What is too small to stand for itself is counted with what is nameless. */
final class CountedUnits {
    private CountedUnits() {}

    /**
     * The units to name when a wave is opened: those that are large enough. In an anonymous wave the nameless rest must be
     * large enough as well, since a ballot says that it is one of the rest; the smallest units join it until it is.
     *
     * @param sizes of all units; the name is empty for people of none
     * @param unnamed units that may not be named whatever their size
     */
    static List<String> named(Map<String, Long> sizes, Set<String> unnamed, Confidentiality privacy) {
        List<Map.Entry<String, Long>> large = new ArrayList<>(sizes.entrySet().stream()
                .filter(unit -> !unit.getKey().isEmpty() && !unnamed.contains(unit.getKey()))
                .filter(unit -> unit.getValue() >= privacy.smallestGroup())
                .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .toList());
        long rest = sizes.values().stream().mapToLong(Long::longValue).sum()
                - large.stream().mapToLong(Map.Entry::getValue).sum();
        while (privacy.isAnonymous() && rest > 0 && rest < privacy.smallestGroup() && !large.isEmpty()) {
            rest += large.removeFirst().getValue();
        }
        return large.stream().map(Map.Entry::getKey).sorted().toList();
    }

    /**
     * The units that the answers of an anonymous wave are still counted under once it is over: those in which enough have
     * finished. The others join the rest, and the rest takes the next smallest until it is large enough itself.
     */
    static Set<String> kept(List<Participation.OfUnit> units, int smallest) {
        Map<String, Long> finished = new LinkedHashMap<>();
        units.stream()
                .sorted(Comparator.comparingLong(Participation.OfUnit::finished))
                .forEach(unit -> finished.put(unit.unit(), unit.finished()));
        long rest = finished.getOrDefault("", 0L);
        finished.remove("");
        Set<String> kept = new HashSet<>(finished.keySet());
        for (Map.Entry<String, Long> unit : finished.entrySet()) {
            if (unit.getValue() < smallest || (rest > 0 && rest < smallest)) {
                kept.remove(unit.getKey());
                rest += unit.getValue();
            }
        }
        return kept;
    }
}
