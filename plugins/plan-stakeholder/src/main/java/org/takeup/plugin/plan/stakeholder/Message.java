package org.takeup.plugin.plan.stakeholder;

import org.takeup.plugin.api.plan.PlanDraft.Measure;
import org.takeup.plugin.api.plan.PlanDraft.Phase;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;
import org.takeup.plugin.plan.drafting.Play;

/** One kind of message: what it is for, when in the programme it is due, and the key of its words. */
enum Message {
    LEADER_ASK("leader.ask", Purpose.ENGAGE, Phase.KNOW, 0),
    LEADER_OWN("leader.own", Purpose.MOTIVATE, Phase.WANT, 30),
    LEADER_CREDIT("leader.credit", Purpose.INCENTIVISE, Phase.KEEP, 85),
    NEED("need", Purpose.ENGAGE, Phase.KNOW, 10),

    CHAMPION_EARLY("champion.early", Purpose.ENGAGE, Phase.KNOW, 3),
    CHAMPION_KIT("champion.kit", Purpose.MOTIVATE, Phase.DO, 40),
    CHAMPION_THANKS("champion.thanks", Purpose.INCENTIVISE, Phase.KEEP, 90),

    MANAGER_BRIEF("manager.brief", Purpose.ENGAGE, Phase.KNOW, 10),
    MANAGER_TALK("manager.talk", Purpose.MOTIVATE, Phase.DO, 35),
    MANAGER_NOTICE("manager.notice", Purpose.INCENTIVISE, Phase.KEEP, 80),
    MANAGER_TIME("manager.time", Purpose.MOTIVATE, Phase.WANT, 20),

    PILOT_INVITE("pilot.invite", Purpose.ENGAGE, Phase.WANT, 5),
    PILOT_CHANGED("pilot.changed", Purpose.MOTIVATE, Phase.LEARN, 40),
    PILOT_TELL("pilot.tell", Purpose.INCENTIVISE, Phase.KEEP, 75),

    TRAINER_PART("trainer.part", Purpose.ENGAGE, Phase.KNOW, 8),
    TRAINER_TRY("trainer.try", Purpose.MOTIVATE, Phase.LEARN, 30),
    TRAINER_CREDIT("trainer.credit", Purpose.INCENTIVISE, Phase.KEEP, 85),

    COMMS_SLOT("comms.slot", Purpose.ENGAGE, Phase.KNOW, 12),
    COMMS_STORY("comms.story", Purpose.MOTIVATE, Phase.KEEP, 60),
    COMMS_THANKS("comms.thanks", Purpose.INCENTIVISE, Phase.KEEP, 90),

    LEARNER_WHY("learner.why", Purpose.ENGAGE, Phase.WANT, 25),
    LEARNER_HOW("learner.how", Purpose.MOTIVATE, Phase.LEARN, 40),
    LEARNER_USE("learner.use", Purpose.MOTIVATE, Phase.DO, 60),
    LEARNER_PROUD("learner.proud", Purpose.INCENTIVISE, Phase.KEEP, 88),
    STORY("story", Purpose.MOTIVATE, Phase.KEEP, 70),

    OTHER_TELL("other.tell", Purpose.ENGAGE, Phase.KNOW, 20),
    OTHER_USE("other.use", Purpose.MOTIVATE, Phase.WANT, 45),
    OTHER_PROUD("other.proud", Purpose.INCENTIVISE, Phase.KEEP, 85),

    PARTNER_TALK("partner.talk", Purpose.MOTIVATE, Phase.DO, 50),
    SATISFY_PAGE("satisfy.page", Purpose.MOTIVATE, Phase.WANT, 50),
    EQUIP_PASS("equip.pass", Purpose.MOTIVATE, Phase.DO, 50),
    INFORM_BITE("inform.bite", Purpose.ENGAGE, Phase.KNOW, 50);

    private final String key;
    private final Purpose purpose;
    private final Phase phase;
    private final int due;

    Message(String key, Purpose purpose, Phase phase, int due) {
        this.key = key;
        this.purpose = purpose;
        this.phase = phase;
        this.due = due;
    }

    String key() {
        return key;
    }

    Purpose purpose() {
        return purpose;
    }

    Phase phase() {
        return phase;
    }

    /** How much of the programme has passed when it is due, in percent. */
    int due() {
        return due;
    }

    /** What people do next if the message worked, and how long that takes. */
    Measure measure() {
        return Play.measure(phase);
    }
}
