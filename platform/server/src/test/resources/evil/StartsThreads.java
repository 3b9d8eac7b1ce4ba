package evil;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Starts threads without end. */
public class StartsThreads extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        while (true) {
            Thread.ofPlatform().daemon().start(() -> LockSupport.park());
        }
    }
}
