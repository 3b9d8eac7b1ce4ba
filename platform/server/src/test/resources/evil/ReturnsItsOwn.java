package evil;

import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with an object of its own class. */
public class ReturnsItsOwn extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        List<Object> list = new ArrayList<>();
        list.add(new Object() {});
        return (List) list;
    }
}
