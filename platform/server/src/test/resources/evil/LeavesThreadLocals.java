package evil;

import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Leaves objects of its own in the thread that called it. */
public class LeavesThreadLocals extends Evil {
    private static final List<ThreadLocal<Object>> KEPT = new ArrayList<>();

    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        for (int i = 0; i < 100; i++) {
            ThreadLocal<Object> local = new ThreadLocal<>();
            local.set(new Object() {});
            KEPT.add(local);
        }
        return List.of();
    }
}
