package org.takeup.plugin.plan.stakeholder;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft.Channel;
import org.takeup.plugin.api.plan.PlanDraft.Phase;
import org.takeup.plugin.api.plan.Speakers;
import org.takeup.plugin.plan.drafting.Circle;
import org.takeup.plugin.plan.drafting.Exploring;
import org.takeup.plugin.plan.drafting.Known;

/**
 * Chooses who says a message: the highest {@code weight x reach x fit} of those who are there and were not asked enough yet.
 *
 * <p>The weight is the share of people who say that this messenger's view counts most, as the context gives it for the
 * audience. A champion without a figure has the peers', being one of them. What is left to 1 is shared evenly by those
 * without a figure. Where two are as likely to be the best, the second speaks now and then ({@link Exploring}). The learning team speaks at most one message in four, unless nobody else is there. Calls are counted, so
 * ask in the order of the plan.
 */
final class Voices {
    private static final int ONE_IN = 4;
    private static final double SOME = 0.4;
    private static final double LITTLE = 0.2;
    private static final double LEAST_REACH = 0.1;

    private final PlanContext context;
    private final Set<Circle> circles;
    private final Asks asks = new Asks();
    private final Exploring exploring = new Exploring();
    private long chosen;
    private long own;

    Voices(PlanContext context) {
        this.context = context;
        this.circles = context.audiences().stream().map(Circle::of).collect(Collectors.toSet());
    }

    /**
     * Who says a message, and how.
     *
     * @param instead who would have spoken otherwise
     * @param why they do not, if there is such a one
     */
    record Choice(Messenger messenger, Channel channel, Optional<Messenger> instead, Why why) {}

    /** Why the first choice does not speak. */
    enum Why {
        /** There is nobody of that kind. */
        MISSING,
        /** They were asked often enough. */
        ASKED,
        /** The second best speaks, to learn who is heard. */
        EXPLORED
    }

    Choice choose(Audience audience, Circle circle, Phase phase, LocalDate on) {
        boolean executive = Circle.isExecutive(audience);
        List<Messenger> ranked = Arrays.stream(Messenger.values())
                .filter(messenger -> executive ? messenger == Messenger.SPONSOR : Messages.reach(circle, messenger) > 0)
                .sorted(Comparator.comparingDouble((Messenger messenger) -> -score(messenger, audience, circle, phase))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Messenger> able = ranked.stream()
                .filter(messenger -> messenger != Messenger.LEARNING_TEAM || mayTheLearningTeamSpeak())
                .filter(messenger -> isThere(messenger, audience) && mayBeAsked(messenger, audience, on))
                .toList();
        if (able.isEmpty()) {
            // Executives wait for an executive; everybody else hears the learning team before they hear nobody.
            return taken(
                    executive ? Messenger.SPONSOR : Messenger.LEARNING_TEAM, Channel.EMAIL, first(ranked), audience);
        }
        if (!executive && explores(able, audience)) {
            chosen++;
            Messenger second = able.get(1);
            return new Choice(second, channel(second, audience, on), Optional.of(able.getFirst()), Why.EXPLORED);
        }
        return taken(able.getFirst(), channel(able.getFirst(), audience, on), first(ranked), audience);
    }

    private boolean explores(List<Messenger> able, Audience audience) {
        Map<Messenger, MessengerWeight> weights = context.weightsFor(audience.id());
        return able.size() > 1
                && able.get(1) != Messenger.LEARNING_TEAM
                && exploring.tries(Known.weight(weights, able.get(0)), Known.weight(weights, able.get(1)));
    }

    /** Whose turn it would be; the learning team gives way to others by rule, and that is not worth a word. */
    private static Optional<Messenger> first(List<Messenger> ranked) {
        return ranked.stream()
                .filter(messenger -> messenger != Messenger.LEARNING_TEAM)
                .findFirst();
    }

    private Choice taken(Messenger messenger, Channel channel, Optional<Messenger> best, Audience audience) {
        chosen++;
        own += messenger == Messenger.LEARNING_TEAM ? 1 : 0;
        Optional<Messenger> instead = best.filter(wanted -> wanted != messenger || !isThere(wanted, audience));
        return new Choice(
                messenger,
                channel,
                instead,
                instead.filter(wanted -> !isThere(wanted, audience)).isPresent() ? Why.MISSING : Why.ASKED);
    }

    /** Whoever only meets people cannot speak if they were asked enough; a sponsor can write instead. */
    private boolean mayBeAsked(Messenger messenger, Audience audience, LocalDate on) {
        return !meets(messenger) || asks.mayAsk(speakers(messenger, audience), on);
    }

    /** Those who meet people say it themselves; the others write. */
    private Channel channel(Messenger messenger, Audience audience, LocalDate on) {
        boolean face = meets(messenger)
                || messenger == Messenger.SPONSOR
                        && Quadrant.of(audience) == Quadrant.PARTNER
                        && context.speakersFor(audience.id()).isPresent();
        if (!face || !asks.mayAsk(speakers(messenger, audience), on)) {
            return Channel.EMAIL;
        }
        asks.ask(speakers(messenger, audience), on);
        return Channel.HAND_OVER;
    }

    private Speakers speakers(Messenger messenger, Audience audience) {
        return Known.speakers(context, messenger, audience.id());
    }

    private static boolean meets(Messenger messenger) {
        return switch (messenger) {
            case LINE_MANAGER, PEER, CHAMPION, TRAINER -> true;
            default -> false;
        };
    }

    /** Whether there is somebody of this kind, by what the platform says; by the map, if it says nothing. */
    private boolean isThere(Messenger messenger, Audience audience) {
        return context.speakersFor(audience.id())
                .map(all -> messenger == Messenger.LEARNING_TEAM || all.containsKey(messenger))
                .orElseGet(() -> switch (messenger) {
                    case SPONSOR -> circles.contains(Circle.LEADERS);
                    case CHAMPION -> circles.contains(Circle.CHAMPIONS);
                    case TRAINER -> circles.contains(Circle.TRAINERS);
                    default -> true;
                });
    }

    private double score(Messenger messenger, Audience audience, Circle circle, Phase phase) {
        return weight(messenger, audience)
                * Messages.reach(circle, messenger)
                * share(messenger, audience)
                * fit(messenger, phase);
    }

    /** How much of the audience they could speak to; all of it, where nobody knows. */
    private double share(Messenger messenger, Audience audience) {
        return context.speakersFor(audience.id())
                .flatMap(all -> Optional.ofNullable(all.get(messenger)))
                .map(speakers -> Math.clamp(speakers.reaches() / (double) Math.max(1, audience.size()), LEAST_REACH, 1))
                .orElse(1.0);
    }

    private double weight(Messenger messenger, Audience audience) {
        Map<Messenger, MessengerWeight> weights = context.weightsFor(audience.id());
        double share =
                Known.weight(weights, messenger).map(MessengerWeight::share).orElseGet(() -> unstated(weights));
        return Double.isFinite(share) ? Math.clamp(share, 0, 1) : 0;
    }

    private static double unstated(Map<Messenger, MessengerWeight> weights) {
        double stated = weights.values().stream()
                .mapToDouble(MessengerWeight::share)
                .filter(Double::isFinite)
                .sum();
        long silent = Arrays.stream(Messenger.values())
                .filter(messenger -> !weights.containsKey(messenger))
                .count();
        return silent == 0 ? 0 : Math.clamp(1 - stated, 0, 1) / silent;
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

    private boolean mayTheLearningTeamSpeak() {
        return (own + 1) * ONE_IN <= chosen + 1;
    }
}
