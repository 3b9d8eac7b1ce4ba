package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Ends the process that it is in. */
public class Exits extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        System.exit(0);
        return List.of();
    }
}
