package org.takeup.plugin.plan.stakeholder;

import org.takeup.plugin.api.plan.Audience;

/** Mendelow's power x interest grid, divided as on the platform's map: high is what lies above the middle of a scale (3). */
enum Quadrant {
    /** High power, high interest: all three purposes, face to face. */
    PARTNER(3, 2, Message.PARTNER_TALK),
    /** High power, low interest: little and to the point, with a link to what they want themselves. */
    SATISFY(2, 4, Message.SATISFY_PAGE),
    /** Low power, high interest: something to use and to pass on. */
    EQUIP(3, 2, Message.EQUIP_PASS),
    /** Low power, low interest: a bite in what they read anyway. */
    INFORM(1, 4, Message.INFORM_BITE);

    private static final int MIDDLE = 3;

    private final int messages;
    private final int weeks;
    private final Message between;

    Quadrant(int messages, int weeks, Message between) {
        this.messages = messages;
        this.weeks = weeks;
        this.between = between;
    }

    /** How many messages are enough for an audience that is not a key one. */
    int messages() {
        return messages;
    }

    /** The usual time between two messages. */
    int weeks() {
        return weeks;
    }

    /** What is said when the time between two messages would get too long. */
    Message between() {
        return between;
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
