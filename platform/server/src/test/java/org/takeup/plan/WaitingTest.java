package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plan.Waiting.Open;
import org.takeup.plan.Waiting.Why;
import org.takeup.plan.schedule.Recurrence;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/** What holds a step back, whatever sends it. */
class WaitingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Map<String, StepProgress> out = new HashMap<>();

    private static PlanStep step(String id, PlanDraft.Channel channel, int times, String... before) {
        Optional<Recurrence> again =
                times == 1 ? Optional.empty() : Optional.of(new Recurrence(1, DAY.plusWeeks(times - 1)));
        return new PlanStep(
                id,
                "audience",
                "Audience",
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                Messenger.SPONSOR,
                channel,
                DAY,
                "About " + id,
                "Words",
                "Reason",
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, 14),
                new PlanStep.Planning("", Set.of(before), PlanStep.Planning.MORNING, "", again, 0));
    }

    private static PlanStep mail(String id, int times, String... before) {
        return step(id, PlanDraft.Channel.EMAIL, times, before);
    }

    private static Plan plan(PlanStep... steps) {
        return new Plan(
                "plan",
                "Title",
                "builder",
                "Aim",
                List.of(),
                List.of(steps),
                PlanState.RUNNING,
                Optional.empty(),
                Set.of(),
                Instant.EPOCH,
                1);
    }

    private void out(String id, List<String> asked, List<String> said) {
        out.put(id, new StepProgress(id, "plan", "About " + id, "Audience", NOW, 1, 0, 0, 1, asked, List.of(), said));
    }

    private List<String> holding(Plan plan, String time) {
        return new Waiting(plan, out)
                .open(plan.step(time).orElseThrow()).stream()
                        .map(Open::before)
                        .map(PlanStep::id)
                        .toList();
    }

    private Why why(Plan plan, String time) {
        return new Waiting(plan, out)
                .open(plan.step(time).orElseThrow())
                .getFirst()
                .why();
    }

    @Test
    void aStepWaitsUntilEverythingBeforeItHasGoneOut() {
        Plan plan = plan(mail("a", 1), mail("b", 1), mail("c", 1, "a", "b"));
        assertEquals(List.of("a", "b"), holding(plan, "c"));
        assertEquals(List.of(), holding(plan, "a"));
        out("a", List.of(), List.of());
        assertEquals(List.of("b"), holding(plan, "c"));
        out("b", List.of(), List.of());
        assertEquals(List.of(), holding(plan, "c"));
    }

    @Test
    void whatIsToBeSaidMustHaveBeenSaidByOneMessenger() {
        Plan plan = plan(step("a", PlanDraft.Channel.HAND_OVER, 1), mail("b", 1, "a"));
        assertEquals(Why.NOT_OUT, why(plan, "b"));
        out("a", List.of(), List.of());
        assertEquals(Why.NOBODY_ASKED, why(plan, "b"));
        out("a", List.of(StepProgress.LEARNING_TEAM), List.of());
        assertEquals(Why.NOBODY_ASKED, why(plan, "b"));
        out("a", List.of("boss", "other"), List.of());
        assertEquals(Why.NOT_SAID, why(plan, "b"));
        out("a", List.of("boss", "other"), List.of("other"));
        assertEquals(List.of(), holding(plan, "b"));
    }

    @Test
    void theNthTimeWaitsForTheNthTime() {
        Plan plan = plan(mail("a", 3), mail("b", 3, "a"));
        assertEquals(List.of("a"), holding(plan, "b"));
        assertEquals(List.of("a-2"), holding(plan, "b-2"));
        assertEquals(List.of("a-3"), holding(plan, "b-3"));
    }

    @Test
    void aLaterTimeThanThereIsWaitsForTheLastAndAnOnlyTimeHoldsAllBack() {
        Plan shorter = plan(mail("a", 2), mail("b", 4, "a"));
        assertEquals(List.of("a-2"), holding(shorter, "b-4"));
        Plan once = plan(mail("a", 1), mail("b", 3, "a"));
        assertEquals(List.of("a"), holding(once, "b"));
        assertEquals(List.of("a"), holding(once, "b-3"));
        Plan waits = plan(mail("a", 3), mail("b", 1, "a"));
        assertEquals(List.of("a"), holding(waits, "b"));
    }

    @Test
    void whatIsNotThereAnyMoreHoldsNothingBack() {
        assertEquals(List.of(), holding(plan(mail("b", 1, "gone")), "b"));
    }

    @Test
    void whatWasLetGoWaitsAgainOnceItIsChangedButNotWhenAnotherStepIs() {
        Plan before = plan(mail("a", 2), mail("b", 2, "a"));
        Plan plan = before.letGo(before.step("b-2").orElseThrow(), "pia", NOW);
        assertEquals(2, plan.version());
        assertEquals(before.hash(), plan.hash());
        assertTrue(
                plan.last().what().getFirst().contains("About b"), plan.last().what()::toString);
        assertEquals(List.of(), holding(plan, "b-2"));
        assertEquals(List.of("a"), holding(plan, "b"));
        Plan other = plan.edited(
                "pia",
                NOW,
                List.of(mail("a", 2).movedTo(DAY.plusDays(1)), plan.step("b").orElseThrow()));
        assertEquals(List.of(), holding(other, "b-2"));
        Plan moved = plan.edited(
                "pia", NOW, List.of(mail("a", 2), plan.step("b").orElseThrow().movedTo(DAY.plusDays(1))));
        assertEquals(List.of("a-2"), holding(moved, "b-2"));
    }

    @Test
    void aPlanWithoutArrowsKnowsSo() {
        assertFalse(new Waiting(plan(mail("a", 1)), out).any());
        assertTrue(new Waiting(plan(mail("a", 1), mail("b", 1, "a")), out).any());
    }
}
