package org.takeup.plugin.plan.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Audience.Attitude;
import org.takeup.plugin.api.plan.Audience.Kind;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;
import org.takeup.plugin.api.plan.PlanDraft.Step;

class LaunchPlanTest {
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);
    private static final LocalDate LAUNCH = LocalDate.of(2027, 2, 15);
    private static final Audience SPONSOR = audience("ceo", Kind.SPONSOR, 5);
    private static final Audience MANAGERS = audience("managers", Kind.LINE_MANAGERS, 3);
    private static final Audience LEARNERS = audience("learners", Kind.LEARNERS, 1);
    private static final Audience RESPECTED = audience("respected", Kind.RESPECTED_INDIVIDUAL, 2);
    private static final Map<Messenger, MessengerWeight> WEIGHTS = Map.of(
            Messenger.LINE_MANAGER, new MessengerWeight(0.55, 0.40, 0.70, "a survey of learners"),
            Messenger.PEER, new MessengerWeight(0.23, 0.12, 0.36, "a survey of learners"),
            Messenger.LEARNING_TEAM, new MessengerWeight(0.10, 0.03, 0.2, "a survey of learners"));

    private final LaunchPlan builder = new LaunchPlan();

    @Test
    void theSponsorComesFirstThenChampionsThenManagersThenTheirPeople() {
        PlanDraft draft = draft(LEARNERS, MANAGERS, RESPECTED, SPONSOR);

        assertEquals(
                List.of("ceo", "respected", "managers", "learners"),
                draft.steps().stream().map(Step::audienceId).distinct().toList());
        assertTrue(stepsFor(draft, LEARNERS).stream().anyMatch(step -> step.on().equals(LAUNCH)));
        assertTrue(draft.steps().getLast().on().isAfter(LAUNCH.plusDays(25)));
        assertEquals("", said(builder.lint(context(LEARNERS, MANAGERS, RESPECTED, SPONSOR), draft)));
    }

    @Test
    void everyKeyAudienceIsEngagedMotivatedAndRewarded() {
        PlanDraft draft = draft(LEARNERS, MANAGERS, SPONSOR);
        for (Audience audience : List.of(LEARNERS, MANAGERS, SPONSOR)) {
            assertEquals(
                    EnumSet.allOf(Purpose.class),
                    stepsFor(draft, audience).stream().map(Step::purpose).collect(Collectors.toSet()));
        }

        List<Step> without = draft.steps().stream()
                .filter(step -> !step.audienceId().equals("managers") || step.purpose() != Purpose.INCENTIVISE)
                .toList();
        assertTrue(said(builder.lint(context(LEARNERS, MANAGERS, SPONSOR), new PlanDraft("t", List.of(), without)))
                .contains("managers: no step has the purpose \"reward\""));
    }

    @Test
    void aDeadlineHasAMessageTwoWeeksBeforeItAndAnImpossibleOneHasNone() {
        Map<String, Answer> answers = answers();
        answers.put("deadline", new Answer.Text("2027-04-30"));
        Step reminding = builder.propose(context(SPONSOR, LEARNERS), answers).steps().stream()
                .filter(step -> step.subject().equals("Two weeks to go"))
                .findFirst()
                .orElseThrow();
        assertEquals(LocalDate.of(2027, 4, 16), reminding.on());
        assertTrue(reminding.words().contains("by 30 April 2027"), reminding.words());

        answers.put("deadline", new Answer.Text("2027-02-20"));
        PlanDraft without = builder.propose(context(SPONSOR, LEARNERS), answers);
        assertTrue(without.steps().stream().noneMatch(step -> step.subject().equals("Two weeks to go")));
        assertTrue(String.join(" ", without.assumptions()).contains("The deadline cannot be used"));
    }

    @Test
    void theSponsorIsChosenFromTheMapAndNamedFirst() {
        FormField field = builder.wizard(context(SPONSOR, LEARNERS)).stream()
                .filter(each -> each.id().equals("sponsor"))
                .findFirst()
                .orElseThrow();
        assertEquals(2, field.choices().size());

        Map<String, Answer> answers = answers();
        answers.put(
                "sponsor", new Answer.Chosen(List.of(field.choices().getLast().id())));
        assertTrue(builder.propose(context(SPONSOR, LEARNERS), answers)
                .assumptions()
                .contains("The sponsor is ceo."));
        assertTrue(String.join(" ", draft(LEARNERS).assumptions()).contains("No sponsor was named"));
    }

    @Test
    void lintNamesWhoeverHearsOfItTooLate() {
        PlanContext context = context(LEARNERS, MANAGERS, RESPECTED, SPONSOR);
        PlanDraft draft = builder.propose(context, answers());
        List<Step> swapped = draft.steps().stream()
                .map(step -> step.audienceId().equals("learners") ? step : on(step, LAUNCH.minusDays(3)))
                .toList();

        String found = said(builder.lint(context, new PlanDraft("t", draft.assumptions(), swapped)));

        for (String flaw : List.of(
                "Others hear of it before the sponsor does",
                "Line managers do not hear of it before their people",
                "less than 30 days before the launch on 15 February 2027")) {
            assertTrue(found.contains(flaw), () -> flaw + " is not found in: " + found);
        }
    }

    @Test
    void theWinIsToldInItsOwnWords() {
        Map<String, Answer> answers = answers();
        answers.put("win", new Answer.Text("the warehouse ends its meetings on time."));
        String words = stepsFor(builder.propose(context(SPONSOR, LEARNERS), answers), SPONSOR)
                .getLast()
                .words();
        assertTrue(words.contains("a first result: the warehouse ends its meetings on time."), words);
        assertFalse(words.contains(".."), words);
    }

    private PlanDraft draft(Audience... audiences) {
        return builder.propose(context(audiences), answers());
    }

    private static Map<String, Answer> answers() {
        return new HashMap<>(Map.of(
                "launchDate", new Answer.Text(LAUNCH.toString()),
                "programme", new Answer.Text("Better meetings"),
                "gain", new Answer.Text("end meetings on time.")));
    }

    private static PlanContext context(Audience... audiences) {
        return new PlanContext("Better meetings", TUESDAY, List.of(audiences), WEIGHTS, List.of());
    }

    private static Audience audience(String id, Kind kind, int power) {
        return new Audience(id, id, 10, power, 3, Attitude.NEUTRAL, kind);
    }

    private static List<Step> stepsFor(PlanDraft draft, Audience audience) {
        return draft.steps().stream()
                .filter(step -> step.audienceId().equals(audience.id()))
                .toList();
    }

    private static Step on(Step step, LocalDate on) {
        return new Step(
                step.id(),
                step.audienceId(),
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

    private static String said(List<Finding> findings) {
        return findings.stream().map(one -> one.message().in(Locale.ENGLISH)).collect(Collectors.joining(" "));
    }
}
