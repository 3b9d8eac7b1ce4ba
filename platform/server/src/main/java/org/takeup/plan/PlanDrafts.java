package org.takeup.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** How a plan begins: a builder asks, drafts, and its draft is checked before it is kept. Thread-safe; calls the builder and blocks. */
public final class PlanDrafts {
    private static final int LONGEST_OBJECTIVE = 500;

    private final Builders builders;
    private final Stakeholders stakeholders;

    PlanDrafts(Builders builders, Stakeholders stakeholders) {
        this.builders = builders;
        this.stakeholders = stakeholders;
    }

    /** The plan builders that this workspace can use, by plugin id. */
    public List<BuilderProfile> builders(Workspace workspace) {
        return builders.offered(workspace);
    }

    /** The questions that a builder asks before it drafts. @throws org.takeup.plugin.PluginMissing if it is not enabled */
    public List<FormField> wizard(Workspace workspace, String builder) {
        return builders.wizard(workspace, builder, "");
    }

    /**
     * Has a builder draft a plan and stores it.
     *
     * @param answers by field id of {@link #wizard}
     * @throws Problem 422 naming what does not fit, 409 on an empty stakeholder map
     * @throws DraftRefused if the builder's draft cannot be used
     */
    public Plan draft(
            Workspace workspace, Caller caller, String builder, String objective, Map<String, String> answers) {
        var wrong = new ArrayList<Problem.Field>();
        String aim = Plain.repeatable(
                Plain.line(objective, "objective", LONGEST_OBJECTIVE, true, wrong), "objective", wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        List<Stakeholder> known = stakeholders.all(workspace);
        if (known.isEmpty()) {
            throw new Problem(
                    409,
                    "no-stakeholders",
                    "There is nobody to speak to yet.",
                    "Put the people and groups that count on the stakeholder map first.");
        }
        Map<String, Answer> checked = Builders.answers(builders.wizard(workspace, builder, aim), answers);
        var proposed = new DraftCheck(builder, workspace.today(), known)
                .check(builders.propose(workspace, builder, aim, checked));
        var plan = new Plan(
                RandomCode.hex(12),
                proposed.title(),
                builder,
                aim,
                proposed.assumptions(),
                proposed.steps(),
                PlanState.DRAFT,
                Optional.empty(),
                Set.of(caller.personId()),
                workspace.clock().instant(),
                1,
                caller.personId(),
                PlanEdit.of(1, caller.personId(), workspace.clock().instant(), "Drafted the plan."));
        new PlanStore(workspace).insert(plan);
        return plan;
    }
}
