package org.takeup.plugin.plan.stakeholder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Step;

/** Makes one draft: picks the plays for each audience, puts them in order, then gives each a day, a voice and its words. */
final class Drafting {
    private static final int MOST_AUDIENCES = 40;
    private static final int DAYS_A_WEEK = 7;
    private static final Comparator<Audience> WEIGHTIEST_FIRST = Comparator.comparing(
                    (Audience audience) -> !Quadrant.isKey(audience))
            .thenComparing(audience -> -audience.power() * audience.interest())
            .thenComparing(Audience::id);

    private final PlanContext context;
    private final Brief brief;
    private final Evidence evidence;
    private final Voices voices;
    private final Reasons reasons;

    /** @param day of the programme on which it is due */
    private record Planned(Audience audience, Circle circle, Play play, int day) {}

    private record Dated(Planned planned, LocalDate on) {}

    Drafting(PlanContext context, Brief brief) {
        this.context = context;
        this.brief = brief;
        this.evidence = new Evidence(context.signals());
        this.voices = new Voices(context);
        this.reasons = new Reasons(context, evidence);
    }

    PlanDraft draft() {
        List<Audience> weightiest = context.audiences().stream()
                .sorted(WEIGHTIEST_FIRST)
                .limit(MOST_AUDIENCES)
                .toList();
        List<List<Planned>> each = weightiest.stream().map(this::plan).toList();
        int plays = each.stream().mapToInt(List::size).sum();
        var rhythm = new Rhythm(brief.weeks(), plays);
        List<Planned> planned = Stream.concat(
                        each.stream().flatMap(List::stream), each.stream().flatMap(own -> between(own, rhythm)))
                .sorted(Comparator.comparingInt(Planned::day))
                .toList();
        return new PlanDraft(StakeholderPlan.WORDS.draft("title", brief.places()), assumptions(rhythm), steps(planned));
    }

    private List<Planned> plan(Audience audience) {
        Circle circle = Circle.of(audience);
        int messages = Quadrant.isKey(audience)
                ? circle.plays().size()
                : Quadrant.of(audience).messages();
        return Stream.concat(circle.plays().stream().limit(messages), evidence.extrasFor(circle).stream())
                .map(play -> new Planned(audience, circle, play, day(evidence.due(play))))
                .toList();
    }

    /** Nobody is left alone for much longer than their quadrant asks for. */
    private Stream<Planned> between(List<Planned> own, Rhythm rhythm) {
        if (own.isEmpty()) {
            return Stream.empty();
        }
        Planned first = own.getFirst();
        Quadrant quadrant = Quadrant.of(first.audience);
        return rhythm.between(own.stream().map(Planned::day).toList(), quadrant.weeks()).stream()
                .map(day -> new Planned(first.audience, first.circle, quadrant.between(), day));
    }

    /** @param due in percent of the programme; below 0 is before all others */
    private int day(int due) {
        return due < 0 ? due : due * brief.weeks() * DAYS_A_WEEK / 100;
    }

    private List<Step> steps(List<Planned> planned) {
        var calendar = new Calendar(context.calendar(), brief.start(), brief.weeks() * DAYS_A_WEEK, planned.size());
        List<Dated> dated = new ArrayList<>();
        for (Planned next : planned) {
            dated.add(new Dated(
                    next, calendar.take(next.audience.id(), brief.start().plusDays(Math.max(0, next.day)))));
        }
        dated.sort(Comparator.comparing(Dated::on));
        List<Step> steps = new ArrayList<>();
        for (Dated next : dated) {
            steps.add(step(next.planned, "s" + (steps.size() + 1), next.on));
        }
        return steps;
    }

    private Step step(Planned planned, String id, LocalDate on) {
        Play play = planned.play;
        Voices.Choice choice = voices.choose(planned.audience, planned.circle, play.phase(), on);
        return new Step(
                id,
                planned.audience.id(),
                play.purpose(),
                play.phase(),
                choice.messenger(),
                choice.channel(),
                on,
                StakeholderPlan.WORDS.draft(play.key() + ".subject", brief.places()),
                StakeholderPlan.WORDS.draft(play.key() + ".words", brief.places()),
                reasons.of(planned.audience, planned.circle, play, choice),
                play.measure());
    }

    private List<String> assumptions(Rhythm rhythm) {
        List<String> all = new ArrayList<>(brief.assumptions());
        if (context.audiences().isEmpty()) {
            all.add(StakeholderPlan.WORDS.draft("assume.nobody", Map.of()));
        }
        if (context.audiences().size() > MOST_AUDIENCES) {
            all.add(StakeholderPlan.WORDS.draft("assume.weightiest", Map.of("most", MOST_AUDIENCES)));
        }
        if (rhythm.wasCut()) {
            all.add(StakeholderPlan.WORDS.draft("assume.rhythm", Map.of("most", Rhythm.MOST_STEPS)));
        }
        if (context.audiences().stream().map(Circle::of).noneMatch(Circle.LEADERS::equals)) {
            all.add(StakeholderPlan.WORDS.draft("assume.sponsor", Map.of()));
        }
        if (context.signals().isEmpty()) {
            all.add(StakeholderPlan.WORDS.draft("assume.no-survey", Map.of()));
        }
        String weights = reasons.weights();
        if (!weights.isEmpty()) {
            all.add(weights);
        }
        return all;
    }
}
