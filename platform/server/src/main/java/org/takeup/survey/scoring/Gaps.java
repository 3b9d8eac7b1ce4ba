package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/**
 * Finds the scales of which only a few people left a part out. A scale counts whoever answered enough of its items, an item
 * whoever answered it: the scale's sum less the sums of its items is what those few said. So where they are fewer than the
 * smallest group, their answers to that scale count nowhere. Keeps how many people answered which items, not who. For one
 * thread.
 */
public final class Gaps {
    private final List<Scale> scales;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<BitSet> parts = new ArrayList<>();
    private final int smallest;
    /** How many people answered just these items. */
    private final Map<BitSet, Integer> patterns = new HashMap<>();

    /** @param smallest the smallest group that may be shown */
    public Gaps(ScoringModel scoring, int smallest) {
        this.scales = scoring.scales();
        this.smallest = smallest;
        for (Scale scale : scales) {
            var part = new BitSet();
            scale.items().forEach(ref -> part.set(places.computeIfAbsent(ref.itemId(), ignored -> places.size())));
            parts.add(part);
        }
    }

    /** Takes one finished response into account. */
    public void add(Map<String, Answer> answers) {
        var answered = new BitSet();
        places.forEach((item, place) -> {
            if (answers.get(item) instanceof Answer.Rating) {
                answered.set(place);
            }
        });
        patterns.merge(answered, 1, Integer::sum);
    }

    /**
     * What has to be left out. Leaving a part out makes a gap in whatever else has its items, so it is looked at again until
     * each scale has no gaps, or those of enough people.
     */
    public LeftOut leftOut() {
        var few = new BitSet();
        boolean more = true;
        while (more) {
            var people = new int[parts.size()];
            patterns.forEach((answered, many) -> {
                BitSet kept = without(answered, few);
                for (int i = 0; i < people.length; i++) {
                    people[i] += hasGap(kept, parts.get(i)) ? many : 0;
                }
            });
            more = false;
            for (int i = 0; i < people.length; i++) {
                if (people[i] > 0 && people[i] < smallest) {
                    few.set(i);
                    more = true;
                }
            }
        }
        return new LeftOut(few.stream().mapToObj(scales::get).toList());
    }

    private BitSet without(BitSet answered, BitSet few) {
        var kept = (BitSet) answered.clone();
        boolean more = true;
        while (more) {
            more = false;
            for (int i = few.nextSetBit(0); i >= 0; i = few.nextSetBit(i + 1)) {
                if (hasGap(kept, parts.get(i))) {
                    kept.andNot(parts.get(i));
                    more = true;
                }
            }
        }
        return kept;
    }

    /** Whether some of it is answered, and not all. */
    private static boolean hasGap(BitSet answered, BitSet part) {
        var both = (BitSet) answered.clone();
        both.and(part);
        return !both.isEmpty() && !both.equals(part);
    }
}
