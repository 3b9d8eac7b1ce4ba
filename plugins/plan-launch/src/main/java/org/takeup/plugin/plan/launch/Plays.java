package org.takeup.plugin.plan.launch;

import java.util.List;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft.Phase;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;
import org.takeup.plugin.plan.drafting.Circle;
import org.takeup.plugin.plan.drafting.Play;
import org.takeup.plugin.plan.drafting.Playbook;
import org.takeup.plugin.plan.drafting.Words;

/** The messages of a launch. */
final class Plays {
    static final Words WORDS = Words.beside(Plays.class);

    /** Counted from the deadline, and only said if there is one. */
    static final Play DEADLINE = new Play(Circle.LEARNERS, "learner.deadline", Purpose.MOTIVATE, Phase.DO, -14);

    private static final List<Play> ALL = List.of(
            // First of all: a programme whose sponsor nobody knows is nobody's.
            new Play(Circle.LEADERS, "sponsor.named", Purpose.ENGAGE, Phase.KNOW, -42),
            new Play(Circle.LEADERS, "sponsor.open", Purpose.MOTIVATE, Phase.WANT, -2),
            new Play(Circle.LEADERS, "sponsor.win", Purpose.INCENTIVISE, Phase.KEEP, 21),
            new Play(Circle.MANAGERS, "manager.brief", Purpose.ENGAGE, Phase.KNOW, -14),
            new Play(Circle.MANAGERS, "manager.slot", Purpose.MOTIVATE, Phase.WANT, -4),
            new Play(Circle.MANAGERS, "manager.notice", Purpose.INCENTIVISE, Phase.KEEP, 28),
            new Play(Circle.CHAMPIONS, "champion.early", Purpose.ENGAGE, Phase.WANT, -35),
            new Play(Circle.CHAMPIONS, "champion.kit", Purpose.MOTIVATE, Phase.DO, -5),
            new Play(Circle.CHAMPIONS, "champion.thank", Purpose.INCENTIVISE, Phase.KEEP, 30, Messenger.SPONSOR),
            new Play(Circle.PILOTS, "pilot.first", Purpose.ENGAGE, Phase.WANT, -28),
            new Play(Circle.PILOTS, "pilot.changed", Purpose.MOTIVATE, Phase.LEARN, -6),
            new Play(Circle.PILOTS, "pilot.tell", Purpose.INCENTIVISE, Phase.KEEP, 25),
            new Play(Circle.TRAINERS, "trainer.ready", Purpose.ENGAGE, Phase.LEARN, -18),
            new Play(Circle.TRAINERS, "trainer.credit", Purpose.INCENTIVISE, Phase.KEEP, 33),
            new Play(Circle.COMMUNICATORS, "comms.plan", Purpose.ENGAGE, Phase.KNOW, -24),
            new Play(Circle.COMMUNICATORS, "comms.story", Purpose.MOTIVATE, Phase.KEEP, 15),
            new Play(Circle.LEARNERS, "learner.teaser", Purpose.ENGAGE, Phase.KNOW, -8),
            new Play(Circle.LEARNERS, "learner.start", Purpose.MOTIVATE, Phase.WANT, 0),
            new Play(Circle.LEARNERS, "learner.next", Purpose.MOTIVATE, Phase.LEARN, 10),
            DEADLINE,
            new Play(Circle.LEARNERS, "learner.proud", Purpose.INCENTIVISE, Phase.KEEP, 35),
            new Play(Circle.OTHERS, "other.tell", Purpose.ENGAGE, Phase.KNOW, 1));

    static final Playbook BOOK = new Playbook(WORDS, ALL, List.of(Circle.LEADERS, Circle.MANAGERS, Circle.LEARNERS));

    private Plays() {}
}
