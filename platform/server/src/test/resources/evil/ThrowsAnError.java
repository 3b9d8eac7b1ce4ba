package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Throws an error that holds what nobody else may read. */
public class ThrowsAnError extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        throw new AssertionError("what people answered");
    }
}
