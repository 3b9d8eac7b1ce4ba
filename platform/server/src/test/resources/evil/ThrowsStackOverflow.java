package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Throws the error that the virtual machine throws. */
public class ThrowsStackOverflow extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        throw new StackOverflowError("what people answered");
    }
}
