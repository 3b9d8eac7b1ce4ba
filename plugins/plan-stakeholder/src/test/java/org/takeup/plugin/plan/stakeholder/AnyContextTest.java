package org.takeup.plugin.plan.stakeholder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.testkit.PlanContexts;

/** What holds for every plan that is drafted, tried on 1,000 contexts. */
class AnyContextTest {
    private final StakeholderPlan builder = new StakeholderPlan();

    @Property(tries = 1000, seed = "20261124")
    void aDraftIsTheSameEachTimeAndHasNoErrors(@ForAll long seed) {
        PlanContext context = PlanContexts.random(new Random(seed));
        Map<String, Answer> answers = answers(context, seed);

        PlanDraft draft = builder.propose(context, answers);

        assertEquals(draft, builder.propose(context, answers));
        assertEquals(
                List.of(),
                builder.lint(context, draft).stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .toList());
    }

    @Property(tries = 1000, seed = "20261124")
    void nobodyHearsTwiceInAWeekAndNothingIsSaidOnAWeekend(@ForAll long seed) {
        PlanDraft draft = draft(seed);
        Map<String, LocalDate> last = new HashMap<>();

        for (Step step : draft.steps()) {
            assertTrue(step.on().getDayOfWeek().getValue() <= 5, () -> step.id() + " on " + step.on());
            LocalDate before = last.put(step.audienceId(), step.on());
            assertTrue(
                    before == null || ChronoUnit.DAYS.between(before, step.on()) >= 7, () -> step.id() + " too soon");
        }
    }

    @Property(tries = 1000, seed = "20261124")
    void theLearningTeamSpeaksAtMostOneMessageInFour(@ForAll long seed) {
        PlanDraft draft = draft(seed);

        long own = draft.steps().stream()
                .filter(step -> step.messenger() == Messenger.LEARNING_TEAM)
                .count();

        assertTrue(4 * own <= draft.steps().size());
    }

    private PlanDraft draft(long seed) {
        PlanContext context = PlanContexts.random(new Random(seed));
        return builder.propose(context, answers(context, seed));
    }

    private Map<String, Answer> answers(PlanContext context, long seed) {
        return PlanContexts.answers(builder.wizard(context), context.today(), new Random(seed));
    }
}
