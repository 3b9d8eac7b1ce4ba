package org.takeup.plugin.plan.launch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft.Measure;
import org.takeup.plugin.api.plan.PlanDraft.Metric;
import org.takeup.plugin.api.plan.PlanDraft.Phase;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;

/** One kind of message of a launch: for whom, what for, on which day, and the key of its words. */
enum Play {
    /** First of all: a programme whose sponsor nobody knows is nobody's. */
    SPONSOR_NAMED(Circle.LEADERS, "sponsor.named", Purpose.ENGAGE, Phase.KNOW, -42),
    SPONSOR_OPEN(Circle.LEADERS, "sponsor.open", Purpose.MOTIVATE, Phase.WANT, -2),
    SPONSOR_WIN(Circle.LEADERS, "sponsor.win", Purpose.INCENTIVISE, Phase.KEEP, 21),

    MANAGER_BRIEF(Circle.MANAGERS, "manager.brief", Purpose.ENGAGE, Phase.KNOW, -14),
    MANAGER_SLOT(Circle.MANAGERS, "manager.slot", Purpose.MOTIVATE, Phase.WANT, -4),
    MANAGER_NOTICE(Circle.MANAGERS, "manager.notice", Purpose.INCENTIVISE, Phase.KEEP, 28),

    CHAMPION_EARLY(Circle.CHAMPIONS, "champion.early", Purpose.ENGAGE, Phase.WANT, -35),
    CHAMPION_KIT(Circle.CHAMPIONS, "champion.kit", Purpose.MOTIVATE, Phase.DO, -5),
    CHAMPION_THANK(Circle.CHAMPIONS, "champion.thank", Purpose.INCENTIVISE, Phase.KEEP, 30, Messenger.SPONSOR),

    PILOT_FIRST(Circle.PILOTS, "pilot.first", Purpose.ENGAGE, Phase.WANT, -28),
    PILOT_CHANGED(Circle.PILOTS, "pilot.changed", Purpose.MOTIVATE, Phase.LEARN, -6),
    PILOT_TELL(Circle.PILOTS, "pilot.tell", Purpose.INCENTIVISE, Phase.KEEP, 25),

    TRAINER_READY(Circle.TRAINERS, "trainer.ready", Purpose.ENGAGE, Phase.LEARN, -18),
    TRAINER_CREDIT(Circle.TRAINERS, "trainer.credit", Purpose.INCENTIVISE, Phase.KEEP, 33),

    COMMS_PLAN(Circle.COMMUNICATORS, "comms.plan", Purpose.ENGAGE, Phase.KNOW, -24),
    COMMS_STORY(Circle.COMMUNICATORS, "comms.story", Purpose.MOTIVATE, Phase.KEEP, 15),

    LEARNER_TEASER(Circle.LEARNERS, "learner.teaser", Purpose.ENGAGE, Phase.KNOW, -8),
    LEARNER_START(Circle.LEARNERS, "learner.start", Purpose.MOTIVATE, Phase.WANT, 0),
    LEARNER_NEXT(Circle.LEARNERS, "learner.next", Purpose.MOTIVATE, Phase.LEARN, 10),
    LEARNER_DEADLINE(Circle.LEARNERS, "learner.deadline", Purpose.MOTIVATE, Phase.DO, -14),
    LEARNER_PROUD(Circle.LEARNERS, "learner.proud", Purpose.INCENTIVISE, Phase.KEEP, 35),

    OTHER_TELL(Circle.OTHERS, "other.tell", Purpose.ENGAGE, Phase.KNOW, 1);

    /** The circles without which a plan of this kind does not work. */
    static final List<Circle> NEEDED = List.of(Circle.LEADERS, Circle.MANAGERS, Circle.LEARNERS);

    private final Circle circle;
    private final String key;
    private final Purpose purpose;
    private final Phase phase;
    private final int day;
    private final Optional<Messenger> voice;

    Play(Circle circle, String key, Purpose purpose, Phase phase, int day) {
        this(circle, key, purpose, phase, day, Optional.empty());
    }

    Play(Circle circle, String key, Purpose purpose, Phase phase, int day, Messenger voice) {
        this(circle, key, purpose, phase, day, Optional.of(voice));
    }

    Play(Circle circle, String key, Purpose purpose, Phase phase, int day, Optional<Messenger> voice) {
        this.circle = circle;
        this.key = key;
        this.purpose = purpose;
        this.phase = phase;
        this.day = day;
        this.voice = voice;
    }

    /** What is said to a circle, in order. */
    static List<Play> of(Circle circle) {
        return Arrays.stream(values()).filter(play -> play.circle == circle).toList();
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

    /** Days before (below 0) or after the launch; before the deadline, if it is about that. */
    int day() {
        return day;
    }

    /** Who should say it, if it is made for somebody. */
    Optional<Messenger> voice() {
        return voice;
    }

    /** What people do next if the message worked, and how long that takes. */
    Measure measure() {
        return switch (phase) {
            case KNOW, WANT -> new Measure(Metric.ENROLLED, 14);
            case LEARN -> new Measure(Metric.STARTED, 14);
            case DO -> new Measure(Metric.ACTIVE, 21);
            case KEEP -> new Measure(Metric.FINISHED, 30);
        };
    }
}
