package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Leaves its thread interrupted. */
public class LeavesAnInterrupt extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        Thread.currentThread().interrupt();
        return List.of();
    }
}
