package org.takeup.plugin.api.plan;

import org.takeup.plugin.api.MayGrow;

/**
 * A stakeholder: a person or a group that a plan speaks to.
 *
 * @param id the platform's id, opaque
 * @param name as the planner wrote it
 * @param size people in it; 1 for a person
 * @param power 1 (little) to 5 (decides)
 * @param interest 1 (none) to 5 (wants it)
 * @param attitude where they stand
 * @param kind what they are to the programme
 */
public record Audience(String id, String name, int size, int power, int interest, Attitude attitude, Kind kind) {
    /** From the most to the least favourable. */
    public enum Attitude {
        CHAMPION,
        SUPPORTER,
        NEUTRAL,
        DOUBTER,
        DISENCHANTED
    }

    /** What a stakeholder is to the programme. */
    @MayGrow
    public enum Kind {
        SPONSOR,
        LINE_MANAGERS,
        LEARNERS,
        TRAINERS,
        RESPECTED_INDIVIDUAL,
        HIGH_PERFORMER,
        COMMUNICATOR,
        OTHER
    }
}
