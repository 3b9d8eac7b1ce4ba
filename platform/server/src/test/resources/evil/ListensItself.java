package evil;

import java.net.ServerSocket;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Waits for connections from outside. */
public class ListensItself extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        try (var server = new ServerSocket(0)) {
            return saying("listens at " + server.getLocalPort());
        }
    }
}
