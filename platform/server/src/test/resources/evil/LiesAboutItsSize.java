package evil;

import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with a list that says it has two thousand million elements and has none. */
public class LiesAboutItsSize extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        return new AbstractList<>() {
            @Override
            public FormField get(int index) {
                return field("x");
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }

            @Override
            public Iterator<FormField> iterator() {
                return Collections.emptyIterator();
            }

            @Override
            public Object[] toArray() {
                return new Object[0];
            }
        };
    }
}
