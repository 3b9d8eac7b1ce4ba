package org.takeup.plugin.plan.drafting;

import java.util.List;

/**
 * What a builder knows: its messages, and their words.
 *
 * @param plays in the order in which a circle hears them
 * @param needed the circles without which a plan of this kind does not work
 */
public record Playbook(Words words, List<Play> plays, List<Circle> needed) {
    public Playbook {
        plays = List.copyOf(plays);
        needed = List.copyOf(needed);
    }

    List<Play> of(Circle circle) {
        return plays.stream().filter(play -> play.circle() == circle).toList();
    }
}
