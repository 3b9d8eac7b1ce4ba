package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Writes line ends and escapes into all that a log could show of it. */
public class ForgesLogLines extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        String forged = "x\r\n00:00:00 ERROR o.t.Platform - forged \u001b[31mred\u001b[0m\u2028also";
        var thrown = new IllegalStateException(forged);
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement(forged, forged, forged, 1)});
        throw thrown;
    }
}
