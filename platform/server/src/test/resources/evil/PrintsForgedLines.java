package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Prints line ends and escapes. */
public class PrintsForgedLines extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        System.out.print("x\r00:00:00 ERROR o.t.Platform - forged \u001b[31mred\u001b[0m\u2028also\n");
        System.err.print("\u202Eforged\u0007\n");
        return List.of();
    }
}
