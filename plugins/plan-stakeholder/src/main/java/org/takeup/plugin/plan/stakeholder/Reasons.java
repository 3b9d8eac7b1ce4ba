package org.takeup.plugin.plan.stakeholder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.plan.drafting.Circle;
import org.takeup.plugin.plan.drafting.Known;
import org.takeup.plugin.plan.drafting.Words;

/** Says why: why this message, why in this rhythm, why by this messenger, each with the figure and where it is from. */
final class Reasons {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_SOURCE = 80;
    /** As long as the platform keeps. */
    private static final int LONGEST = 600;

    private final PlanContext context;
    private final Evidence evidence;

    Reasons(PlanContext context, Evidence evidence) {
        this.context = context;
        this.evidence = evidence;
    }

    String of(Audience audience, Circle circle, Message message, Voices.Choice choice) {
        List<String> said = new ArrayList<>();
        said.add(evidence.reason(message)
                .orElseGet(() -> StakeholderPlan.WORDS.draft(
                        "why." + message.key(), Map.of("audience", Words.oneLine(audience.name(), LONGEST_NAME)))));
        Quadrant quadrant = Quadrant.of(audience);
        said.add(StakeholderPlan.WORDS.draft(
                "mode." + quadrant.name().toLowerCase(Locale.ROOT), Map.of("weeks", quadrant.weeks())));
        said.add(voice(audience, circle, choice));
        choice.instead().map(wanted -> instead(wanted, choice)).ifPresent(said::add);
        return Words.oneLine(String.join(" ", said), LONGEST);
    }

    /** One sentence: the figure behind the choice, or that there is none. */
    private String voice(Audience audience, Circle circle, Voices.Choice choice) {
        if (circle == Circle.LEADERS || Circle.isExecutive(audience)) {
            return StakeholderPlan.WORDS.draft("voice.leaders", Map.of());
        }
        Messenger messenger = choice.messenger();
        return Known.weight(context.weightsFor(audience.id()), messenger)
                .map(weight -> StakeholderPlan.WORDS.draft("voice." + key(messenger), figures(weight)))
                .orElseGet(() -> StakeholderPlan.WORDS.draft("voice." + key(messenger) + ".unknown", Map.of()));
    }

    private static String instead(Messenger wanted, Voices.Choice choice) {
        if (wanted == choice.messenger()) {
            return StakeholderPlan.WORDS.draft("instead.sponsor", Map.of());
        }
        return StakeholderPlan.WORDS.draft(
                "instead." + choice.why().name().toLowerCase(Locale.ROOT),
                Map.of("messenger", StakeholderPlan.WORDS.draft("messenger." + key(wanted), Map.of())));
    }

    private static Map<String, Object> figures(MessengerWeight weight) {
        return Map.of(
                "who", StakeholderPlan.WORDS.draft(weight.isOwn() ? "who.own" : "who.source", Map.of()),
                "share", percent(weight.share()),
                "low", percent(weight.low()),
                "high", percent(weight.high()),
                "source", Words.oneLine(weight.source(), LONGEST_SOURCE));
    }

    /** Whose view counts in the whole organisation, with what is unstated and where the figures are from. Empty without figures. */
    String weights() {
        Map<Messenger, MessengerWeight> weights = context.weights();
        List<String> shares = new ArrayList<>();
        double stated = 0;
        int answers = 0;
        String source = "";
        for (Messenger messenger : Messenger.values()) {
            MessengerWeight weight = weights.get(messenger);
            if (weight != null && Double.isFinite(weight.share())) {
                stated += weight.share();
                answers = Math.max(answers, weight.answers());
                source = Words.oneLine(weight.source(), LONGEST_SOURCE);
                shares.add(StakeholderPlan.WORDS.draft("messenger." + key(messenger), Map.of()) + " "
                        + percent(weight.share()) + " %");
            }
        }
        if (shares.isEmpty()) {
            return "";
        }
        return StakeholderPlan.WORDS.draft(
                answers >= MessengerWeight.enough() ? "assume.weights.own" : "assume.weights",
                Map.of(
                        "shares",
                        String.join(", ", shares),
                        "unstated",
                        percent(1 - stated),
                        "source",
                        source,
                        "answers",
                        answers));
    }

    private static String key(Messenger messenger) {
        return messenger.name().toLowerCase(Locale.ROOT);
    }

    private static long percent(double share) {
        return Math.round(100 * Math.clamp(Double.isFinite(share) ? share : 0, 0, 1));
    }
}
