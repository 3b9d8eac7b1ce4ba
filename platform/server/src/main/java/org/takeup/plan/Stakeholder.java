package org.takeup.plan;

import java.util.List;
import org.takeup.plugin.api.plan.Audience;

/**
 * A person or a group whose opinion counts.
 *
 * @param size people in it; 1 for a person
 * @param power 1 (little) to 5 (decides)
 * @param interest 1 (none) to 5 (wants it)
 * @param attitude where they stand; for planners' eyes only, never exported
 * @param vocabulary the words that they use, and those to avoid with them
 * @param version grows with each change
 */
public record Stakeholder(
        String id,
        String name,
        Audience.Kind kind,
        int size,
        int power,
        int interest,
        Audience.Attitude attitude,
        String note,
        Reach reach,
        List<Phrase> vocabulary,
        long version) {
    public Stakeholder {
        vocabulary = List.copyOf(vocabulary);
    }

    /** The same at another place of the map, as the next version. */
    Stakeholder movedTo(int newPower, int newInterest) {
        return new Stakeholder(
                id, name, kind, size, newPower, newInterest, attitude, note, reach, vocabulary, version + 1);
    }

    /** As a plan builder sees it: without note and address. */
    Audience audience() {
        return new Audience(id, name, size, power, interest, attitude, kind);
    }

    /** What to do with them, by the quarter of the map that they are in. */
    public Quadrant quadrant() {
        return Quadrant.of(power, interest);
    }
}
