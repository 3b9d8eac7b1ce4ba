package evil;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Sleeps, and sleeps on when it is interrupted. */
public class SleepsOn extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        while (!over) {
            Thread.interrupted();
            LockSupport.parkNanos(5_000_000);
        }
        return List.of();
    }
}
