package evil;

import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;

/** Drafts a step for an audience of another tenant; it was told the id in the objective. */
public class DraftsForAnotherTenant extends Evil {
    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return draft(List.of(step(context.objective().split(" ")[1], context.today(), "Words")));
    }
}
