package evil;

import java.util.List;
import java.util.concurrent.locks.StampedLock;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Takes a lock twice that lets nobody in twice: a deadlock with itself that no interrupt ends. */
public class WaitsForItself extends Evil {
    private static final StampedLock LOCK = new StampedLock();

    /** Lets go of the lock in its place. */
    public static void end() {
        LOCK.tryUnlockWrite();
    }

    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        LOCK.writeLock();
        LOCK.writeLock();
        return List.of();
    }
}
