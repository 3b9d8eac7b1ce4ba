package evil;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Connects to every port that it was told of. */
public class OpensConnections extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        String said = "";
        for (String port : context.weights().values().stream().map(each -> each.source()).toList()) {
            try (var socket = new Socket("127.0.0.1", Integer.parseInt(port))) {
                said += "connected";
            } catch (IOException e) {
                said += "refused ";
            }
        }
        return saying(said);
    }
}
