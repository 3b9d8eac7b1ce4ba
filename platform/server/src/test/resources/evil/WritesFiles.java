package evil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Writes files wherever it can. */
public class WritesFiles extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        int written = 0;
        for (String folder : List.of(System.getProperty("java.io.tmpdir"), System.getProperty("user.home"), ".", "..", "/var/tmp")) {
            try {
                Files.writeString(Path.of(folder, "evil-mark"), "evil");
                written++;
            } catch (IOException e) {
                // Not there.
            }
        }
        return saying("wrote " + written);
    }
}
