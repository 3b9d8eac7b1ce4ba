package evil;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;

/** Drafts a step in the year 9999. */
public class DraftsTheYear9999 extends Evil {
    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return draft(List.of(step(context.audiences().getFirst().id(), LocalDate.of(9999, 12, 31), "Words")));
    }
}
