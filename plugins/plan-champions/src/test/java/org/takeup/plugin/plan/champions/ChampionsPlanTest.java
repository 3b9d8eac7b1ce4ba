package org.takeup.plugin.plan.champions;

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
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Audience.Attitude;
import org.takeup.plugin.api.plan.Audience.Kind;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Channel;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.api.plan.Speakers;
import org.takeup.plugin.api.plan.Voices;
import org.takeup.plugin.api.plan.WorkCalendar;

class ChampionsPlanTest {
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);
    private static final LocalDate LAUNCH = LocalDate.of(2027, 2, 15);
    private static final Audience SPONSOR = audience("ceo", Kind.SPONSOR, 5, Attitude.SUPPORTER);
    private static final Audience MANAGERS = audience("managers", Kind.LINE_MANAGERS, 3, Attitude.NEUTRAL);
    private static final Audience LEARNERS = audience("learners", Kind.LEARNERS, 1, Attitude.NEUTRAL);
    private static final Audience RESPECTED = audience("respected", Kind.RESPECTED_INDIVIDUAL, 2, Attitude.CHAMPION);
    private static final Audience PERFORMERS = audience("performers", Kind.HIGH_PERFORMER, 2, Attitude.NEUTRAL);
    private static final Audience DOUBTERS = audience("Nora Night", Kind.OTHER, 2, Attitude.DISENCHANTED);
    private static final Map<Messenger, MessengerWeight> WEIGHTS = Map.of(
            Messenger.LINE_MANAGER, new MessengerWeight(0.55, 0.40, 0.70, "a survey of learners"),
            Messenger.PEER, new MessengerWeight(0.23, 0.12, 0.36, "a survey of learners"),
            Messenger.LEARNING_TEAM, new MessengerWeight(0.10, 0.03, 0.2, "a survey of learners"));

    private final ChampionsPlan builder = new ChampionsPlan();

    @Test
    void sponsorsComeFirstAndChampionsThirtyDaysBeforeTheLaunchOrEarlier() {
        PlanDraft draft = draft(SPONSOR, MANAGERS, LEARNERS, RESPECTED, PERFORMERS);

        assertEquals("ceo", draft.steps().getFirst().audienceId());
        for (Audience champion : List.of(RESPECTED, PERFORMERS)) {
            Step first = stepsFor(draft, champion).getFirst();
            assertTrue(!first.on().isAfter(LAUNCH.minusDays(28)), first.toString());
            assertEquals(Purpose.ENGAGE, first.purpose());
        }
        assertEquals("", said(builder.lint(context(SPONSOR, MANAGERS, LEARNERS, RESPECTED, PERFORMERS), draft)));
    }

    @Test
    void championsAreFoundAskedEquippedAndKept() {
        PlanDraft draft = draft(SPONSOR, MANAGERS, LEARNERS, RESPECTED);

        assertEquals(
                List.of(
                        "May I ask you something, before everybody else hears of it?",
                        "What you need to speak for Better meetings",
                        "Your session kit: twenty minutes over lunch",
                        "What worked for you? The others would like to know",
                        "Thank you, and what came of it"),
                stepsFor(draft, RESPECTED).stream().map(Step::subject).toList());
        assertEquals(
                EnumSet.allOf(Purpose.class),
                stepsFor(draft, RESPECTED).stream().map(Step::purpose).collect(Collectors.toSet()));
        String kit = stepsFor(draft, RESPECTED).get(2).words();
        for (String part : List.of("Script", "slide", "QR code", "calendar entry")) {
            assertTrue(kit.contains(part), part);
        }
    }

    @Test
    void doubtersAreInvitedAllAlikeAndNeverByName() {
        PlanDraft draft = draft(SPONSOR, MANAGERS, RESPECTED, DOUBTERS);
        List<Step> steps = stepsFor(draft, DOUBTERS);

        assertEquals("Wanted: people who are hard to please", steps.getFirst().subject());
        assertTrue(steps.getFirst().reason().contains("nobody is picked by what they answered"));
        draft.steps().forEach(step -> {
            assertFalse(step.words().contains("Nora"), step.words());
            assertFalse(step.words().toLowerCase(Locale.ROOT).contains("disenchanted"), step.words());
        });

        List<Step> named = steps.stream()
                .map(step -> with(step, "Dear Nora Night, you are against it.", step.on()))
                .toList();
        assertTrue(said(builder.lint(context(SPONSOR, RESPECTED, DOUBTERS), new PlanDraft("t", List.of(), named)))
                .contains("without a name"));
    }

    @Test
    void whoeverIsAskedLateIsNamedByTheCheckAndTheSponsorsLeadTimeCounts() {
        Map<String, Answer> answers = answers();
        answers.put("leadDays", new Answer.Text("60"));
        PlanContext context = context(SPONSOR, RESPECTED, LEARNERS);
        PlanDraft draft = builder.propose(context, answers);
        assertFalse(said(builder.lint(context, draft)).contains("Ask them earlier"));

        List<Step> late = draft.steps().stream()
                .map(step -> step.audienceId().equals("respected") && step.on().isBefore(LAUNCH.minusDays(45))
                        ? with(step, step.words(), LAUNCH.minusDays(45))
                        : step)
                .toList();
        String found = said(builder.lint(context, new PlanDraft("t", draft.assumptions(), late)));
        assertTrue(found.contains("less than 60 days before the launch on 15 February 2027"), found);
    }

    @Test
    void anAskComesFromASponsorAndALunchFromAChampionUnlessTheyAreNotThere() {
        PlanDraft draft = draft(SPONSOR, MANAGERS, LEARNERS, RESPECTED);
        assertEquals(Messenger.SPONSOR, stepsFor(draft, RESPECTED).getFirst().messenger());
        assertEquals(Messenger.CHAMPION, lunch(draft).messenger());

        PlanContext without = new PlanContext(
                "x",
                TUESDAY,
                List.of(SPONSOR, LEARNERS),
                WEIGHTS,
                List.of(),
                Map.of(
                        "learners",
                        new Voices(WEIGHTS, Map.of(Messenger.LINE_MANAGER, new Speakers(3, 10, 4, "managers")))),
                WorkCalendar.mondayToFriday());
        Step lunch = lunch(builder.propose(without, answers()));
        assertEquals(Messenger.LINE_MANAGER, lunch.messenger());
        assertEquals(Channel.HAND_OVER, lunch.channel());
        assertTrue(lunch.reason().contains("First choice was: champion. There is none for them yet"), lunch.reason());
        assertTrue(lunch.reason().contains("because 55 % of learners say"), lunch.reason());
    }

    @Test
    void aLaunchThatIsNearIsNamedAsAnAssumptionAndNothingIsInThePast() {
        Map<String, Answer> answers = answers();
        answers.put("launchDate", new Answer.Text(TUESDAY.plusDays(5).toString()));
        PlanDraft draft = builder.propose(context(SPONSOR, RESPECTED, LEARNERS), answers);

        assertTrue(String.join(" ", draft.assumptions()).contains("some steps come later than they should"));
        assertTrue(draft.steps().stream().allMatch(step -> step.on().isAfter(TUESDAY)));
        assertTrue(
                said(builder.lint(context(SPONSOR, RESPECTED, LEARNERS), draft)).contains("Ask them earlier"));
    }

    @Test
    void aMapWithoutChampionsOrSponsorsSaysSo() {
        PlanDraft draft = draft(LEARNERS);

        String assumed = String.join(" ", draft.assumptions());
        assertTrue(assumed.contains("No sponsor is on the map"), assumed);
        assertTrue(assumed.contains("No champion is on the map yet"), assumed);
        String found = said(builder.lint(context(LEARNERS), draft));
        assertTrue(found.contains("There is no champion on the map"), found);
    }

    private static Step lunch(PlanDraft draft) {
        return draft.steps().stream()
                .filter(step -> step.subject().startsWith("Twenty minutes over lunch"))
                .findFirst()
                .orElseThrow();
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

    private static Audience audience(String id, Kind kind, int power, Attitude attitude) {
        return new Audience(id, id, 10, power, 3, attitude, kind);
    }

    private static List<Step> stepsFor(PlanDraft draft, Audience audience) {
        return draft.steps().stream()
                .filter(step -> step.audienceId().equals(audience.id()))
                .toList();
    }

    private static Step with(Step step, String words, LocalDate on) {
        return new Step(
                step.id(),
                step.audienceId(),
                step.purpose(),
                step.phase(),
                step.messenger(),
                step.channel(),
                on,
                step.subject(),
                words,
                step.reason(),
                step.measure());
    }

    private static String said(List<Finding> findings) {
        return findings.stream().map(one -> one.message().in(Locale.ENGLISH)).collect(Collectors.joining(" "));
    }
}
