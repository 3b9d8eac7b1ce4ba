package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Throws an exception that throws whenever it is asked for anything. */
public class ThrowsOneThatThrows extends Evil {
    private static final class Sly extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new Sly();
        }

        @Override
        public String toString() {
            throw new Sly();
        }

        @Override
        public Throwable getCause() {
            throw new Sly();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new Sly();
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        throw new Sly();
    }
}
