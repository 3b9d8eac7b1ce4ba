package org.takeup.plan.voice;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.questionnaire.Use;

/**
 * How far line managers of one part of the organisation stand behind learning, as those whom they lead say, and what that makes of
 * their word: a manager who does not make room for learning is no good messenger for it. Own rule, no figure of a study: from
 * {@value #ENOUGH} points on nothing changes; below, the weight falls in a straight line to a quarter at 0.
 */
public record Support(UnitScore score) {
    /** The scale that says it. */
    static final String SCALE = Use.MANAGER_SUPPORT.scales().getFirst();

    /** From so many points on, managers are messengers without reserve. */
    static final int ENOUGH = 60;

    private static final double LEAST = 0.25;

    /** By how much the weight of line managers is multiplied, a quarter to 1. */
    public double times() {
        return Math.min(1, LEAST + (1 - LEAST) * score.score() / ENOUGH);
    }

    /** Whether line managers are to be briefed before they are asked to say something. */
    public boolean low() {
        return score.score() < ENOUGH;
    }

    /** What a plan says of it. */
    public String sentence() {
        String found = "Support from line managers of " + score.whose() + " is " + score.points() + " of 100 ("
                + score.from() + "). ";
        return found
                + (low()
                        ? String.format(
                                Locale.ROOT,
                                "That is below %d, so their view counts %.2f times as much as else when messengers are chosen"
                                        + " here. Brief the line managers first.",
                                ENOUGH,
                                times())
                        : "That is enough: their view counts in full when messengers are chosen here.");
    }

    /**
     * The weights with that of line managers made smaller, and all of them made to add up to what they did before. Every source says
     * that it was done, because a smaller weight of one lets another come first.
     */
    Map<Messenger, MessengerWeight> heeded(Map<Messenger, MessengerWeight> weights) {
        MessengerWeight managers = weights.get(Messenger.LINE_MANAGER);
        if (managers == null) {
            return weights;
        }
        double before =
                weights.values().stream().mapToDouble(MessengerWeight::share).sum();
        double after = before - managers.share() * (1 - times());
        double scale = after > 0 ? before / after : 1;
        var heeded = new EnumMap<Messenger, MessengerWeight>(Messenger.class);
        weights.forEach((messenger, weight) -> {
            double times = messenger == Messenger.LINE_MANAGER ? times() * scale : scale;
            double share = Math.min(1, weight.share() * times);
            heeded.put(
                    messenger,
                    new MessengerWeight(
                            share,
                            Math.min(share, weight.low() * times),
                            Math.max(share, Math.min(1, weight.high() * times)),
                            "managers' support " + score.points() + " of 100; " + weight.source(),
                            weight.answers()));
        });
        return heeded;
    }
}
