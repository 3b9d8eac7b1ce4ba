package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.api.plan.Speakers;

/**
 * What a packed plan builder has to keep to. Use it in one line:
 *
 * <pre>{@code class MyBuilderContractIT extends PlanBuilderContract {} }</pre>
 */
public abstract class PlanBuilderContract extends PackageContract<PlanBuilder> {
    private static final int CONTEXTS = 1000;
    private static final int SAMPLES = 40;
    private static final int MOST_STEPS = 500;
    private static final int MOST_ASSUMPTIONS = 50;

    protected PlanBuilderContract() {
        this(PackedPlugin.find());
    }

    /** For another package than the one that the build has made. */
    protected PlanBuilderContract(PackedPlugin plugin) {
        super(PlanBuilder.class, plugin);
    }

    @Test
    public void idsAndTextsFollowTheRules() {
        for (PlanBuilder builder : extensions()) {
            Rules rules = new Rules();
            rules.ids("builder", List.of(builder.profile().id()).stream());
            rules.text("name", builder.profile().name());
            rules.text("method", builder.profile().method());
            rules.form("wizard", builder.wizard(PlanContexts.random(new Random(1))));
            assertKept(rules);
        }
    }

    @Test
    public void aThousandContextsGiveSoundPlansTheSameEachTime() {
        Random random = new Random(20_261_124);
        for (int i = 0; i < CONTEXTS; i++) {
            PlanContext context = PlanContexts.random(random);
            for (PlanBuilder builder : extensions()) {
                Map<String, Answer> answers = PlanContexts.answers(builder.wizard(context), context.today(), random);
                PlanDraft draft = builder.propose(context, answers);
                assertEquals(draft, builder.propose(context, answers), "equal arguments gave different drafts");
                checkDraft(context, draft);
                checkAsks(context, draft);
                checkFindings(draft, builder.lint(context, draft));
                assertEquals(List.of(), errors(builder.lint(context, draft)), () -> "own proposal for " + context);
            }
        }
    }

    @Test
    public void aMapWithoutAnybodyGivesAPlanAndNoException() {
        PlanContext nobody = new PlanContext("", LocalDate.of(2026, 11, 24), List.of(), Map.of(), List.of());
        for (PlanBuilder builder : extensions()) {
            PlanDraft draft = builder.propose(
                    nobody, PlanContexts.answers(builder.wizard(nobody), nobody.today(), new Random(2)));
            checkDraft(nobody, draft);
            checkFindings(draft, builder.lint(nobody, draft));
        }
    }

    @Test
    public void lintNamesAnUnknownAudienceAndAStepInThePast() {
        Random random = new Random(3);
        for (PlanBuilder builder : extensions()) {
            PlanContext context = PlanContexts.random(random);
            while (context.audiences().isEmpty()) {
                context = PlanContexts.random(random);
            }
            PlanDraft draft =
                    builder.propose(context, PlanContexts.answers(builder.wizard(context), context.today(), random));
            Step step = draft.steps().getFirst();
            assertTrue(
                    namesAnError(builder, context, draft, with(step, "nobody-knows-them", step.on())),
                    "a step for an audience that is not in the context is no ERROR");
            assertTrue(
                    namesAnError(
                            builder,
                            context,
                            draft,
                            with(step, step.audienceId(), context.today().minusDays(1))),
                    "a step in the past is no ERROR");
        }
    }

    @Test
    public void namesThatPeopleWroteOnPurposeGiveAPlanAndNoException() {
        Random random = new Random(4);
        for (PlanBuilder builder : extensions()) {
            for (String text : Hostile.TEXTS) {
                PlanContext context = PlanContexts.named(text, random);
                Map<String, Answer> answers = PlanContexts.answers(builder.wizard(context), context.today(), random);
                PlanDraft draft = builder.propose(context, answers);
                assertEquals(draft, builder.propose(context, answers), "equal arguments gave different drafts");
                checkLimits(draft);
                builder.lint(context, draft);
            }
        }
    }

    @Test
    public void lintEnduresWhateverPeopleMadeOfAPlan() {
        PlanContext context = PlanContexts.named("Board", new Random(5));
        String audience = context.audiences().getFirst().id();
        for (PlanBuilder builder : extensions()) {
            for (String text : Hostile.TEXTS) {
                for (LocalDate on :
                        List.of(LocalDate.MIN, LocalDate.MAX, LocalDate.of(9999, 12, 31), context.today())) {
                    Step step = PlanContexts.step(text, audience, on);
                    Step twice = PlanContexts.step(text, text, on);
                    builder.lint(context, new PlanDraft(text, List.of(text), List.of(step, twice)));
                }
            }
            builder.lint(context, new PlanDraft("", List.of(), List.of()));
        }
    }

    @Override
    Object results(PlanBuilder builder) {
        Random random = new Random(6);
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            PlanContext context = PlanContexts.random(random);
            List<FormField> asked = builder.wizard(context);
            PlanDraft draft = builder.propose(context, PlanContexts.answers(asked, context.today(), random));
            results.add(List.of(asked, draft, builder.lint(context, draft)));
        }
        return List.of(builder.profile(), results);
    }

    private static void checkLimits(PlanDraft draft) {
        Rules rules = new Rules();
        rules.require(draft.title().length() <= 120, "title is longer than 120 characters");
        rules.require(draft.steps().size() <= MOST_STEPS, "more than " + MOST_STEPS + " steps");
        for (Step step : draft.steps()) {
            String where = "step " + step.id() + " ";
            rules.require(step.subject().length() <= 120, where + "subject is longer than 120 characters");
            rules.require(!step.subject().contains("\n"), where + "subject has more than one line");
            rules.require(step.words().length() <= 4000, where + "words are longer than 4,000 characters");
            rules.require(step.reason().length() <= Rules.LONGEST_TEXT, where + "reason is too long");
        }
        assertKept(rules);
    }

    private static boolean namesAnError(PlanBuilder builder, PlanContext context, PlanDraft draft, Step instead) {
        PlanDraft edited = new PlanDraft(draft.title(), draft.assumptions(), List.of(instead));
        return errors(builder.lint(context, edited)).stream()
                .anyMatch(finding -> finding.where().equals(instead.id()));
    }

    private static Step with(Step step, String audience, LocalDate on) {
        return new Step(
                step.id(),
                audience,
                step.purpose(),
                step.phase(),
                step.messenger(),
                step.channel(),
                on,
                step.subject(),
                step.words(),
                step.reason(),
                step.measure());
    }

    private static void checkDraft(PlanContext context, PlanDraft draft) {
        Rules rules = new Rules();
        var known = context.audiences().stream().map(Audience::id).collect(Collectors.toSet());
        rules.plain("title", draft.title(), 120);
        rules.require(draft.steps().size() <= MOST_STEPS, "more than " + MOST_STEPS + " steps");
        rules.require(draft.assumptions().size() <= MOST_ASSUMPTIONS, "more than " + MOST_ASSUMPTIONS + " assumptions");
        draft.assumptions().forEach(assumption -> rules.plain("assumption", assumption, Rules.LONGEST_TEXT));
        rules.ids("step", draft.steps().stream().map(Step::id));
        for (Step step : draft.steps()) {
            String where = "step " + step.id() + " ";
            rules.require(known.contains(step.audienceId()), where + "is for an audience that is not in the context");
            rules.require(!step.on().isBefore(context.today()), where + "is in the past: " + step.on());
            rules.require(step.on().isBefore(context.today().plusYears(5)), where + "is years away: " + step.on());
            rules.plain(where + "subject", step.subject(), 120);
            rules.require(!step.subject().contains("\n"), where + "subject has more than one line");
            rules.plain(where + "words", step.words(), 4000);
            rules.plain(where + "reason", step.reason(), Rules.LONGEST_TEXT);
            rules.require(step.measure().days() >= 1 && step.measure().days() <= 365, where + "measure: 1 to 365 days");
        }
        rules.require(
                draft.steps().stream()
                        .sorted(Comparator.comparing(Step::on))
                        .toList()
                        .equals(draft.steps()),
                "steps are not in the order of their dates");
        assertKept(rules);
    }

    /** Where it is known who could speak, nobody is handed more to say than they may be asked for. */
    private static void checkAsks(PlanContext context, PlanDraft draft) {
        Asks asks = new Asks();
        Rules rules = new Rules();
        for (Step step : draft.steps()) {
            Speakers speakers = context.speakersFor(step.audienceId())
                    .map(all -> all.get(step.messenger()))
                    .orElse(null);
            if (speakers != null && step.channel() == PlanDraft.Channel.HAND_OVER) {
                rules.require(
                        asks.mayAsk(speakers, step.on()),
                        "step " + step.id() + " asks " + step.messenger() + " more than " + speakers.asks()
                                + " times in " + Asks.days() + " days");
                asks.ask(speakers, step.on());
            }
        }
        assertKept(rules);
    }

    private static void checkFindings(PlanDraft draft, List<Finding> findings) {
        Rules rules = new Rules();
        var steps = draft.steps().stream().map(Step::id).collect(Collectors.toSet());
        for (Finding finding : findings) {
            rules.text("finding", finding.message());
            rules.require(
                    finding.where().isEmpty() || steps.contains(finding.where()),
                    "a finding is about '" + finding.where() + "', which is no step");
        }
        assertKept(rules);
    }

    private static List<Finding> errors(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
    }
}
