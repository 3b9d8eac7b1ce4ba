package org.takeup.plugin.plan.champions;

import java.util.List;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft.Phase;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;
import org.takeup.plugin.plan.drafting.Circle;
import org.takeup.plugin.plan.drafting.Play;
import org.takeup.plugin.plan.drafting.Playbook;
import org.takeup.plugin.plan.drafting.Words;

/** The messages of a network of champions. */
final class Plays {
    static final Words WORDS = Words.beside(Plays.class);

    private static final List<Play> ALL = List.of(
            // Sponsors are named and won first: nobody follows a champion whom no leader backs.
            new Play(Circle.LEADERS, "sponsor.back", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 14),
            new Play(Circle.LEADERS, "sponsor.open", Purpose.MOTIVATE, Phase.WANT, -4),
            new Play(Circle.LEADERS, "sponsor.see", Purpose.INCENTIVISE, Phase.KEEP, 35),
            new Play(Circle.MANAGERS, "manager.find", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 10),
            new Play(Circle.MANAGERS, "manager.time", Purpose.MOTIVATE, Phase.WANT, -10),
            new Play(Circle.MANAGERS, "manager.thank", Purpose.INCENTIVISE, Phase.KEEP, 40),
            new Play(Circle.CHAMPIONS, "champion.ask", Purpose.ENGAGE, Phase.WANT, Brief.EARLY, Messenger.SPONSOR),
            new Play(Circle.CHAMPIONS, "champion.kit", Purpose.MOTIVATE, Phase.LEARN, -14),
            new Play(Circle.CHAMPIONS, "champion.session", Purpose.MOTIVATE, Phase.DO, -3),
            new Play(Circle.CHAMPIONS, "champion.network", Purpose.MOTIVATE, Phase.DO, 14, Messenger.CHAMPION),
            new Play(Circle.CHAMPIONS, "champion.thank", Purpose.INCENTIVISE, Phase.KEEP, 42, Messenger.SPONSOR),
            new Play(Circle.PILOTS, "pilot.open", Purpose.ENGAGE, Phase.WANT, Brief.EARLY + 3),
            new Play(Circle.PILOTS, "pilot.heard", Purpose.MOTIVATE, Phase.LEARN, -5),
            new Play(Circle.PILOTS, "pilot.tell", Purpose.INCENTIVISE, Phase.KEEP, 28),
            new Play(Circle.LEARNERS, "learner.who", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 7),
            new Play(Circle.LEARNERS, "learner.lunch", Purpose.MOTIVATE, Phase.WANT, 5, Messenger.CHAMPION),
            new Play(Circle.LEARNERS, "learner.thank", Purpose.INCENTIVISE, Phase.KEEP, 32),

            // Everybody else knows whom they ask as well.
            new Play(Circle.TRAINERS, "learner.who", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 7),
            new Play(Circle.COMMUNICATORS, "learner.who", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 7),
            new Play(Circle.OTHERS, "learner.who", Purpose.ENGAGE, Phase.KNOW, Brief.EARLY - 7));

    static final Playbook BOOK = new Playbook(WORDS, ALL, List.of(Circle.LEADERS, Circle.CHAMPIONS));

    private Plays() {}
}
