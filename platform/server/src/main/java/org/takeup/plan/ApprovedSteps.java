package org.takeup.plan;

import org.takeup.delivery.MailComposer;
import org.takeup.tenant.Workspace;

/** Steps at the moment at which something of them goes out: only as they were approved. Thread-safe; calls block. */
final class ApprovedSteps {
    private final KnownPlans known = new KnownPlans();

    /**
     * @param reference as of {@link PlanViews#reference}
     * @throws MailComposer.NotNeeded if the plan or the step is gone
     * @throws MailComposer.NotNow if the plan is not as it was approved
     */
    PlanStep find(Workspace workspace, String reference) {
        return toSay(workspace, reference).step();
    }

    /** The same with its plan. */
    Wording.ToSay toSay(Workspace workspace, String reference) {
        int slash = reference.indexOf('/');
        Plan plan = known.find(workspace, reference.substring(0, slash))
                .orElseThrow(() -> new MailComposer.NotNeeded("The plan was removed."));
        PlanStep step = plan.step(reference.substring(slash + 1))
                .orElseThrow(() -> new MailComposer.NotNeeded("The step was removed from the plan."));
        if (!plan.isAsApproved()) {
            throw new MailComposer.NotNow("The plan is being changed; this goes out once it is approved again.");
        }
        return new Wording.ToSay(plan, step);
    }
}
