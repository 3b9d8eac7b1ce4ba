package evil;

import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Looks for classes of the platform by name. */
public class LooksForTheHost extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        String found = "found";
        for (String name : List.of(
                "org.takeup.app.Main",
                "org.takeup.plugin.Plugins",
                "org.takeup.plugin.isolated.child.ChildMain",
                "com.mongodb.client.MongoClient",
                "org.slf4j.LoggerFactory",
                "sun.misc.Unsafe")) {
            try {
                Class.forName(name);
                found += " " + name;
            } catch (ClassNotFoundException e) {
                // As it should be.
            }
        }
        return saying(found);
    }
}
