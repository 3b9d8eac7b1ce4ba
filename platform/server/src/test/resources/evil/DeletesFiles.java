package evil;

import java.io.File;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Deletes its own package and whatever else it finds. */
public class DeletesFiles extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        int deleted = 0;
        for (String file : List.of("..", "../../child.jar", "../s")) {
            if (new File(file).delete()) {
                deleted++;
            }
        }
        return saying("deleted " + deleted);
    }
}
