package evil;

import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;

/** Drafts a step of which all parts are missing. */
public class DraftsNothing extends Evil {
    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return draft(List.of(new PlanDraft.Step(null, null, null, null, null, null, null, null, null, null, null)));
    }
}
