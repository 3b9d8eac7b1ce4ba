package org.takeup.plugin.plan.drafting;

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

/** Makes one draft from a playbook: the plays of each audience, each on its day, with a voice and words. */
public final class Drafting {
    private static final int MOST_AUDIENCES = 40;
    /** As many as the platform takes of a draft. */
    private static final int MOST_STEPS = 200;

    private static final int LONGEST_REASON = 600;
    private static final int FEWEST_A_DAY = 4;
    private static final int SPREAD = 20;
    private static final Comparator<Audience> FIRST = Comparator.comparing((Audience audience) -> Circle.of(audience))
            .thenComparing(audience -> -audience.power() * audience.interest())
            .thenComparing(Audience::id);

    private final PlanContext context;
    private final Playbook playbook;
    private final Words words;
    private final Occasion occasion;

    /** @param day as it is wanted; not before today */
    private record Planned(Audience audience, Play play, LocalDate day) {}

    private record Dated(Planned planned, LocalDate on) {}

    public Drafting(PlanContext context, Playbook playbook, Occasion occasion) {
        this.context = context;
        this.playbook = playbook;
        this.words = playbook.words();
        this.occasion = occasion;
    }

    /** The draft. */
    public PlanDraft draft() {
        List<Planned> planned = context.audiences().stream()
                .sorted(FIRST)
                .limit(MOST_AUDIENCES)
                .flatMap(audience -> playbook.of(Circle.of(audience)).stream()
                        .flatMap(play -> occasion.day(play).stream().map(day -> new Planned(audience, play, day))))
                .limit(MOST_STEPS)
                .sorted(Comparator.comparing(Planned::day))
                .toList();
        return new PlanDraft(words.draft("title", occasion.places()), assumptions(), steps(planned));
    }

    private List<Step> steps(List<Planned> planned) {
        var days = new Days(context.calendar(), Math.max(FEWEST_A_DAY, Math.ceilDiv(planned.size(), SPREAD)));
        List<Dated> dated = new ArrayList<>();
        for (Planned next : planned) {
            dated.add(new Dated(next, days.take(next.audience.id(), next.day)));
        }
        dated.sort(Comparator.comparing(Dated::on));
        var speech = new Speech(context, words);
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
                words.draft(play.key() + ".subject", occasion.places()),
                words.draft(play.key() + ".words", occasion.places()),
                Words.oneLine(
                        words.draft(play.key() + ".why", Map.of("audience", name)) + " " + choice.reason(),
                        LONGEST_REASON),
                play.measure());
    }

    private List<String> assumptions() {
        List<String> all = new ArrayList<>(occasion.assumptions());
        if (context.audiences().isEmpty()) {
            all.add(words.draft("assume.nobody"));
        }
        if (context.audiences().size() > MOST_AUDIENCES) {
            all.add(words.draft("assume.weightiest", Map.of("most", MOST_AUDIENCES)));
        }
        for (Circle needed : playbook.needed()) {
            if (context.audiences().stream().noneMatch(each -> Circle.of(each) == needed)) {
                all.add(words.draft("assume.no-" + needed.name().toLowerCase(Locale.ROOT)));
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
            return words.draft(
                    any.isOwn() ? "assume.weights.own" : "assume.weights",
                    Map.of(
                            "shares",
                            stated.stream()
                                    .map(each -> words.draft(
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
