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
import org.takeup.plugin.plan.drafting.Circle;
import org.takeup.plugin.plan.drafting.Days;

/** Makes one draft: picks the messages for each audience, puts them in order, then gives each a day, a voice and its words. */
final class Draft {
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
    private record Planned(Audience audience, Circle circle, Message message, int day) {}

    private record Dated(Planned planned, LocalDate on) {}

    Draft(PlanContext context, Brief brief) {
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
        int messages = each.stream().mapToInt(List::size).sum();
        var rhythm = new Rhythm(brief.weeks(), messages);
        List<Planned> planned = Stream.concat(
                        each.stream().flatMap(List::stream), each.stream().flatMap(own -> between(own, rhythm)))
                .sorted(Comparator.comparingInt(Planned::day))
                .toList();
        return new PlanDraft(StakeholderPlan.WORDS.draft("title", brief.places()), assumptions(rhythm), steps(planned));
    }

    private List<Planned> plan(Audience audience) {
        Circle circle = Circle.of(audience);
        int messages = Quadrant.isKey(audience)
                ? Messages.of(circle).size()
                : Quadrant.of(audience).messages();
        return Stream.concat(Messages.of(circle).stream().limit(messages), evidence.extrasFor(circle).stream())
                .map(message -> new Planned(audience, circle, message, day(evidence.due(message))))
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
        var days = new Days(context.calendar(), mostADay(planned.size()));
        List<Dated> dated = new ArrayList<>();
        for (Planned next : planned) {
            dated.add(new Dated(
                    next, days.take(next.audience.id(), brief.start().plusDays(Math.max(0, next.day)))));
        }
        dated.sort(Comparator.comparing(Dated::on));
        List<Step> steps = new ArrayList<>();
        for (Dated next : dated) {
            steps.add(step(next.planned, "s" + (steps.size() + 1), next.on));
        }
        return steps;
    }

    /** So that all fit into the programme if possible. */
    private int mostADay(int messages) {
        LocalDate end = brief.start().plusDays((long) brief.weeks() * DAYS_A_WEEK);
        long workdays = brief.start()
                .datesUntil(end)
                .filter(context.calendar()::isWorkday)
                .count();
        return (int) Math.max(1, Math.ceilDiv(2L * messages, Math.max(1, workdays)));
    }

    private Step step(Planned planned, String id, LocalDate on) {
        Message message = planned.message;
        Voices.Choice choice = voices.choose(planned.audience, planned.circle, message.phase(), on);
        return new Step(
                id,
                planned.audience.id(),
                message.purpose(),
                message.phase(),
                choice.messenger(),
                choice.channel(),
                on,
                StakeholderPlan.WORDS.draft(message.key() + ".subject", brief.places()),
                StakeholderPlan.WORDS.draft(message.key() + ".words", brief.places()),
                reasons.of(planned.audience, planned.circle, message, choice),
                message.measure());
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
