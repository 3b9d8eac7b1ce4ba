package evil;

import java.util.Collections;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;

/** Drafts ten thousand steps. */
public class DraftsWithoutEnd extends Evil {
    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return draft(Collections.nCopies(10_000, step(context.audiences().getFirst().id(), context.today(), "Words")));
    }
}
