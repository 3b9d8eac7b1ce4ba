package org.takeup.plugin.plan.stakeholder;

import org.takeup.plugin.api.plan.Audience;

/** Mendelow's power x interest grid, divided as on the platform's map: high is what lies above the middle of a scale (3). */
enum Quadrant {
    /** High power, high interest: all three purposes. */
    PARTNER(3),
    /** High power, low interest: little, and to the point. */
    SATISFY(2),
    /** Low power, high interest: something to use and to pass on. */
    EQUIP(3),
    /** Low power, low interest: once, in what they read anyway. */
    INFORM(1);

    private static final int MIDDLE = 3;

    private final int messages;

    Quadrant(int messages) {
        this.messages = messages;
    }

    /** How many messages are enough for an audience that is not a key one. */
    int messages() {
        return messages;
    }

    static Quadrant of(Audience audience) {
        boolean power = audience.power() > MIDDLE;
        boolean interest = audience.interest() > MIDDLE;
        return power ? (interest ? PARTNER : SATISFY) : (interest ? EQUIP : INFORM);
    }

    /** Whether the plan fails without this audience: sponsors, line managers, learners, and whoever has power and interest. */
    static boolean isKey(Audience audience) {
        return switch (audience.kind()) {
            case SPONSOR, LINE_MANAGERS, LEARNERS -> true;
            default -> of(audience) == PARTNER;
        };
    }
}
