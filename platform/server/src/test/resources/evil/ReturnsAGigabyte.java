package evil;

import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with far too much text. */
public class ReturnsAGigabyte extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        String text = "x".repeat(1 << 20);
        List<FormField> all = new ArrayList<>();
        for (int i = 0; i < 1024; i++) {
            all.add(field(text));
        }
        return all;
    }
}
