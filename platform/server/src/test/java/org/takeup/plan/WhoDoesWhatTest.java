package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.plan.PlanView.Note;
import org.takeup.plan.WhoDoesWhat.Kind;
import org.takeup.plan.WhoDoesWhat.Part;
import org.takeup.plugin.api.Finding.Severity;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Channel;

/** Who is accountable, responsible, consulted and informed, and what is said where somebody is missing. */
class WhoDoesWhatTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final Map<String, String> NAMES = Map.of("ann", "Ann", "ben", "Ben");

    private static Stakeholder stakeholder(String id, int power, int interest) {
        return new Stakeholder(
                id,
                "The " + id,
                Audience.Kind.OTHER,
                1,
                power,
                interest,
                Audience.Attitude.NEUTRAL,
                "",
                new Reach.Nobody(),
                List.of(),
                1);
    }

    private static final Map<String, Stakeholder> MAP = Stream.of(
                    stakeholder("board", 5, 5),
                    stakeholder("finance", 5, 1),
                    stakeholder("fans", 1, 5),
                    stakeholder("staff", 2, 2))
            .collect(Collectors.toMap(Stakeholder::id, each -> each));

    private static PlanStep step(String id, String audience, Channel channel, String owner) {
        return new PlanStep(
                id,
                audience,
                audience,
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.values()[0],
                Messenger.LINE_MANAGER,
                channel,
                MONDAY,
                "Subject",
                "Words",
                "Because",
                new PlanDraft.Measure(PlanDraft.Metric.values()[0], 14),
                new PlanStep.Planning(owner, Set.of(), PlanStep.Planning.MORNING, "", Optional.empty(), 0));
    }

    private static Plan plan(String accountable, PlanStep... steps) {
        return new Plan(
                "p",
                "Plan",
                "builder",
                "Why",
                List.of(),
                List.of(steps),
                PlanState.DRAFT,
                Optional.empty(),
                Set.of(),
                Instant.EPOCH,
                1,
                accountable,
                PlanEdit.of(1, "", Instant.EPOCH, "Drafted the plan."));
    }

    private static List<Note> notes(Plan plan) {
        return WhoDoesWhat.of(plan, MAP, NAMES).notes();
    }

    private static Optional<Note> about(List<Note> notes, String words) {
        return notes.stream().filter(each -> each.message().contains(words)).findFirst();
    }

    @Test
    void aPlanInWhichEverybodyHasTheirPartSaysNothing() {
        Plan whole = plan(
                "ann",
                step("1", "board", Channel.HAND_OVER, ""),
                step("2", "board", Channel.EMAIL, "ben"),
                step("3", "finance", Channel.EMAIL, "ann"),
                step("4", "staff", Channel.IN_APP, "ben"));
        assertEquals(List.of(), notes(whole));
        WhoDoesWhat found = WhoDoesWhat.of(whole, MAP, NAMES);
        assertEquals("Ann", found.accountable().orElseThrow().name());
        assertEquals(
                new Part("board", "The board", Kind.CONSULTED, true, true, List.of("Line manager", "Ben"), 0),
                found.parts().getFirst());
        assertEquals(
                List.of(Kind.CONSULTED, Kind.INFORMED, Kind.INFORMED),
                found.parts().stream().map(Part::kind).toList());
    }

    @Test
    void exactlyOneIsAccountableAndStillThere() {
        PlanStep step = step("1", "fans", Channel.HAND_OVER, "");
        assertEquals(
                Severity.HINT,
                about(notes(plan("", step)), "Nobody is named who answers")
                        .orElseThrow()
                        .severity());
        assertEquals(
                Severity.WARNING,
                about(notes(plan("gone", step)), "answers for this plan is not in the directory")
                        .orElseThrow()
                        .severity());
        assertEquals(List.of(), notes(plan("ann", step)));
    }

    @Test
    void whoeverDecidesMuchHasSomebodyResponsible() {
        List<Note> notes =
                notes(plan("ann", step("1", "finance", Channel.EMAIL, ""), step("2", "fans", Channel.EMAIL, "gone")));
        Note key = about(notes, "Nobody is responsible for what these are told").orElseThrow();
        assertEquals(Severity.WARNING, key.severity());
        assertTrue(key.message().contains("The finance") && !key.message().contains("The fans"), key.message());
        assertTrue(about(notes, "2 steps have nobody who is responsible").isPresent(), notes.toString());
        assertTrue(about(notes(plan("ann", step("1", "fans", Channel.CHAT, ""))), "One step has nobody")
                .isPresent());
    }

    @Test
    void whoeverIsAskedCanAnswer() {
        for (Channel channel : Channel.values()) {
            boolean answers = channel == Channel.HAND_OVER || channel == Channel.CALENDAR;
            List<Note> notes = notes(plan("ann", step("1", "board", channel, "ben")));
            assertEquals(answers, about(notes, "every step only tells them").isEmpty(), channel + ": " + notes);
        }
        assertEquals(List.of(), notes(plan("ann", step("1", "finance", Channel.EMAIL, "ben"))), "told, not asked");
    }

    @Test
    void whoeverOnlyNeedsToBeToldIsNotInvited() {
        PlanStep meeting = step("1", "staff", Channel.CALENDAR, "ben");
        assertTrue(WhoDoesWhat.about(meeting, Optional.ofNullable(MAP.get("staff")))
                .orElseThrow()
                .message()
                .contains("only need to be told"));
        assertFalse(WhoDoesWhat.about(meeting, Optional.ofNullable(MAP.get("board")))
                .isPresent());
        assertFalse(WhoDoesWhat.about(meeting, Optional.empty()).isPresent());
        assertFalse(WhoDoesWhat.about(step("1", "staff", Channel.HAND_OVER, ""), Optional.ofNullable(MAP.get("staff")))
                .isPresent());
    }

    @Test
    void whoIsNotOnTheMapAnyMoreHasNoPart() {
        assertEquals(
                List.of(),
                WhoDoesWhat.of(plan("ann", step("1", "gone", Channel.EMAIL, "")), MAP, NAMES)
                        .parts());
    }

    @Test
    void ofVeryManyAFewAreNamed() {
        Map<String, Stakeholder> many = Stream.of("a", "b", "c", "d", "e", "f", "g")
                .map(id -> stakeholder(id, 5, 1))
                .collect(Collectors.toMap(Stakeholder::id, each -> each));
        PlanStep[] steps = many.keySet().stream()
                .map(id -> step(id, id, Channel.EMAIL, ""))
                .toArray(PlanStep[]::new);
        String message = about(WhoDoesWhat.of(plan("ann", steps), many, NAMES).notes(), "they decide much")
                .orElseThrow()
                .message();
        assertTrue(message.contains("and 2 more"), message);
    }
}
