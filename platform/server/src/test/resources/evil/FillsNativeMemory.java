package evil;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Takes memory that no virtual machine counts. */
public class FillsNativeMemory extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        List<Object> all = new ArrayList<>();
        while (true) {
            var part = Arena.ofAuto().allocate(1L << 24);
            part.fill((byte) 1);
            all.add(part);
        }
    }
}
