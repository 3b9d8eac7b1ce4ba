package evil;

import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with a list that holds itself. */
public class ReturnsItself extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return (List) list;
    }
}
