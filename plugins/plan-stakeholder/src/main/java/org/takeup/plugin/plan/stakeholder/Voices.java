package org.takeup.plugin.plan.stakeholder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft.Phase;

/**
 * Chooses who says a message: the highest {@code weight x reach x fit}.
 *
 * <p>The weight is the share of people who say that this messenger's view counts most, as the context gives it. A champion
 * without a figure has the peers', being one of them. What is left to 1 is shared evenly by those without a figure.
 * The learning team speaks at most one message in four, whatever its score.
 */
final class Voices {
    private static final int ONE_IN = 4;
    private static final double SOME = 0.4;
    private static final double LITTLE = 0.2;

    private final Map<Messenger, MessengerWeight> weights;
    private final Set<Circle> circles;
    private final double unstated;
    private final List<Messenger> chosen = new ArrayList<>();

    Voices(PlanContext context) {
        this.weights = context.weights();
        this.circles = context.audiences().stream().map(Circle::of).collect(Collectors.toSet());
        double stated = weights.values().stream()
                .mapToDouble(MessengerWeight::share)
                .filter(Double::isFinite)
                .sum();
        long silent = Arrays.stream(Messenger.values())
                .filter(messenger -> !weights.containsKey(messenger))
                .count();
        this.unstated = silent == 0 ? 0 : Math.clamp(1 - stated, 0, 1) / silent;
    }

    /** The messenger for the next message. Calls are counted, so ask in the order of the plan. */
    Messenger choose(Circle circle, Phase phase) {
        Messenger best = Arrays.stream(Messenger.values())
                .filter(messenger -> circle.reach(messenger) > 0)
                .filter(messenger -> isThere(messenger, circle))
                .filter(messenger -> messenger != Messenger.LEARNING_TEAM || mayTheLearningTeamSpeak())
                .max(Comparator.comparingDouble(messenger -> score(messenger, circle, phase)))
                .orElse(Messenger.SPONSOR);
        chosen.add(best);
        return best;
    }

    /** One sentence: the figure behind the choice, or that there is none. */
    String reason(Messenger messenger, Circle circle) {
        if (circle == Circle.LEADERS) {
            return Words.draft("voice.leaders", Map.of());
        }
        String role = messenger.name().toLowerCase(Locale.ROOT);
        MessengerWeight weight = weights.get(messenger);
        if (weight == null && messenger == Messenger.CHAMPION && weights.get(Messenger.PEER) != null) {
            weight = weights.get(Messenger.PEER);
        }
        return weight == null
                ? Words.draft("voice." + role + ".unknown", Map.of())
                : Words.draft(
                        "voice." + role,
                        Map.of(
                                "share", percent(weight.share()),
                                "low", percent(weight.low()),
                                "high", percent(weight.high()),
                                "source", Words.oneLine(weight.source(), 80)));
    }

    private double score(Messenger messenger, Circle circle, Phase phase) {
        return weight(messenger) * circle.reach(messenger) * fit(messenger, phase);
    }

    private double weight(Messenger messenger) {
        MessengerWeight own = weights.get(messenger);
        if (own == null && messenger == Messenger.CHAMPION) {
            own = weights.get(Messenger.PEER);
        }
        double share = own == null ? unstated : own.share();
        return Double.isFinite(share) ? Math.clamp(share, 0, 1) : 0;
    }

    /** How well a messenger carries a phase: sponsors open, managers and peers make people want and keep, trainers teach. */
    private static double fit(Messenger messenger, Phase phase) {
        return switch (messenger) {
            case SPONSOR -> phase == Phase.KNOW || phase == Phase.WANT ? 1 : SOME;
            case LINE_MANAGER -> phase == Phase.WANT || phase == Phase.DO || phase == Phase.KEEP ? 1 : SOME;
            case PEER, CHAMPION -> phase == Phase.WANT || phase == Phase.LEARN || phase == Phase.KEEP ? 1 : SOME;
            case TRAINER -> phase == Phase.LEARN ? 1 : LITTLE;
            case INTERNAL_COMMUNICATIONS -> phase == Phase.KNOW ? 1 : LITTLE;
            case LEARNING_TEAM -> phase == Phase.LEARN ? SOME : LITTLE;
            default -> LITTLE;
        };
    }

    /** A sponsor, a champion or a trainer can only speak if there is one; leaders need a sponsor in any case. */
    private boolean isThere(Messenger messenger, Circle circle) {
        return switch (messenger) {
            case SPONSOR -> circle == Circle.LEADERS || circles.contains(Circle.LEADERS);
            case CHAMPION -> circles.contains(Circle.CHAMPIONS);
            case TRAINER -> circles.contains(Circle.TRAINERS);
            default -> true;
        };
    }

    private boolean mayTheLearningTeamSpeak() {
        long spoken = chosen.stream().filter(Messenger.LEARNING_TEAM::equals).count();
        return (spoken + 1) * ONE_IN <= chosen.size() + 1;
    }

    private static long percent(double share) {
        return Math.round(100 * Math.clamp(Double.isFinite(share) ? share : 0, 0, 1));
    }
}
