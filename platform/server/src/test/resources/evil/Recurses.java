package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Calls itself without end. */
public class Recurses extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        return evil(context);
    }
}
