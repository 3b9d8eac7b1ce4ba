package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/** A plugin's draft is taken apart before anything of it is stored. */
class DraftCheckTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Stakeholder LEARNERS = new Stakeholder(
            "a1",
            "Learners",
            Audience.Kind.LEARNERS,
            100,
            2,
            3,
            Audience.Attitude.NEUTRAL,
            "",
            new Reach.Nobody(),
            List.of(),
            1);

    private static PlanDraft.Step good() {
        return step("a1", TODAY, "Hello", "Please look at this.");
    }

    private static PlanDraft.Step step(String audience, LocalDate on, String subject, String words) {
        return new PlanDraft.Step(
                "s1",
                audience,
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                Messenger.LINE_MANAGER,
                PlanDraft.Channel.EMAIL,
                on,
                subject,
                words,
                "Because.",
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, 14));
    }

    private static DraftCheck.Checked check(PlanDraft draft) {
        return new DraftCheck("plan-odd", TODAY, List.of(LEARNERS)).check(draft);
    }

    @Test
    void aGoodDraftIsKeptWithStepIdsOfOurs() {
        DraftCheck.Checked checked = check(new PlanDraft("Plan", List.of("We assume."), List.of(good())));
        assertEquals("Plan", checked.title());
        assertEquals("Learners", checked.steps().getFirst().audience());
        assertEquals(24, checked.steps().getFirst().id().length());
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                wrong("steps[0].audienceId", step -> step("elsewhere", TODAY, "Hello", "Words")),
                wrong("steps[0].on", step -> step("a1", TODAY.minusDays(2), "Hello", "Words")),
                wrong("steps[0].on", step -> step("a1", TODAY.plusYears(2).plusDays(1), "Hello", "Words")),
                wrong("steps[0].subject", step -> step("a1", TODAY, "x".repeat(121), "Words")),
                wrong("steps[0].subject", step -> step("a1", TODAY, "Hello\r\nBcc: eve@evil.example", "Words")),
                wrong("steps[0].subject", step -> step("a1", TODAY, " ", "Words")),
                wrong("steps[0].words", step -> step("a1", TODAY, "Hello", "x".repeat(4_001))),
                wrong("steps[0].words", step -> step("a1", TODAY, "Hello", "<script>alert(1)</script>")),
                wrong("steps[0].words", step -> step("a1", TODAY, "Hello", "See\u0000")),
                wrong("steps[0].words", step -> step("a1", TODAY, "Hello", "\u202Etxt")),
                wrong("steps[0].", step -> step("a1", null, "Hello", "Words")));
    }

    private static Arguments wrong(String field, UnaryOperator<PlanDraft.Step> change) {
        return Arguments.of(field, change.apply(good()));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadStepIsRefusedNamingThePluginAndThePlace(String field, PlanDraft.Step step) {
        var refused = assertThrows(DraftRefused.class, () -> check(new PlanDraft("Plan", List.of(), List.of(step))));
        assertTrue(refused.title().contains("plan-odd"), refused.title());
        assertEquals(field, refused.fields().getFirst().name());
        assertEquals(502, refused.status());
    }

    @Test
    void aPlanOfTooManyStepsIsRefused() {
        var refused = assertThrows(
                DraftRefused.class, () -> check(new PlanDraft("Plan", List.of(), Collections.nCopies(201, good()))));
        assertEquals("steps", refused.fields().getFirst().name());
    }
}
