package org.takeup.plugin.plan.stakeholder;

import java.util.List;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.plan.drafting.Circle;

/** What each circle hears, and who can reach it. */
final class Messages {
    private static final double SOMEWHAT = 0.3;
    private static final double HALF = 0.5;

    private Messages() {}

    /** In the order in which a circle hears them. */
    static List<Message> of(Circle circle) {
        return switch (circle) {
            case LEADERS -> List.of(Message.LEADER_ASK, Message.LEADER_OWN, Message.LEADER_CREDIT);
            case MANAGERS -> List.of(Message.MANAGER_BRIEF, Message.MANAGER_TALK, Message.MANAGER_NOTICE);
            case CHAMPIONS -> List.of(Message.CHAMPION_EARLY, Message.CHAMPION_KIT, Message.CHAMPION_THANKS);
            case PILOTS -> List.of(Message.PILOT_INVITE, Message.PILOT_CHANGED, Message.PILOT_TELL);
            case TRAINERS -> List.of(Message.TRAINER_PART, Message.TRAINER_TRY, Message.TRAINER_CREDIT);
            case COMMUNICATORS -> List.of(Message.COMMS_SLOT, Message.COMMS_STORY, Message.COMMS_THANKS);
            case LEARNERS ->
                List.of(Message.LEARNER_WHY, Message.LEARNER_HOW, Message.LEARNER_USE, Message.LEARNER_PROUD);
            case OTHERS -> List.of(Message.OTHER_TELL, Message.OTHER_USE, Message.OTHER_PROUD);
        };
    }

    /**
     * How well somebody can reach a circle, 0 to 1. As with other builders, but that internal communications reach managers a
     * little, sponsors reach trainers, and the learning team does not reach the disenchanted.
     */
    static double reach(Circle circle, Messenger messenger) {
        if (circle == Circle.MANAGERS && messenger == Messenger.INTERNAL_COMMUNICATIONS) {
            return SOMEWHAT;
        }
        if (circle == Circle.TRAINERS && messenger == Messenger.SPONSOR) {
            return HALF;
        }
        return circle == Circle.PILOTS && messenger == Messenger.LEARNING_TEAM ? 0 : circle.reach(messenger);
    }
}
