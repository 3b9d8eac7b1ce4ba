package evil;

import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;

/** Drafts markup. */
public class DraftsMarkup extends Evil {
    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return draft(List.of(step(context.audiences().getFirst().id(), context.today(), "<script>alert(1)</script>")));
    }
}
