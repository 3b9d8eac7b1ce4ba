package org.takeup.plugin.plan.stakeholder;

import java.util.List;
import java.util.Map;
import org.pf4j.Extension;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.plan.drafting.Words;

/**
 * Drafts a plan from the stakeholder map.
 *
 * <p>Key audiences (sponsors, line managers, learners, and whoever has power and interest) are engaged, motivated and
 * given a reason to keep on; the others get as much as their quadrant asks for, in its rhythm. Sponsors and champions come
 * early, the disenchanted are invited to a pilot, and the most heard voice speaks that is there and was not asked too often.
 * At most 40 audiences and 200 steps, the weightiest first.
 */
@Extension
public final class StakeholderPlan implements PlanBuilder {
    static final Words WORDS = Words.beside(StakeholderPlan.class);

    private static final BuilderProfile PROFILE =
            new BuilderProfile("stakeholder-plan", WORDS.form("name"), WORDS.form("method"));

    @Override
    public BuilderProfile profile() {
        return PROFILE;
    }

    @Override
    public List<FormField> wizard(PlanContext context) {
        return Brief.questions(context);
    }

    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return new Draft(context, Brief.of(context, answers)).draft();
    }

    @Override
    public List<Finding> lint(PlanContext context, PlanDraft plan) {
        return new OwnLint(context, plan).findings();
    }
}
