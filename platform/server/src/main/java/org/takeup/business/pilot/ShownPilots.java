package org.takeup.business.pilot;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.takeup.disclosure.Compared;
import org.takeup.disclosure.ShownGroups;
import org.takeup.disclosure.Shows;
import org.takeup.tenant.Workspace;

/**
 * Who is in the groups of pilots that have begun. A pilot shows their figures once it is over, and nothing can be changed by then,
 * so its groups count from its first day.
 */
final class ShownPilots implements Shows {
    /** As what pilots are entered. */
    static final String PILOT = "pilot";

    /**
     * A pilot with the draw by which it begins. Once it has begun, what other draws have left behind is nobody; before, any of
     * them may be the one.
     */
    static String id(String pilot, String draw) {
        return pilot + ShownGroups.ATTEMPT + draw;
    }

    @Override
    public Map<String, Compared> already(Workspace workspace) {
        var all = new HashMap<String, Compared>();
        new PilotStore(workspace)
                .all()
                .forEach(pilot -> pilot.begun().ifPresent(begun -> {
                    String id = id(pilot.id(), begun.draw());
                    all.put(id, compared(workspace, id));
                }));
        return all;
    }

    @Override
    public Compared compared(Workspace workspace, String id) {
        var store = new PilotStore(workspace);
        String draw = id.substring(id.indexOf(ShownGroups.ATTEMPT) + 1);
        return store.find(pilotOf(id))
                .filter(pilot ->
                        pilot.begun().map(each -> each.draw().equals(draw)).orElse(true))
                .map(pilot -> Member.compared(store.members(pilot.id(), draw), pilot))
                .orElseGet(() -> new Compared(Set.of(), Set.of()));
    }

    private static String pilotOf(String id) {
        return id.substring(0, id.indexOf(ShownGroups.ATTEMPT));
    }

    @Override
    public String name(Workspace workspace, String id) {
        return new PilotStore(workspace)
                .find(pilotOf(id))
                .map(each -> "the pilot “" + each.name() + "”")
                .orElse("another pilot");
    }
}
