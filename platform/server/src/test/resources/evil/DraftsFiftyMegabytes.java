package evil;

import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;

/** Drafts fifty megabytes. */
public class DraftsFiftyMegabytes extends Evil {
    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return draft(List.of(step(context.audiences().getFirst().id(), context.today(), "x".repeat(50_000_000))));
    }
}
