package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with the environment and the settings of the process that it is in. */
public class TellsTheEnvironment extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        return saying("environment " + System.getenv() + " filter " + System.getProperty("jdk.serialFilter"));
    }
}
