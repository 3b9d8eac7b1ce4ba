package org.takeup.plugin.plan.stakeholder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Channel;
import org.takeup.plugin.api.plan.PlanDraft.Step;

/** Makes one draft: picks the plays for each audience, puts them in order, then gives each a voice, a day and its words. */
final class Drafting {
    private static final int MOST_AUDIENCES = 40;
    private static final int DAYS_A_WEEK = 7;
    private static final int WEEKDAYS = 5;
    private static final int LONGEST_NAME = 80;
    private static final Comparator<Audience> WEIGHTIEST_FIRST = Comparator.comparing(
                    (Audience audience) -> !Quadrant.isKey(audience))
            .thenComparing(audience -> -audience.power() * audience.interest())
            .thenComparing(Audience::id);

    private final PlanContext context;
    private final Brief brief;
    private final Evidence evidence;
    private final Voices voices;

    private record Planned(Audience audience, Circle circle, Play play, int due) {}

    Drafting(PlanContext context, Brief brief) {
        this.context = context;
        this.brief = brief;
        this.evidence = new Evidence(context.signals());
        this.voices = new Voices(context);
    }

    PlanDraft draft() {
        List<Planned> planned = context.audiences().stream()
                .sorted(WEIGHTIEST_FIRST)
                .limit(MOST_AUDIENCES)
                .flatMap(this::plan)
                .sorted(Comparator.comparingInt(Planned::due))
                .toList();
        return new PlanDraft(Words.draft("title", brief.places()), assumptions(), steps(planned));
    }

    private Stream<Planned> plan(Audience audience) {
        Circle circle = Circle.of(audience);
        int messages = Quadrant.isKey(audience)
                ? circle.plays().size()
                : Quadrant.of(audience).messages();
        return Stream.concat(circle.plays().stream().limit(messages), evidence.extrasFor(circle).stream())
                .map(play -> new Planned(audience, circle, play, evidence.due(play)));
    }

    private List<Step> steps(List<Planned> planned) {
        Calendar calendar = new Calendar(planned.size(), brief.weeks() * WEEKDAYS);
        List<Step> steps = new ArrayList<>();
        for (Planned next : planned) {
            long days = (long) Math.max(0, next.due) * brief.weeks() * DAYS_A_WEEK / 100;
            steps.add(step(
                    next,
                    "s" + (steps.size() + 1),
                    calendar.take(next.audience.id(), brief.start().plusDays(days))));
        }
        steps.sort(Comparator.comparing(Step::on));
        return steps;
    }

    private Step step(Planned planned, String id, LocalDate on) {
        Play play = planned.play;
        Messenger messenger = voices.choose(planned.circle, play.phase());
        return new Step(
                id,
                planned.audience.id(),
                play.purpose(),
                play.phase(),
                messenger,
                channel(messenger),
                on,
                Words.draft(play.key() + ".subject", brief.places()),
                Words.draft(play.key() + ".words", brief.places()),
                reason(planned, messenger),
                play.measure());
    }

    private String reason(Planned planned, Messenger messenger) {
        String why = evidence.reason(planned.play)
                .orElseGet(() -> Words.draft(
                        "why." + planned.play.key(),
                        Map.of("audience", Words.oneLine(planned.audience.name(), LONGEST_NAME))));
        return why + " " + voices.reason(messenger, planned.circle);
    }

    /** Those who meet people say it themselves; the others write. */
    private static Channel channel(Messenger messenger) {
        return switch (messenger) {
            case LINE_MANAGER, PEER, CHAMPION, TRAINER -> Channel.HAND_OVER;
            default -> Channel.EMAIL;
        };
    }

    private List<String> assumptions() {
        List<String> all = new ArrayList<>(brief.assumptions());
        if (context.audiences().isEmpty()) {
            all.add(Words.draft("assume.nobody", Map.of()));
        }
        if (context.audiences().size() > MOST_AUDIENCES) {
            all.add(Words.draft("assume.weightiest", Map.of("most", MOST_AUDIENCES)));
        }
        if (context.audiences().stream().map(Circle::of).noneMatch(Circle.LEADERS::equals)) {
            all.add(Words.draft("assume.sponsor", Map.of()));
        }
        if (context.signals().isEmpty()) {
            all.add(Words.draft("assume.no-survey", Map.of()));
        }
        return all;
    }
}
