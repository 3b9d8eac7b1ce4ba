package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Throws an error of the virtual machine although there is memory enough. */
public class ThrowsOutOfMemory extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        throw new OutOfMemoryError("what people answered");
    }
}
