package evil;

import java.util.Collections;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with far too many parts. */
public class ReturnsAMillion extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        return Collections.nCopies(1_000_000, field("x"));
    }
}
