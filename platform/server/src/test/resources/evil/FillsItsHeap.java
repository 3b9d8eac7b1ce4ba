package evil;

import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Takes memory until there is none. */
public class FillsItsHeap extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[1 << 20]);
        }
    }
}
