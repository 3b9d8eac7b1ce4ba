package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with nothing. */
public class ReturnsNull extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        return null;
    }
}
