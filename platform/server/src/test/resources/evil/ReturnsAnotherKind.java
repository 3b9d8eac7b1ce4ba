package evil;

import java.time.LocalDate;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with a list of other things than were asked for. */
public class ReturnsAnotherKind extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        return (List) List.of("text", 1, LocalDate.EPOCH);
    }
}
