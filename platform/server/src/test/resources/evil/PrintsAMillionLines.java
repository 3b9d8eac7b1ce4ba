package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Prints without end. */
public class PrintsAMillionLines extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        for (int i = 0; i < 1_000_000; i++) {
            System.out.println("line " + i);
        }
        return List.of();
    }
}
