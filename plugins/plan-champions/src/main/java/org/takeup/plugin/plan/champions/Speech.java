package org.takeup.plugin.plan.champions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft.Channel;
import org.takeup.plugin.api.plan.Speakers;

/**
 * Chooses who says a message: whom the play is made for, else the highest {@code weight x reach} with this audience, of those
 * who are there and were not asked enough yet. Executives hear sponsors alone. If nobody is left, the learning team writes.
 * Asks are counted, so ask in the order of the plan.
 */
final class Speech {
    private static final int LONGEST_REASON = 600;
    private static final double MADE_FOR = 100;
    private static final int USUAL_ASKS = 4;
    private static final int ASKS_OF_CHAMPIONS = 3;

    private final PlanContext context;
    private final Asks asks = new Asks();

    Speech(PlanContext context) {
        this.context = context;
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
        List<String> passed = new ArrayList<>();
        for (Messenger messenger : ranked) {
            if (!isThere(messenger, audience)) {
                passed.add(Words.draft("instead.missing", Map.of("messenger", named(messenger))));
                continue;
            }
            Optional<Channel> channel = channel(messenger, audience, on);
            if (channel.isPresent()) {
                return new Choice(messenger, channel.get(), reason(messenger, audience, executive, passed));
            }
            passed.add(Words.draft("instead.asked", Map.of("messenger", named(messenger))));
        }
        Messenger last = executive ? Messenger.SPONSOR : Messenger.LEARNING_TEAM;
        return new Choice(last, Channel.EMAIL, reason(last, audience, executive, passed));
    }

    /** At most the first who was passed over is named: more would be noise. */
    private String reason(Messenger messenger, Audience audience, boolean executive, List<String> passed) {
        String why = executive ? Words.draft("voice.leaders") : figure(messenger, audience);
        return Words.oneLine(
                why + passed.stream().limit(1).map(each -> " " + each).collect(Collectors.joining()), LONGEST_REASON);
    }

    private String figure(Messenger messenger, Audience audience) {
        return stated(context.weightsFor(audience.id()), messenger)
                .map(weight -> Words.draft(
                        "voice." + (weight.isOwn() ? "own" : "source"),
                        Map.of(
                                "messenger", named(messenger),
                                "share", percent(weight.share()),
                                "low", percent(weight.low()),
                                "high", percent(weight.high()),
                                "source", Words.oneLine(weight.source(), Words.LONGEST_NAME))))
                .orElseGet(() -> Words.draft("voice.unknown", Map.of("messenger", named(messenger))));
    }

    /** Whoever meets people says it; sponsors, communications and the learning team write. Empty if nobody may be asked. */
    private Optional<Channel> channel(Messenger messenger, Audience audience, LocalDate on) {
        boolean meets = switch (messenger) {
            case LINE_MANAGER, PEER, CHAMPION, TRAINER -> true;
            default -> false;
        };
        if (!meets) {
            return Optional.of(Channel.EMAIL);
        }
        Speakers speakers = speakers(context, messenger, audience.id());
        if (!asks.mayAsk(speakers, on)) {
            return Optional.empty();
        }
        asks.ask(speakers, on);
        return Optional.of(Channel.HAND_OVER);
    }

    /** Who could speak; where nobody knows, as many as usual may be asked as often as usual. */
    static Speakers speakers(PlanContext context, Messenger messenger, String audienceId) {
        return context.speakersFor(audienceId)
                .flatMap(all -> Optional.ofNullable(all.get(messenger)))
                .orElseGet(() -> switch (messenger) {
                    case LINE_MANAGER, PEER -> new Speakers(1, 0, USUAL_ASKS, messenger + "/" + audienceId);
                    case CHAMPION -> new Speakers(1, 0, ASKS_OF_CHAMPIONS, messenger.name());
                    default -> new Speakers(1, 0, USUAL_ASKS, messenger.name());
                });
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
        double share = stated(context.weightsFor(audience.id()), messenger)
                .map(MessengerWeight::share)
                .filter(Double::isFinite)
                .orElse(0.0);
        boolean madeFor = play.voice().filter(wanted -> wanted == messenger).isPresent();
        return (madeFor ? MADE_FOR : Math.clamp(share, 0, 1))
                * Circle.of(audience).reach(messenger);
    }

    /** The figure of a messenger, or of the peers for a champion without one. */
    private static Optional<MessengerWeight> stated(Map<Messenger, MessengerWeight> weights, Messenger messenger) {
        MessengerWeight own = weights.get(messenger);
        return Optional.ofNullable(own == null && messenger == Messenger.CHAMPION ? weights.get(Messenger.PEER) : own);
    }

    private static String named(Messenger messenger) {
        return Words.draft("messenger." + messenger.name().toLowerCase(Locale.ROOT));
    }

    private static long percent(double share) {
        return Math.round(100 * Math.clamp(Double.isFinite(share) ? share : 0, 0, 1));
    }
}
