package org.takeup.effect;

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
        store.shown().forEach(step -> all.put(step, Member.compared(store.members(step))));
        return all;
    }

    @Override
    public Compared compared(Workspace workspace, String id) {
        return Member.compared(new EffectStore(workspace).members(id));
    }

    @Override
    public String name(Workspace workspace, String id) {
        return new EffectStore(workspace)
                .find(id)
                .map(each -> "“" + each.subject() + "”")
                .orElse("another step");
    }
}
