package org.takeup.plugin.plan.drafting;

import java.util.Map;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Audience.Attitude;
import org.takeup.plugin.api.plan.Audience.Kind;
import org.takeup.plugin.api.plan.Messenger;

/** A circle of stakeholders that is spoken to in the same way, and who can reach it how well (0 to 1). */
public enum Circle {
    /** Executives listen to executives: a sponsor is the only voice. */
    LEADERS(Map.of(Messenger.SPONSOR, 1.0)),
    MANAGERS(Map.of(
            Messenger.SPONSOR, 1.0, Messenger.LINE_MANAGER, 1.0, Messenger.PEER, 0.8, Messenger.LEARNING_TEAM, 0.3)),
    CHAMPIONS(Map.of(
            Messenger.SPONSOR, 1.0,
            Messenger.CHAMPION, 1.0,
            Messenger.LINE_MANAGER, 0.8,
            Messenger.PEER, 0.8,
            Messenger.LEARNING_TEAM, 0.5)),
    /** Whoever has doubts is invited by one of their own. */
    PILOTS(Map.of(
            Messenger.PEER, 1.0, Messenger.CHAMPION, 1.0, Messenger.LINE_MANAGER, 0.3, Messenger.LEARNING_TEAM, 0.1)),
    TRAINERS(Map.of(
            Messenger.TRAINER, 1.0, Messenger.PEER, 1.0, Messenger.LINE_MANAGER, 0.9, Messenger.LEARNING_TEAM, 0.8)),
    COMMUNICATORS(Map.of(Messenger.INTERNAL_COMMUNICATIONS, 1.0, Messenger.SPONSOR, 0.8, Messenger.LEARNING_TEAM, 0.8)),
    LEARNERS(Map.of(
            Messenger.LINE_MANAGER, 1.0,
            Messenger.PEER, 1.0,
            Messenger.CHAMPION, 1.0,
            Messenger.TRAINER, 0.8,
            Messenger.SPONSOR, 0.6,
            Messenger.INTERNAL_COMMUNICATIONS, 0.5,
            Messenger.LEARNING_TEAM, 0.5)),
    OTHERS(Map.of(
            Messenger.LINE_MANAGER, 1.0,
            Messenger.PEER, 1.0,
            Messenger.SPONSOR, 0.6,
            Messenger.INTERNAL_COMMUNICATIONS, 0.6,
            Messenger.LEARNING_TEAM, 0.5));

    private static final int DECIDES = 4;
    private static final int HIGHEST = 5;

    private final Map<Messenger, Double> reach;

    Circle(Map<Messenger, Double> reach) {
        this.reach = reach;
    }

    /** 0 for a messenger who does not reach this circle at all. */
    public double reach(Messenger messenger) {
        return reach.getOrDefault(messenger, 0.0);
    }

    /** Whoever decides listens to those who decide: a sponsor, or another executive. */
    public static boolean isExecutive(Audience audience) {
        return of(audience) == LEADERS || audience.power() >= HIGHEST;
    }

    /** By where a planner has put them on the map, and by nothing else: no answer of a survey leads here. */
    public static Circle of(Audience audience) {
        if (audience.kind() == Kind.SPONSOR || (audience.kind() == Kind.OTHER && audience.power() >= DECIDES)) {
            return LEADERS;
        }
        if (audience.attitude() == Attitude.DISENCHANTED) {
            return PILOTS;
        }
        return switch (audience.kind()) {
            case SPONSOR -> LEADERS;
            case LINE_MANAGERS -> MANAGERS;
            case LEARNERS -> LEARNERS;
            case TRAINERS -> TRAINERS;
            case RESPECTED_INDIVIDUAL, HIGH_PERFORMER -> CHAMPIONS;
            case COMMUNICATOR -> COMMUNICATORS;
            default -> audience.attitude() == Attitude.CHAMPION ? CHAMPIONS : OTHERS;
        };
    }
}
