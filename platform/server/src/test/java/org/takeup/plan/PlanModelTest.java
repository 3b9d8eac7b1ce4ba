package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.takeup.plan.schedule.Recurrence;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/** What a plan is, what is approved of it, and how it is written. */
class PlanModelTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static PlanStep step(String id) {
        return new PlanStep(
                id,
                "audience",
                "Audience",
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                Messenger.SPONSOR,
                PlanDraft.Channel.EMAIL,
                DAY,
                "Subject",
                "Words",
                "Reason",
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, 14));
    }

    private static PlanStep planned(PlanStep step, LocalTime time, Optional<Recurrence> again) {
        return step.with(new PlanStep.Planning("", Set.of(), time, "", again, 0));
    }

    static Plan plan(List<PlanStep> steps) {
        return new Plan(
                "plan",
                "Title",
                "builder",
                "Aim",
                List.of("A"),
                steps,
                PlanState.DRAFT,
                Optional.empty(),
                Set.of("ann"),
                Instant.EPOCH,
                1);
    }

    /** As the version before this one computed it: an update takes no approval away. */
    @Test
    void whatWasApprovedBeforeIsStillApproved() {
        Plan plan = plan(List.of(step("one"), step("two")));
        assertEquals(hashBefore(plan), plan.hash());
        assertEquals(
                plan(List.of(step("one"))).hash(),
                plan(List.of(planned(step("one"), LocalTime.of(9, 0), Optional.empty())))
                        .hash());
    }

    private static String hashBefore(Plan plan) {
        var parts = new ArrayList<>(List.of(plan.title(), plan.objective()));
        plan.steps()
                .forEach(step -> parts.addAll(List.of(
                        step.id(),
                        step.audienceId(),
                        step.messenger().name(),
                        step.channel().name(),
                        step.on().toString(),
                        step.subject(),
                        step.words())));
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whateverDecidesWhoGetsWhatWhenIsApproved() {
        PlanStep step = step("one");
        List<UnaryOperator<PlanStep>> changes = List.of(
                one -> one.copy(
                        "two",
                        "audience",
                        "Audience",
                        one.messenger(),
                        one.channel(),
                        DAY,
                        "Subject",
                        "Words",
                        one.planning()),
                one -> one.copy(
                        "one",
                        "other",
                        "Audience",
                        one.messenger(),
                        one.channel(),
                        DAY,
                        "Subject",
                        "Words",
                        one.planning()),
                one -> one.copy(
                        "one",
                        "audience",
                        "Audience",
                        Messenger.PEER,
                        one.channel(),
                        DAY,
                        "Subject",
                        "Words",
                        one.planning()),
                one -> one.copy(
                        "one",
                        "audience",
                        "Audience",
                        one.messenger(),
                        PlanDraft.Channel.HAND_OVER,
                        DAY,
                        "Subject",
                        "Words",
                        one.planning()),
                one -> one.movedTo(DAY.plusDays(1)),
                one -> one.copy(
                        "one",
                        "audience",
                        "Audience",
                        one.messenger(),
                        one.channel(),
                        DAY,
                        "Other",
                        "Words",
                        one.planning()),
                one -> one.copy(
                        "one",
                        "audience",
                        "Audience",
                        one.messenger(),
                        one.channel(),
                        DAY,
                        "Subject",
                        "Other",
                        one.planning()),
                one -> planned(one, LocalTime.of(10, 0), Optional.empty()),
                one -> planned(one, LocalTime.of(9, 0), Optional.of(new Recurrence(1, DAY.plusWeeks(3)))),
                one -> planned(one, LocalTime.of(9, 0), Optional.of(new Recurrence(2, DAY.plusWeeks(3)))),
                one -> planned(one, LocalTime.of(9, 0), Optional.of(new Recurrence(1, DAY.plusWeeks(4)))));
        var hashes = new ArrayList<String>();
        hashes.add(plan(List.of(step)).hash());
        changes.forEach(change -> hashes.add(plan(List.of(change.apply(step))).hash()));
        assertEquals(hashes.size(), Set.copyOf(hashes).size());
    }

    @Test
    void whoSeesToAStepDecidesNothingAboutIt() {
        PlanStep owned =
                step("one").with(new PlanStep.Planning("ann", Set.of(), LocalTime.of(9, 0), "DE", Optional.empty(), 7));
        assertEquals(plan(List.of(step("one"))).hash(), plan(List.of(owned)).hash());
    }

    @Test
    void timesOfASeriesHaveIdsThatStay() {
        PlanStep series = planned(step("abc"), LocalTime.of(9, 0), Optional.of(new Recurrence(2, DAY.plusWeeks(4))));
        Plan plan = plan(List.of(series));
        assertEquals(
                List.of("abc", "abc-2", "abc-3"),
                plan.times().stream().map(PlanStep::id).toList());
        assertEquals(
                List.of("abc", "abc-2", "abc-3"),
                series.movedTo(DAY.plusDays(3)).times().stream()
                        .map(PlanStep::id)
                        .toList());
        assertEquals(DAY.plusWeeks(4), plan.step("abc-3").orElseThrow().on());
        assertTrue(plan.step("abc-4").isEmpty());
        assertTrue(plan.step("abc-").isEmpty());
    }

    @Test
    void aPlanThatWasStoredBeforeThereWereVersionsIsRead() {
        Document stored = PlanDocument.write(plan(List.of(step("one")))).append("_id", "t/plan");
        stored.remove("last");
        stored.remove("accountable");
        Document step = stored.getList("steps", Document.class).getFirst();
        List.of("owner", "waitsFor", "time", "region", "again", "changed").forEach(step::remove);
        Plan read = PlanDocument.read(stored);
        assertEquals(plan(List.of(step("one"))).hash(), read.hash());
        assertEquals(List.of(step("one")), read.steps());
        assertEquals("", read.accountable());
        assertEquals(1, read.last().version());
    }

    @Test
    void whatIsWrittenIsRead() {
        PlanStep full = step("one")
                .with(new PlanStep.Planning(
                        "ann", Set.of("two"), LocalTime.of(14, 30), "DE-BY", Optional.of(new Recurrence(3, DAY)), 4));
        Plan plan = plan(List.of(full))
                .edited("ben", Instant.EPOCH.plusSeconds(5), List.of(full.movedTo(DAY), step("two")));
        Document stored = PlanDocument.write(plan).append("_id", "t/plan");
        assertEquals(plan, PlanDocument.read(stored));
    }

    @Test
    void anEditDatesWhatItChangesAndNothingElse() {
        Plan plan = plan(List.of(step("one"), step("two")));
        Plan next = plan.edited(
                "ben", Instant.EPOCH, List.of(step("one"), step("two").movedTo(DAY.plusDays(1))));
        assertEquals(0, next.step("one").orElseThrow().planning().changed());
        assertEquals(2, next.step("two").orElseThrow().planning().changed());
        assertEquals(
                List.of("Moved “Subject” from 2 March 2026 to 3 March 2026."),
                next.last().what());
        assertNotEquals(plan.hash(), next.hash());
    }

    /** Whatever is edited, undoing it gives back what was there. */
    @Property(tries = 200)
    void anEditCanBeUndone(
            @ForAll @Size(max = 8) List<@IntRange(max = 9) Integer> before,
            @ForAll @Size(max = 8) List<@IntRange(max = 9) Integer> after,
            @ForAll @IntRange(max = 5) int days) {
        List<PlanStep> steps =
                before.stream().distinct().map(n -> step("s" + n)).toList();
        List<PlanStep> changed = after.stream()
                .distinct()
                .map(n -> step("s" + n).movedTo(DAY.plusDays(n % 2 == 0 ? days : 0)))
                .toList();
        Plan plan = plan(steps);
        Plan next = plan.edited("ben", Instant.EPOCH, changed);
        assertEquals(Set.copyOf(plan.steps()), Set.copyOf(next.last().undone(next.steps())));
    }
}
