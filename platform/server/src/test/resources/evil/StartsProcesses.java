package evil;

import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Starts a process that would outlive it. */
public class StartsProcesses extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        List<String> said = new ArrayList<>();
        new ProcessBuilder("/bin/sleep", "7531").start();
        throw new IllegalStateException("started");
    }
}
