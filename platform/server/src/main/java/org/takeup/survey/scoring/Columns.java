package org.takeup.survey.scoring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** Which scores of units are not told, whatever they rest on: all of a scale, or those of some units on it. For one thread. */
final class Columns {
    private final Set<Scale> whole = new HashSet<>();
    private final Map<Scale, Set<String>> units = new HashMap<>();

    /** Whether a scale is told apart by unit, of some units at least. */
    boolean isTold(Scale scale) {
        return !whole.contains(scale);
    }

    /** Whether the score of a unit on a scale may be told. */
    boolean isTold(Scale scale, String unit) {
        return isTold(scale) && !units.getOrDefault(scale, Set.of()).contains(unit);
    }

    boolean isAllTold() {
        return whole.isEmpty() && units.isEmpty();
    }

    /** @return false if it was not told apart by unit before */
    boolean hide(Scale scale) {
        return whole.add(scale);
    }

    void hide(Scale scale, Set<String> more) {
        units.computeIfAbsent(scale, ignored -> new HashSet<>()).addAll(more);
    }
}
