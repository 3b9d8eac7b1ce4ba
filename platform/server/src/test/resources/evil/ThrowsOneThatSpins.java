package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Throws an exception that spins for ever when it is asked for its text or its trace. */
public class ThrowsOneThatSpins extends Evil {
    private static int spun;

    private static final class Slow extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            while (!over) {
                spun++;
            }
            return "";
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            toString();
            return new StackTraceElement[0];
        }
    }

    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        throw new Slow();
    }
}
