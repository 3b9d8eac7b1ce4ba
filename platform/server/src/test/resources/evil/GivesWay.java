package evil;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Takes too long, but stops when it is told to. */
public class GivesWay extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(5_000_000);
        }
        throw new IllegalStateException("stopped");
    }
}
