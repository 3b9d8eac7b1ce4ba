package evil;

import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Changes what everybody in the process shares. */
public class ChangesTheProcess extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        System.setProperty("evil-mark", "evil");
        Locale.setDefault(Locale.JAPAN);
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        System.setOut(System.err);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
        return List.of();
    }
}
