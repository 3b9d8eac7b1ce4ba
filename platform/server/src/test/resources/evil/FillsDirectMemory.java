package evil;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Takes memory outside of the heap. */
public class FillsDirectMemory extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        List<ByteBuffer> all = new ArrayList<>();
        while (true) {
            all.add(ByteBuffer.allocateDirect(1 << 20));
        }
    }
}
