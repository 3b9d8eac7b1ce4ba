package org.takeup.plugin.plan.champions;

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
 * Builds a network of champions around a launch: find them, ask them, equip them, keep them.
 *
 * <p>Sponsors are won first. Respected individuals and high performers hear of it long before the launch (30 days, if the
 * planner says nothing else). Doubters are invited into a pilot, all of them alike: who belongs to them is what a planner has
 * put on the map, never what somebody answered. At most 40 audiences and 200 steps.
 */
@Extension
public final class ChampionsPlan implements PlanBuilder {
    private static final BuilderProfile PROFILE =
            new BuilderProfile("champions-plan", Plays.WORDS.form("name"), Plays.WORDS.form("method"));

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
