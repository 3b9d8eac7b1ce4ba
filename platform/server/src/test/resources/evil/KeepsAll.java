package evil;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Keeps all it ever made in a static map. */
public class KeepsAll extends Evil {
    private static final Map<Integer, byte[]> KEPT = new HashMap<>();

    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        for (int i = 0; i < 160; i++) {
            KEPT.put(KEPT.size(), new byte[1 << 20]);
        }
        return List.of();
    }
}
