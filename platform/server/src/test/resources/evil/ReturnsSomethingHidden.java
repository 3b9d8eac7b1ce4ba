package evil;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with an object of its own, hidden in one of the JDK. */
public class ReturnsSomethingHidden extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        List<Object> list = new ArrayList<>();
        list.add(new AtomicReference<>(new Object() {}));
        return (List) list;
    }
}
