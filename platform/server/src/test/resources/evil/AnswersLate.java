package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers when nobody waits any more, and does not hear that. */
public class AnswersLate extends Evil {
    private static int spun;

    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        long end = System.nanoTime() + 2_000_000_000L;
        while (System.nanoTime() < end) {
            spun++;
        }
        return saying("late");
    }
}
