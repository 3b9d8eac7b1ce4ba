package evil;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with a list that holds something else each time it is looked at. */
public class ChangesWhileItIsRead extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        var looks = new AtomicInteger();
        return new AbstractList<>() {
            @Override
            public FormField get(int index) {
                return looks.getAndIncrement() == 0 ? field("harmless") : field("<script>evil</script>");
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }
}
