package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Spins and does not hear its interrupt. */
public class Spins extends Evil {
    private static int spun;

    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        while (!over) {
            spun++;
        }
        return List.of();
    }
}
