package org.takeup.plugin.plan.champions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft.Measure;
import org.takeup.plugin.api.plan.PlanDraft.Metric;
import org.takeup.plugin.api.plan.PlanDraft.Phase;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;

/** One kind of message on the way to a network of champions: for whom, what for, on which day, and the key of its words. */
enum Play {
    /** Sponsors are named and won first: nobody follows a champion whom no leader backs. */
    SPONSOR_BACK(Circle.LEADERS, "sponsor.back", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 14),
    SPONSOR_OPEN(Circle.LEADERS, "sponsor.open", Purpose.MOTIVATE, Phase.WANT, -4),
    SPONSOR_SEE(Circle.LEADERS, "sponsor.see", Purpose.INCENTIVISE, Phase.KEEP, 35),

    MANAGER_FIND(Circle.MANAGERS, "manager.find", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 10),
    MANAGER_TIME(Circle.MANAGERS, "manager.time", Purpose.MOTIVATE, Phase.WANT, -10),
    MANAGER_THANK(Circle.MANAGERS, "manager.thank", Purpose.INCENTIVISE, Phase.KEEP, 40),

    CHAMPION_ASK(Circle.CHAMPIONS, "champion.ask", Purpose.ENGAGE, Phase.WANT, Brief.EARLY, Messenger.SPONSOR),
    CHAMPION_KIT(Circle.CHAMPIONS, "champion.kit", Purpose.MOTIVATE, Phase.LEARN, -14),
    CHAMPION_SESSION(Circle.CHAMPIONS, "champion.session", Purpose.MOTIVATE, Phase.DO, -3),
    CHAMPION_NETWORK(Circle.CHAMPIONS, "champion.network", Purpose.MOTIVATE, Phase.DO, 14, Messenger.CHAMPION),
    CHAMPION_THANK(Circle.CHAMPIONS, "champion.thank", Purpose.INCENTIVISE, Phase.KEEP, 42, Messenger.SPONSOR),

    PILOT_OPEN(Circle.PILOTS, "pilot.open", Purpose.ENGAGE, Phase.WANT, Brief.EARLY + 3),
    PILOT_HEARD(Circle.PILOTS, "pilot.heard", Purpose.MOTIVATE, Phase.LEARN, -5),
    PILOT_TELL(Circle.PILOTS, "pilot.tell", Purpose.INCENTIVISE, Phase.KEEP, 28),

    LEARNER_WHO(Circle.LEARNERS, "learner.who", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 7),
    LEARNER_LUNCH(Circle.LEARNERS, "learner.lunch", Purpose.MOTIVATE, Phase.WANT, 5, Messenger.CHAMPION),
    LEARNER_THANK(Circle.LEARNERS, "learner.thank", Purpose.INCENTIVISE, Phase.KEEP, 32),

    /** Everybody else knows whom they ask as well. */
    TRAINER_WHO(Circle.TRAINERS, "learner.who", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 7),
    COMMS_WHO(Circle.COMMUNICATORS, "learner.who", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 7),
    OTHER_WHO(Circle.OTHERS, "learner.who", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 7);

    /** The circles without which a plan of this kind does not work. */
    static final List<Circle> NEEDED = List.of(Circle.LEADERS, Circle.CHAMPIONS);

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

    /** Days before (below 0) or after the launch; the lead time comes before that for those who are asked early. */
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
