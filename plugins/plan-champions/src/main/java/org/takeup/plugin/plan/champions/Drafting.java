package org.takeup.plugin.plan.champions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Step;

/** Makes one draft: the plays of each audience, each on its day before or after the launch, with a voice and words. */
final class Drafting {
    private static final int MOST_AUDIENCES = 40;
    /** As many as the platform takes of a draft. */
    private static final int MOST_STEPS = 200;

    private static final int LONGEST_REASON = 600;
    private static final Comparator<Audience> FIRST = Comparator.comparing((Audience audience) -> Circle.of(audience))
            .thenComparing(audience -> -audience.power() * audience.interest())
            .thenComparing(Audience::id);

    private final PlanContext context;
    private final Brief brief;

    /** @param day as it is wanted; not before today */
    private record Planned(Audience audience, Play play, LocalDate day) {}

    private record Dated(Planned planned, LocalDate on) {}

    Drafting(PlanContext context, Brief brief) {
        this.context = context;
        this.brief = brief;
    }

    PlanDraft draft() {
        List<Planned> planned = context.audiences().stream()
                .sorted(FIRST)
                .limit(MOST_AUDIENCES)
                .flatMap(audience -> Play.of(Circle.of(audience)).stream()
                        .flatMap(play -> brief.day(play).stream().map(day -> new Planned(audience, play, day))))
                .limit(MOST_STEPS)
                .sorted(Comparator.comparing(Planned::day))
                .toList();
        return new PlanDraft(Words.draft("title", brief.places()), assumptions(), steps(planned));
    }

    private List<Step> steps(List<Planned> planned) {
        var days = new Days(context.calendar(), planned.size());
        List<Dated> dated = new ArrayList<>();
        for (Planned next : planned) {
            dated.add(new Dated(next, days.take(next.audience.id(), next.day)));
        }
        dated.sort(Comparator.comparing(Dated::on));
        var speech = new Speech(context);
        List<Step> steps = new ArrayList<>();
        for (Dated next : dated) {
            steps.add(step(next.planned, "s" + (steps.size() + 1), next.on, speech));
        }
        return steps;
    }

    private Step step(Planned planned, String id, LocalDate on, Speech speech) {
        Play play = planned.play;
        Speech.Choice choice = speech.choose(planned.audience, play, on);
        String name = Words.oneLine(planned.audience.name(), Words.LONGEST_NAME);
        return new Step(
                id,
                planned.audience.id(),
                play.purpose(),
                play.phase(),
                choice.messenger(),
                choice.channel(),
                on,
                Words.draft(play.key() + ".subject", brief.places()),
                Words.draft(play.key() + ".words", brief.places()),
                Words.oneLine(
                        Words.draft(play.key() + ".why", Map.of("audience", name)) + " " + choice.reason(),
                        LONGEST_REASON),
                play.measure());
    }

    private List<String> assumptions() {
        List<String> all = new ArrayList<>(brief.assumptions());
        if (context.audiences().isEmpty()) {
            all.add(Words.draft("assume.nobody"));
        }
        if (context.audiences().size() > MOST_AUDIENCES) {
            all.add(Words.draft("assume.weightiest", Map.of("most", MOST_AUDIENCES)));
        }
        for (Circle needed : Play.NEEDED) {
            if (context.audiences().stream().noneMatch(each -> Circle.of(each) == needed)) {
                all.add(Words.draft("assume.no-" + needed.name().toLowerCase(Locale.ROOT)));
            }
        }
        weights().ifPresent(all::add);
        return all;
    }

    /** Whose view counts in the whole organisation, with what is unstated and where the figures are from. */
    private Optional<String> weights() {
        Map<Messenger, MessengerWeight> known = context.weights();
        List<Messenger> stated =
                List.of(Messenger.values()).stream().filter(known::containsKey).toList();
        return stated.stream().findFirst().map(known::get).map(any -> {
            double sum = known.values().stream()
                    .mapToDouble(MessengerWeight::share)
                    .filter(Double::isFinite)
                    .sum();
            return Words.draft(
                    any.isOwn() ? "assume.weights.own" : "assume.weights",
                    Map.of(
                            "shares",
                            stated.stream()
                                    .map(each -> Words.draft(
                                                    "messenger." + each.name().toLowerCase(Locale.ROOT))
                                            + " " + percent(known.get(each)) + " %")
                                    .collect(Collectors.joining(", ")),
                            "unstated",
                            Math.round(100 * Math.clamp(1 - sum, 0, 1)),
                            "source",
                            Words.oneLine(any.source(), Words.LONGEST_NAME),
                            "answers",
                            any.answers()));
        });
    }

    private static long percent(@org.jspecify.annotations.Nullable MessengerWeight weight) {
        double share = weight == null || !Double.isFinite(weight.share()) ? 0 : weight.share();
        return Math.round(100 * Math.clamp(share, 0, 1));
    }
}
