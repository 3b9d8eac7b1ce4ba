package evil;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with a list that has always one more. */
public class NeverEnds extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        return new AbstractList<>() {
            @Override
            public FormField get(int index) {
                return field("x");
            }

            @Override
            public int size() {
                return 1;
            }

            @Override
            public Iterator<FormField> iterator() {
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return true;
                    }

                    @Override
                    public FormField next() {
                        return field("x");
                    }
                };
            }

            @Override
            public Object[] toArray() {
                List<Object> all = new ArrayList<>();
                while (all.size() < 1_000_000) {
                    all.add(field("x"));
                }
                return all.toArray();
            }
        };
    }
}
