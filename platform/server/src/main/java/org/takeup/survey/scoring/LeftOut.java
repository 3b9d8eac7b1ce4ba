package org.takeup.survey.scoring;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** Answers that are in no figure, as {@link Gaps} found: a few people's to some scales. Tells nobody's name. */
public final class LeftOut {
    private static final LeftOut NOTHING = new LeftOut(List.of(), new Columns(), Set.of(), Map.of(), Map.of());

    private final List<Scale> scales;
    private final Columns columns;
    private final Set<Scale> hidden;
    private final Map<String, Integer> places;
    private final Map<Alike, BitSet> dropped;

    /**
     * @param scales of which something is left out
     * @param columns what is not told apart by unit; not changed any more
     * @param hidden scales that are not shown at all
     * @param places of the items in the sets
     * @param dropped the items that are left out of the answers of whoever did the same
     */
    LeftOut(
            List<Scale> scales,
            Columns columns,
            Set<Scale> hidden,
            Map<String, Integer> places,
            Map<Alike, BitSet> dropped) {
        this.scales = List.copyOf(scales);
        this.columns = columns;
        this.hidden = Set.copyOf(hidden);
        this.places = Map.copyOf(places);
        this.dropped = Map.copyOf(dropped);
    }

    /** People of one unit who answered just the same items. */
    record Alike(String unit, BitSet answered) {
        private static final long SPREAD = 0x9E3779B97F4A7C15L;

        /** A set's own folds its halves together, so that most people, who skip little, would fall into few buckets. */
        @Override
        public int hashCode() {
            int hash = unit.hashCode();
            for (long word : answered.toLongArray()) {
                hash = 31 * hash + Long.hashCode(word * SPREAD);
            }
            return hash;
        }

        static Alike of(String unit, Map<String, Answer> answers, Map<String, Integer> places) {
            var answered = new BitSet();
            places.forEach((item, place) -> {
                if (answers.get(item) instanceof Answer.Rating) {
                    answered.set(place);
                }
            });
            return new Alike(unit, answered);
        }

        Alike only(BitSet items) {
            var kept = (BitSet) answered.clone();
            kept.and(items);
            return new Alike(unit, kept);
        }

        Alike without(BitSet items) {
            var kept = (BitSet) answered.clone();
            kept.andNot(items);
            return new Alike(unit, kept);
        }
    }

    static LeftOut nothing() {
        return NOTHING;
    }

    /** The scales of which something is left out. */
    List<Scale> scales() {
        return scales;
    }

    /** Whether the score of a unit on a scale may be shown. */
    boolean isTold(Scale scale, String unit) {
        return columns.isTold(scale, unit);
    }

    /** Whether a scale may be shown at all, if enough people answered. */
    boolean isShown(Scale scale) {
        return !hidden.contains(scale);
    }

    /** Whether everything counts and everything may be shown. */
    public boolean isNothing() {
        return countsAll() && columns.isAllTold();
    }

    /** Whether all answers count: what is left out is scores of units. */
    public boolean countsAll() {
        return dropped.isEmpty();
    }

    /** One person's answers, without those that count nowhere. @param unit as it was frozen with the response */
    public Map<String, Answer> counted(String unit, Map<String, Answer> answers) {
        BitSet items = dropped.get(Alike.of(unit, answers, places));
        if (items == null) {
            return answers;
        }
        var kept = new HashMap<>(answers);
        places.forEach((item, place) -> {
            if (items.get(place)) {
                kept.remove(item);
            }
        });
        return kept;
    }
}
