package org.takeup.plugin.plan.stakeholder;

import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Audience.Attitude;
import org.takeup.plugin.api.plan.Messenger;

/** A circle of stakeholders that is spoken to in the same way: its plays in order, and who can reach it how well (0 to 1). */
enum Circle {
    /** Executives listen to executives: a sponsor is the only voice. */
    LEADERS(List.of(Play.LEADER_ASK, Play.LEADER_OWN, Play.LEADER_CREDIT), Map.of(Messenger.SPONSOR, 1.0)),
    CHAMPIONS(
            List.of(Play.CHAMPION_EARLY, Play.CHAMPION_KIT, Play.CHAMPION_THANKS),
            Map.of(
                    Messenger.SPONSOR, 1.0,
                    Messenger.CHAMPION, 1.0,
                    Messenger.LINE_MANAGER, 0.8,
                    Messenger.PEER, 0.8,
                    Messenger.LEARNING_TEAM, 0.5)),
    MANAGERS(
            List.of(Play.MANAGER_BRIEF, Play.MANAGER_TALK, Play.MANAGER_NOTICE),
            Map.of(
                    Messenger.SPONSOR, 1.0,
                    Messenger.LINE_MANAGER, 1.0,
                    Messenger.PEER, 0.8,
                    Messenger.INTERNAL_COMMUNICATIONS, 0.3,
                    Messenger.LEARNING_TEAM, 0.3)),
    /** The disenchanted are asked to try it and to say what is wrong with it, by one of their own. */
    PILOTS(
            List.of(Play.PILOT_INVITE, Play.PILOT_CHANGED, Play.PILOT_TELL),
            Map.of(Messenger.PEER, 1.0, Messenger.CHAMPION, 1.0, Messenger.LINE_MANAGER, 0.3)),
    TRAINERS(
            List.of(Play.TRAINER_PART, Play.TRAINER_TRY, Play.TRAINER_CREDIT),
            Map.of(
                    Messenger.PEER, 1.0,
                    Messenger.TRAINER, 1.0,
                    Messenger.LINE_MANAGER, 0.9,
                    Messenger.LEARNING_TEAM, 0.8,
                    Messenger.SPONSOR, 0.5)),
    COMMUNICATORS(
            List.of(Play.COMMS_SLOT, Play.COMMS_STORY, Play.COMMS_THANKS),
            Map.of(Messenger.INTERNAL_COMMUNICATIONS, 1.0, Messenger.SPONSOR, 0.8, Messenger.LEARNING_TEAM, 0.8)),
    LEARNERS(
            List.of(Play.LEARNER_WHY, Play.LEARNER_HOW, Play.LEARNER_USE, Play.LEARNER_PROUD),
            Map.of(
                    Messenger.LINE_MANAGER, 1.0,
                    Messenger.PEER, 1.0,
                    Messenger.CHAMPION, 1.0,
                    Messenger.TRAINER, 0.8,
                    Messenger.SPONSOR, 0.6,
                    Messenger.INTERNAL_COMMUNICATIONS, 0.5,
                    Messenger.LEARNING_TEAM, 0.5)),
    OTHERS(
            List.of(Play.OTHER_TELL, Play.OTHER_USE, Play.OTHER_PROUD),
            Map.of(
                    Messenger.LINE_MANAGER, 1.0,
                    Messenger.PEER, 1.0,
                    Messenger.SPONSOR, 0.6,
                    Messenger.INTERNAL_COMMUNICATIONS, 0.6,
                    Messenger.LEARNING_TEAM, 0.5));

    private static final int DECIDES = 4;
    private static final int HIGHEST = 5;

    private final List<Play> plays;
    private final Map<Messenger, Double> reach;

    Circle(List<Play> plays, Map<Messenger, Double> reach) {
        this.plays = plays;
        this.reach = reach;
    }

    List<Play> plays() {
        return plays;
    }

    /** 0 for a messenger who does not reach this circle at all. */
    double reach(Messenger messenger) {
        return reach.getOrDefault(messenger, 0.0);
    }

    /** Whoever decides listens to those who decide: a sponsor, or another executive. */
    static boolean isExecutive(Audience audience) {
        return audience.kind() == Audience.Kind.SPONSOR || audience.power() >= HIGHEST || of(audience) == LEADERS;
    }

    /** Being disenchanted outweighs what people are; only leaders are always spoken to by their own. */
    static Circle of(Audience audience) {
        boolean leader = audience.kind() == Audience.Kind.SPONSOR
                || (audience.kind() == Audience.Kind.OTHER && audience.power() >= DECIDES);
        if (leader) {
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
