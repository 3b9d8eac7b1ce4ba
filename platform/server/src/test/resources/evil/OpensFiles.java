package evil;

import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Opens files without end. */
public class OpensFiles extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        List<Object> all = new ArrayList<>();
        while (true) {
            all.add(new FileInputStream("/dev/null"));
        }
    }
}
