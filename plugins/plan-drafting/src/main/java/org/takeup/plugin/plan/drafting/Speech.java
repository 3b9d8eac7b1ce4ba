package org.takeup.plugin.plan.drafting;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft.Channel;

/**
 * Chooses who says a message: whom the play is made for, else the highest {@code weight x reach} with this audience, of those
 * who are there and were not asked enough yet. Where two are as likely to be the best, the second speaks now and then
 * ({@link Exploring}). Executives hear sponsors alone. If nobody is left, the learning team writes.
 * Asks are counted, so ask in the order of the plan.
 */
final class Speech {
    private static final int LONGEST_REASON = 600;
    private static final double MADE_FOR = 100;

    private final PlanContext context;
    private final Words words;
    private final Asks asks = new Asks();
    private final Exploring exploring = new Exploring();

    Speech(PlanContext context, Words words) {
        this.context = context;
        this.words = words;
    }

    /** @param reason why by this messenger, in one to three sentences */
    record Choice(Messenger messenger, Channel channel, String reason) {}

    Choice choose(Audience audience, Play play, LocalDate on) {
        boolean executive = Circle.isExecutive(audience);
        List<Messenger> ranked = Arrays.stream(Messenger.values())
                .filter(messenger -> executive
                        ? messenger == Messenger.SPONSOR
                        : Circle.of(audience).reach(messenger) > 0)
                .sorted(Comparator.comparingDouble((Messenger messenger) -> -score(messenger, audience, play))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Messenger> able = ranked.stream()
                .filter(messenger -> isThere(messenger, audience) && mayBeAsked(messenger, audience, on))
                .toList();
        boolean explores = !executive && play.voice().isEmpty() && explores(able, audience);
        Messenger chosen;
        if (able.isEmpty()) {
            chosen = executive ? Messenger.SPONSOR : Messenger.LEARNING_TEAM;
        } else {
            chosen = able.get(explores ? 1 : 0);
        }
        String why = executive ? words.draft("voice.leaders") : figure(chosen, audience);
        // At most the first who was passed over is named: more would be noise.
        String instead = ranked.stream()
                .findFirst()
                .filter(first -> able.isEmpty() || first != chosen)
                .map(first -> " " + instead(first, audience, explores && first == able.getFirst()))
                .orElse("");
        return new Choice(
                chosen,
                !able.isEmpty() && meets(chosen) ? asked(chosen, audience, on) : Channel.EMAIL,
                Words.oneLine(why + instead, LONGEST_REASON));
    }

    private boolean explores(List<Messenger> able, Audience audience) {
        Map<Messenger, MessengerWeight> weights = context.weightsFor(audience.id());
        return able.size() > 1
                && able.get(1) != Messenger.LEARNING_TEAM
                && exploring.tries(Known.weight(weights, able.get(0)), Known.weight(weights, able.get(1)));
    }

    private String instead(Messenger wanted, Audience audience, boolean explored) {
        String missing = isThere(wanted, audience) ? "asked" : "missing";
        return words.draft("instead." + (explored ? "explored" : missing), Map.of("messenger", named(wanted)));
    }

    private String figure(Messenger messenger, Audience audience) {
        return Known.weight(context.weightsFor(audience.id()), messenger)
                .map(weight -> words.draft(
                        "voice." + (weight.isOwn() ? "own" : "source"),
                        Map.of(
                                "messenger", named(messenger),
                                "share", percent(weight.share()),
                                "low", percent(weight.low()),
                                "high", percent(weight.high()),
                                "source", Words.oneLine(weight.source(), Words.LONGEST_NAME))))
                .orElseGet(() -> words.draft("voice.unknown", Map.of("messenger", named(messenger))));
    }

    /** Whoever meets people says it; sponsors, communications and the learning team write. */
    private static boolean meets(Messenger messenger) {
        return switch (messenger) {
            case LINE_MANAGER, PEER, CHAMPION, TRAINER -> true;
            default -> false;
        };
    }

    private boolean mayBeAsked(Messenger messenger, Audience audience, LocalDate on) {
        return !meets(messenger) || asks.mayAsk(Known.speakers(context, messenger, audience.id()), on);
    }

    private Channel asked(Messenger messenger, Audience audience, LocalDate on) {
        asks.ask(Known.speakers(context, messenger, audience.id()), on);
        return Channel.HAND_OVER;
    }

    /** Whether there is somebody of this kind, by what the platform says; by the map, if it says nothing. */
    private boolean isThere(Messenger messenger, Audience audience) {
        return context.speakersFor(audience.id())
                .map(all -> messenger == Messenger.LEARNING_TEAM || all.containsKey(messenger))
                .orElseGet(() -> switch (messenger) {
                    case SPONSOR -> isOnTheMap(Circle.LEADERS);
                    case CHAMPION -> isOnTheMap(Circle.CHAMPIONS);
                    case TRAINER -> isOnTheMap(Circle.TRAINERS);
                    default -> true;
                });
    }

    private boolean isOnTheMap(Circle circle) {
        return context.audiences().stream().anyMatch(each -> Circle.of(each) == circle);
    }

    private double score(Messenger messenger, Audience audience, Play play) {
        double share = Known.weight(context.weightsFor(audience.id()), messenger)
                .map(MessengerWeight::share)
                .filter(Double::isFinite)
                .orElse(0.0);
        boolean madeFor = play.voice().filter(wanted -> wanted == messenger).isPresent();
        return (madeFor ? MADE_FOR : Math.clamp(share, 0, 1))
                * Circle.of(audience).reach(messenger);
    }

    private String named(Messenger messenger) {
        return words.draft("messenger." + messenger.name().toLowerCase(Locale.ROOT));
    }

    private static long percent(double share) {
        return Math.round(100 * Math.clamp(Double.isFinite(share) ? share : 0, 0, 1));
    }
}
