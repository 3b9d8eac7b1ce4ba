package org.takeup.plugin.isolated;

import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.isolated.wire.Operation;

/** A plan builder in another process. */
// What comes back has the operation's own type; null is the guard's affair, as it is in process.
@SuppressWarnings({"unchecked", "NullAway"})
final class RemoteBuilder implements PlanBuilder {
    private final IsolatedPlugin plugin;

    RemoteBuilder(IsolatedPlugin plugin) {
        this.plugin = plugin;
    }

    @Override
    public BuilderProfile profile() {
        return (BuilderProfile) plugin.ask(Operation.BUILDER_PROFILE);
    }

    @Override
    public List<FormField> wizard(PlanContext context) {
        return (List<FormField>) plugin.ask(Operation.WIZARD, context);
    }

    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return (PlanDraft) plugin.ask(Operation.PROPOSE, context, answers);
    }

    @Override
    public List<Finding> lint(PlanContext context, PlanDraft plan) {
        return (List<Finding>) plugin.ask(Operation.LINT, context, plan);
    }
}
