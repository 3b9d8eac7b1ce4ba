package org.takeup.effect;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.takeup.disclosure.Compared;
import org.takeup.disclosure.Shows;
import org.takeup.tenant.Workspace;

/** Who is compared in the steps that are shown. */
final class ShownSteps implements Shows {
    @Override
    public Map<String, Compared> already(Workspace workspace) {
        var store = new EffectStore(workspace);
        var all = new HashMap<String, Compared>();
        store.shown().forEach(step -> all.put(step, compared(store, step)));
        return all;
    }

    @Override
    public Compared compared(Workspace workspace, String id) {
        return compared(new EffectStore(workspace), id);
    }

    private static Compared compared(EffectStore store, String id) {
        LocalDate step = store.find(id).map(each -> each.from().minusDays(1)).orElse(LocalDate.EPOCH);
        return Member.compared(store.members(id, step));
    }

    @Override
    public String name(Workspace workspace, String id) {
        return new EffectStore(workspace)
                .find(id)
                .map(each -> "“" + each.subject() + "”")
                .orElse("another step");
    }
}
