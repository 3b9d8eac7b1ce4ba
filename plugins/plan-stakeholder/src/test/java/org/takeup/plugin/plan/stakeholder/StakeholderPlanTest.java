package org.takeup.plugin.plan.stakeholder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Audience.Attitude;
import org.takeup.plugin.api.plan.Audience.Kind;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.api.plan.Speakers;
import org.takeup.plugin.api.plan.WorkCalendar;
import org.takeup.plugin.api.survey.Signal;

class StakeholderPlanTest {
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);
    private static final Audience SPONSOR = audience("ceo", Kind.SPONSOR, 5, 4, Attitude.SUPPORTER);
    private static final Audience MANAGERS = audience("managers", Kind.LINE_MANAGERS, 4, 2, Attitude.NEUTRAL);
    private static final Audience LEARNERS = audience("learners", Kind.LEARNERS, 1, 2, Attitude.NEUTRAL);
    private static final Audience RESPECTED = audience("respected", Kind.RESPECTED_INDIVIDUAL, 2, 4, Attitude.CHAMPION);
    private static final Audience DISENCHANTED = audience("night-shift", Kind.OTHER, 2, 3, Attitude.DISENCHANTED);
    private static final Map<Messenger, MessengerWeight> WEIGHTS = Map.of(
            Messenger.LINE_MANAGER, new MessengerWeight(0.55, 0.48, 0.62, "survey of learners"),
            Messenger.PEER, new MessengerWeight(0.23, 0.17, 0.29, "survey of learners"),
            Messenger.LEARNING_TEAM, new MessengerWeight(0.10, 0, 0.10, "survey of learners"));
    private static final Map<String, Answer> ANSWERS = Map.of(
            "startDate", new Answer.Text("2026-11-30"),
            "programme", new Answer.Text("Better meetings"),
            "gain", new Answer.Text("end meetings on time."),
            "weeks", new Answer.Text("8"));

    private static final Set<String> EXTRAS = Set.of(
            "The problem Better meetings is meant to solve", "A result of Better meetings, with a name and a number");

    private final StakeholderPlan builder = new StakeholderPlan();

    @Test
    void everyKeyAudienceIsEngagedMotivatedAndRewarded() {
        PlanDraft draft = draft(SPONSOR, MANAGERS, LEARNERS);

        for (Audience audience : List.of(SPONSOR, MANAGERS, LEARNERS)) {
            assertEquals(
                    EnumSet.allOf(Purpose.class),
                    stepsFor(draft, audience).stream().map(Step::purpose).collect(Collectors.toSet()));
        }
        assertEquals(List.of(), builder.lint(context(List.of(), SPONSOR, MANAGERS, LEARNERS), draft));
    }

    @Test
    void lineManagersTellLearnersWhyAndTheReasonNamesTheFigure() {
        Step why = stepsFor(draft(SPONSOR, MANAGERS, LEARNERS), LEARNERS).getFirst();

        assertEquals(Messenger.LINE_MANAGER, why.messenger());
        assertEquals("What Better meetings does for you", why.subject());
        assertTrue(why.words().contains("after it you can end meetings on time."));
        assertTrue(why.reason()
                .contains(
                        "55 % of learners say their line manager's view counts most (48 to 62 %; survey of learners)"));
    }

    @Test
    void executivesHearASponsorAndTheDisenchantedAPilotFromOneOfTheirOwn() {
        PlanDraft draft = draft(SPONSOR, MANAGERS, LEARNERS, DISENCHANTED);

        assertTrue(stepsFor(draft, SPONSOR).stream().allMatch(step -> step.messenger() == Messenger.SPONSOR));
        Step invitation = stepsFor(draft, DISENCHANTED).getFirst();
        assertEquals("You have doubts. May we hear them?", invitation.subject());
        assertEquals(Messenger.PEER, invitation.messenger());
    }

    @Test
    void sponsorsAndChampionsComeFirstAndStepsAreSpreadOverTheProgramme() {
        PlanDraft draft = draft(LEARNERS, MANAGERS, RESPECTED, SPONSOR);

        assertEquals(
                Set.of("ceo", "respected"),
                draft.steps().stream().limit(2).map(Step::audienceId).collect(Collectors.toSet()));
        assertEquals(LocalDate.of(2026, 11, 30), draft.steps().getFirst().on());
        assertTrue(draft.steps().getLast().on().isAfter(LocalDate.of(2027, 1, 10)));
        assertTrue(draft.steps().stream().map(Step::on).distinct().count()
                > draft.steps().size() / 2);
    }

    @Test
    void weakEngagementPutsLineManagersFirstAndSaysSo() {
        PlanDraft draft = builder.propose(context(List.of("weak:engagement"), SPONSOR, MANAGERS, LEARNERS), ANSWERS);

        Step first = draft.steps().getFirst();
        assertEquals("managers", first.audienceId());
        assertTrue(first.reason().startsWith("Ensuring engagement is weak. So line managers come first."));
    }

    @Test
    void weakNeedAddsTheNeedAndWeakValueAddsAStory() {
        PlanDraft plain = draft(SPONSOR, MANAGERS, LEARNERS);
        PlanDraft draft = builder.propose(
                context(List.of("weak:defining-need", "weak:demonstrating-value"), SPONSOR, MANAGERS, LEARNERS),
                ANSWERS);

        assertEquals(
                4,
                draft.steps().stream()
                        .filter(step -> EXTRAS.contains(step.subject()))
                        .count());
        assertEquals(
                0,
                plain.steps().stream()
                        .filter(step -> EXTRAS.contains(step.subject()))
                        .count());
        assertTrue(draft.steps().stream()
                .anyMatch(step -> step.subject().equals("The problem Better meetings is meant to solve")
                        && step.reason().contains("names the business need")));
        assertTrue(draft.steps().stream()
                .anyMatch(step -> step.subject().equals("A result of Better meetings, with a name and a number")));
    }

    @Test
    void answersThatCannotBeAreReplacedAndNamedAsAssumptions() {
        PlanDraft draft = builder.propose(
                context(List.of(), SPONSOR),
                Map.of("startDate", new Answer.Text("2020-01-01"), "weeks", new Answer.Text("900")));

        assertEquals(LocalDate.of(2026, 11, 30), draft.steps().getFirst().on());
        String assumed = String.join(" ", draft.assumptions());
        assertTrue(assumed.contains("the draft begins on 2026-11-30"));
        assertTrue(assumed.contains("26 weeks"));
        assertTrue(assumed.contains("No programme name was given"));
    }

    @Test
    void aMapWithoutASponsorIsNamedAsAnAssumption() {
        PlanDraft draft = draft(LEARNERS);

        assertTrue(draft.assumptions().stream().anyMatch(said -> said.startsWith("No sponsor is on the map.")));
        assertTrue(said(builder.lint(context(List.of(), LEARNERS), draft)).contains("There is no sponsor on the map."));
    }

    @Test
    void lintNamesEachKindOfFlaw() {
        PlanContext context = context(List.of(), SPONSOR, MANAGERS, LEARNERS);
        Step good = draft(SPONSOR, MANAGERS, LEARNERS).steps().getFirst();
        List<Step> steps = new ArrayList<>();
        steps.add(step(good, "s1", "ceo", TUESDAY.minusDays(1), Messenger.LEARNING_TEAM, "Hello", "Hello"));
        steps.add(step(good, "s2", "ceo", TUESDAY.plusDays(4), Messenger.LEARNING_TEAM, " ", "  "));
        steps.add(step(good, "s2", "nobody", TUESDAY.plusYears(9), Messenger.PEER, "x".repeat(121), "x".repeat(4001)));
        steps.add(step(good, "s3", "learners", TUESDAY, Messenger.LEARNING_TEAM, "Dear {name}", "Hello"));

        String found = said(builder.lint(context, new PlanDraft("t", List.of(), steps)));

        for (String flaw : List.of(
                "which has passed",
                "is on a weekend",
                "already get a message",
                "has no subject",
                "has no words",
                "one line of at most 120",
                "longer than 4000",
                "not on the map",
                "more than 3 years ahead",
                "same id",
                "is not filled in",
                "says 3 of 4 messages",
                "Line managers say nothing",
                "no step has the purpose \"motivate\"")) {
            assertTrue(found.contains(flaw), () -> flaw + " is not found in: " + found);
        }
    }

    @Test
    void daysAreWrittenAsEachLanguageWritesThem() {
        Step like = draft(LEARNERS).steps().getFirst();
        LocalDate saturday = LocalDate.of(2026, 12, 5);
        var plan = new PlanDraft(
                "t", List.of(), List.of(step(like, "a", "learners", saturday, Messenger.LINE_MANAGER, "s", "w")));

        LocalizedText message = builder.lint(context(List.of(), LEARNERS), plan).stream()
                .filter(finding -> finding.where().equals("a"))
                .findFirst()
                .orElseThrow()
                .message();

        assertTrue(message.in(Locale.ENGLISH).startsWith("5 December 2026 is on a weekend"), message::toString);
        assertTrue(message.in(Locale.GERMAN).startsWith("5. Dezember 2026 liegt"), message::toString);
    }

    @Test
    void aChampionSpeaksOnlyIfThereIsOne() {
        PlanDraft without = draft(SPONSOR, MANAGERS, LEARNERS);

        assertFalse(without.steps().stream().anyMatch(step -> step.messenger() == Messenger.CHAMPION));
    }

    @Test
    void withoutOwnAnswersLineManagersComeBeforePeersBeforeTheLearningTeamAndTheRestIsUnstated() {
        PlanDraft draft = draft(SPONSOR, MANAGERS, LEARNERS);

        String said = String.join(" ", draft.assumptions());
        assertTrue(
                said.contains("line manager 55 %, colleague 23 %, learning team 10 %; 12 % or more is unstated."),
                said);
        assertTrue(said.contains("Source: survey of learners."), said);
    }

    @Test
    void fromThirtyAnswersOnThePlanSaysThatOwnWeightsAreUsed() {
        var own = new MessengerWeight(0.40, 0.31, 0.49, "own weights: 64 own answers", 64);
        var some = new MessengerWeight(0.40, 0.31, 0.49, "a survey of learners and 29 own answers", 29);
        String withEnough = whole(builder.propose(weighing(Map.of(Messenger.PEER, own)), ANSWERS));
        String withTooFew = whole(builder.propose(weighing(Map.of(Messenger.PEER, some)), ANSWERS));

        assertTrue(withEnough.contains("by your own weights from 64 answers"), withEnough);
        assertTrue(
                withEnough.contains("because 40 % of your own people say a colleague's view counts most"), withEnough);
        assertFalse(withTooFew.contains("your own"), withTooFew);
    }

    @Test
    void anAudienceIsSpokenToByWhomItListensToItself() {
        var peers = new MessengerWeight(0.7, 0.6, 0.8, "own weights: 90 own answers of Sales", 90);
        PlanContext context = with(
                Map.of(
                        "learners",
                        new org.takeup.plugin.api.plan.Voices(
                                Map.of(Messenger.PEER, peers),
                                Map.of(
                                        Messenger.PEER, new Speakers(4, 10, 3, "champions"),
                                        Messenger.LINE_MANAGER, new Speakers(2, 10, 4, "managers")))),
                SPONSOR,
                LEARNERS);

        Step why = stepsFor(builder.propose(context, ANSWERS), LEARNERS).getFirst();

        assertEquals(Messenger.PEER, why.messenger());
        assertTrue(why.reason().contains("70 % of your own people"), why.reason());
    }

    @Test
    void ifAKindOfMessengerIsMissingTheNextBestSpeaksAndTheReasonSaysSo() {
        PlanContext context = with(
                Map.of(
                        "learners",
                        new org.takeup.plugin.api.plan.Voices(
                                WEIGHTS, Map.of(Messenger.PEER, new Speakers(4, 10, 3, "champions")))),
                SPONSOR,
                LEARNERS);

        Step why = stepsFor(builder.propose(context, ANSWERS), LEARNERS).getFirst();

        assertEquals(Messenger.PEER, why.messenger());
        assertTrue(why.reason().contains("First choice was: line manager. There is none for them yet"), why.reason());
    }

    @Test
    void ifNobodyIsThereTheLearningTeamWritesAndTheCheckSaysSo() {
        PlanContext context =
                with(Map.of("learners", new org.takeup.plugin.api.plan.Voices(WEIGHTS, Map.of())), LEARNERS);
        PlanDraft draft = builder.propose(context, ANSWERS);

        assertTrue(draft.steps().stream().allMatch(step -> step.messenger() == Messenger.LEARNING_TEAM));
        assertTrue(said(builder.lint(context, draft)).contains("The learning team says"));
    }

    @Test
    void anyExecutiveHearsSponsorsAloneWhateverTheyAreToTheProgramme() {
        Audience head = audience("head", Kind.LINE_MANAGERS, 5, 3, Attitude.NEUTRAL);
        PlanDraft draft = draft(SPONSOR, head, LEARNERS);

        assertTrue(stepsFor(draft, head).stream().allMatch(step -> step.messenger() == Messenger.SPONSOR));
        List<Step> edited = draft.steps().stream()
                .map(each -> each.audienceId().equals("head")
                        ? step(each, each.id(), "head", each.on(), Messenger.LEARNING_TEAM, "s", "w")
                        : each)
                .toList();
        String found =
                said(builder.lint(context(List.of(), SPONSOR, head, LEARNERS), new PlanDraft("t", List.of(), edited)));
        assertTrue(found.contains("executives listen to executives"), found);
    }

    @Test
    void theRhythmFollowsPowerAndInterest() {
        var long26 = new java.util.HashMap<>(ANSWERS);
        long26.put("weeks", new Answer.Text("26"));
        Audience partner = audience("partner", Kind.TRAINERS, 4, 4, Attitude.NEUTRAL);
        Audience inform = audience("inform", Kind.TRAINERS, 1, 1, Attitude.NEUTRAL);
        PlanDraft draft = builder.propose(context(List.of(), partner, inform), long26);

        assertTrue(stepsFor(draft, partner).size() > stepsFor(draft, inform).size());
        for (Audience each : List.of(partner, inform)) {
            int weeks = Quadrant.of(each).weeks();
            LocalDate last = LocalDate.of(2026, 11, 30);
            for (Step step : stepsFor(draft, each)) {
                LocalDate before = last;
                assertTrue(
                        !step.on().isAfter(before.plusWeeks(2L * weeks).plusDays(7)),
                        () -> each.id() + " hears nothing from " + before + " to " + step.on());
                last = step.on();
            }
        }
    }

    @Test
    void lintNamesWhoIsMissingWhoIsAskedTooOftenAndWhoElseCouldSayIt() {
        PlanContext context = with(
                Map.of(
                        "learners",
                        new org.takeup.plugin.api.plan.Voices(
                                WEIGHTS, Map.of(Messenger.LINE_MANAGER, new Speakers(1, 10, 1, "managers")))),
                SPONSOR,
                LEARNERS);
        Step like = stepsFor(builder.propose(context, ANSWERS), LEARNERS).getFirst();
        List<Step> steps = List.of(
                handedOver(like, "a", TUESDAY, Messenger.LINE_MANAGER),
                handedOver(like, "b", TUESDAY.plusDays(8), Messenger.LINE_MANAGER),
                handedOver(like, "c", TUESDAY.plusDays(16), Messenger.CHAMPION),
                handedOver(like, "d", TUESDAY.plusDays(24), Messenger.LEARNING_TEAM),
                handedOver(like, "e", TUESDAY.plusDays(31), Messenger.LEARNING_TEAM),
                handedOver(like, "f", TUESDAY.plusDays(71), Messenger.LEARNING_TEAM),
                handedOver(like, "g", TUESDAY.plusDays(141), Messenger.LEARNING_TEAM));

        String found = said(builder.lint(context, new PlanDraft("t", List.of(), steps)));

        for (String flaw : List.of(
                "line manager would be asked more than 1 times in 30 days",
                "no champion is known for The learners",
                "hear nothing between",
                "let a line manager say this instead")) {
            assertTrue(found.contains(flaw), () -> flaw + " is not found in: " + found);
        }
    }

    @Test
    void holidaysAreKeptFree() {
        LocalDate holiday = LocalDate.of(2026, 11, 30);
        var context = new PlanContext(
                "Better meetings",
                TUESDAY,
                List.of(SPONSOR),
                WEIGHTS,
                List.of(),
                Map.of(),
                new WorkCalendar(Set.of(1, 2, 3, 4, 5), Set.of(holiday)));

        assertEquals(
                holiday.plusDays(1),
                builder.propose(context, ANSWERS).steps().getFirst().on());
    }

    private static PlanContext weighing(Map<Messenger, MessengerWeight> weights) {
        return new PlanContext("Better meetings", TUESDAY, List.of(LEARNERS), weights, List.of());
    }

    private static PlanContext with(Map<String, org.takeup.plugin.api.plan.Voices> voices, Audience... audiences) {
        return new PlanContext(
                "Better meetings",
                TUESDAY,
                List.of(audiences),
                WEIGHTS,
                List.of(),
                voices,
                WorkCalendar.mondayToFriday());
    }

    private static String whole(PlanDraft draft) {
        return String.join(" ", draft.assumptions())
                + draft.steps().stream().map(Step::reason).collect(Collectors.joining(" "));
    }

    private static Step handedOver(Step like, String id, LocalDate on, Messenger messenger) {
        return new Step(
                id,
                "learners",
                like.purpose(),
                like.phase(),
                messenger,
                PlanDraft.Channel.HAND_OVER,
                on,
                "s",
                "w",
                like.reason(),
                like.measure());
    }

    private PlanDraft draft(Audience... audiences) {
        return builder.propose(context(List.of(), audiences), ANSWERS);
    }

    private static PlanContext context(List<String> signals, Audience... audiences) {
        return new PlanContext(
                "Better meetings",
                TUESDAY,
                List.of(audiences),
                WEIGHTS,
                signals.stream()
                        .map(id -> new Signal(id, "x", LocalizedText.english("Ensuring engagement is weak")))
                        .toList());
    }

    private static Audience audience(String id, Kind kind, int power, int interest, Attitude attitude) {
        return new Audience(id, "The " + id, 10, power, interest, attitude, kind);
    }

    private static List<Step> stepsFor(PlanDraft draft, Audience audience) {
        return draft.steps().stream()
                .filter(step -> step.audienceId().equals(audience.id()))
                .toList();
    }

    private static Step step(
            Step like, String id, String audience, LocalDate on, Messenger messenger, String subject, String words) {
        return new Step(
                id,
                audience,
                like.purpose(),
                like.phase(),
                messenger,
                like.channel(),
                on,
                subject,
                words,
                like.reason(),
                like.measure());
    }

    private static String said(List<Finding> findings) {
        return findings.stream().map(one -> one.message().in(Locale.ENGLISH)).collect(Collectors.joining(" "));
    }
}
