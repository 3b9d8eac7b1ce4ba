package org.takeup.plugin.plan.launch;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pf4j.Extension;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.plan.drafting.Drafting;
import org.takeup.plugin.plan.drafting.PlanLint;

/**
 * The launch of one programme: what is said before it, on the day, and after it.
 *
 * <p>The sponsor is named before anything else. Champions hear of it 35 days before, line managers 14, so that they can answer
 * when their people ask. A first win is told three weeks after, and a deadline, if there is one, two weeks before it. Existing
 * meetings and channels come first. At most 40 audiences and 200 steps.
 */
@Extension
public final class LaunchPlan implements PlanBuilder {
    private static final BuilderProfile PROFILE =
            new BuilderProfile("launch-plan", Plays.WORDS.form("name"), Plays.WORDS.form("method"));

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
        return new Drafting(context, Plays.BOOK, Brief.of(context, answers)).draft();
    }

    @Override
    public List<Finding> lint(PlanContext context, PlanDraft plan) {
        var lint = new PlanLint(context, plan, Plays.BOOK);
        return Stream.concat(lint.findings().stream(), new OwnLint(context, plan, lint).findings().stream())
                .toList();
    }
}
