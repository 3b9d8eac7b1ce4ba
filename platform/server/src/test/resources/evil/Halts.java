package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Ends the process that it is in, at once. */
public class Halts extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        Runtime.getRuntime().halt(0);
        return List.of();
    }
}
