package evil;

import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Reads a serialized object, which runs code that nobody called. */
public class ReadsObjects extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var out = new java.io.ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("gadget")));
        }
        try (var in = new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray()))) {
            return saying("read " + in.readObject());
        } catch (java.io.InvalidClassException e) {
            return saying("refused");
        }
    }
}
