package org.takeup.plugin.plan.stakeholder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.plan.drafting.AnyContext;

class AnyContextTest extends AnyContext {
    AnyContextTest() {
        super(new StakeholderPlan());
    }

    @Property(tries = 1000, seed = "20261124")
    void theLearningTeamSpeaksAtMostOneMessageInFourUnlessNobodyElseCould(@ForAll long seed) {
        PlanContext any = context(seed);
        var context = new PlanContext(any.objective(), any.today(), any.audiences(), any.weights(), any.signals());
        PlanDraft draft = draft(context, seed);

        long own = draft.steps().stream()
                .filter(step -> step.messenger() == Messenger.LEARNING_TEAM)
                .count();

        assertTrue(4 * own <= draft.steps().size());
    }
}
