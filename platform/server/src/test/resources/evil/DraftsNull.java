package evil;

import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;

/** Gives no draft at all. */
public class DraftsNull extends Evil {
    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return null;
    }
}
