package org.takeup.plugin.plan.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Channel;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.api.plan.Speakers;
import org.takeup.plugin.testkit.PlanContexts;

/** What holds for every plan that a builder drafts, tried on 1,000 contexts. A builder's own test extends it. */
public abstract class AnyContext {
    private static final int MOST_STEPS = 200;

    private final PlanBuilder builder;

    protected AnyContext(PlanBuilder builder) {
        this.builder = builder;
    }

    @Property(tries = 1000, seed = "20261124")
    void aDraftIsTheSameEachTimeAndHasNoErrors(@ForAll long seed) {
        PlanContext context = context(seed);
        PlanDraft draft = draft(context, seed);

        assertEquals(draft, draft(context, seed));
        assertEquals(
                List.of(),
                builder.lint(context, draft).stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .toList());
    }

    @Property(tries = 1000, seed = "20261124")
    void nobodyHearsTwiceInAWeekAndNothingIsSaidOnAFreeDay(@ForAll long seed) {
        PlanContext context = context(seed);
        Map<String, LocalDate> last = new HashMap<>();

        for (Step step : draft(context, seed).steps()) {
            assertTrue(context.calendar().isWorkday(step.on()), () -> step.id() + " on " + step.on());
            LocalDate before = last.put(step.audienceId(), step.on());
            assertTrue(
                    before == null || ChronoUnit.DAYS.between(before, step.on()) >= 7, () -> step.id() + " too soon");
        }
    }

    /** Counted here by hand, and not as the builder counts. */
    @Property(tries = 1000, seed = "20261124")
    void nobodyIsAskedAboveTheirSpan(@ForAll long seed) {
        PlanContext context = context(seed);
        Map<Speakers, List<LocalDate>> asked = draft(context, seed).steps().stream()
                .filter(step -> step.channel() == Channel.HAND_OVER)
                .filter(step -> context.speakersFor(step.audienceId()).isPresent())
                .collect(Collectors.groupingBy(
                        step -> group(context, step), Collectors.mapping(Step::on, Collectors.toList())));
        asked.forEach((speakers, days) -> days.forEach(first -> assertTrue(
                days.stream()
                                .filter(day ->
                                        !day.isBefore(first) && ChronoUnit.DAYS.between(first, day) < Asks.days())
                                .count()
                        <= speakers.asks(),
                () -> speakers + " on " + days)));
    }

    private static Speakers group(PlanContext context, Step step) {
        Speakers speakers = context.speakersFor(step.audienceId()).orElseThrow().get(step.messenger());
        return new Speakers(1, 0, speakers.asks(), speakers.group());
    }

    @Property(tries = 1000, seed = "20261124")
    void executivesHearSponsorsAloneAndNobodySpeaksWhoIsNotThere(@ForAll long seed) {
        PlanContext context = context(seed);
        Map<String, Audience> audiences =
                context.audiences().stream().collect(Collectors.toMap(Audience::id, Function.identity()));
        for (Step step : draft(context, seed).steps()) {
            Audience audience = audiences.get(step.audienceId());
            if (audience.kind() == Audience.Kind.SPONSOR || audience.power() == 5) {
                assertEquals(Messenger.SPONSOR, step.messenger(), step.id());
            } else {
                assertTrue(
                        context.speakersFor(audience.id())
                                        .map(all -> all.containsKey(step.messenger()))
                                        .orElse(true)
                                || Circle.isExecutive(audience),
                        () -> step.messenger() + " for " + audience);
            }
        }
    }

    @Property(tries = 300, seed = "20261124")
    void everyStepSaysWhy(@ForAll long seed) {
        for (Step step : draft(context(seed), seed).steps()) {
            assertTrue(step.reason().contains("because"), step.reason());
            assertTrue(step.reason().length() <= 600, step.reason());
        }
    }

    @Example
    void fiveThousandAudiencesGiveAPlanThatCanBeCarried() {
        PlanContext context = PlanContexts.of(5_000, new Random(7));
        // No measure of speed: only that it ends well before a platform stops it.
        PlanDraft draft = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> draft(context, 7));

        assertTrue(draft.steps().size() <= MOST_STEPS);
        assertTrue(draft.steps().size() > 40);
        assertEquals(
                List.of(),
                builder.lint(context, draft).stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .toList());
    }

    protected static PlanContext context(long seed) {
        return PlanContexts.random(new Random(seed));
    }

    protected PlanDraft draft(PlanContext context, long seed) {
        Map<String, Answer> answers = PlanContexts.answers(builder.wizard(context), context.today(), new Random(seed));
        return builder.propose(context, answers);
    }
}
