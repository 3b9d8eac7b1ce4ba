package org.takeup.business.pilot;

import java.util.HashMap;
import java.util.Map;
import org.takeup.disclosure.Compared;
import org.takeup.disclosure.Shows;
import org.takeup.tenant.Workspace;

/**
 * Who is in the groups of pilots that have begun. A pilot shows their figures once it is over, and nothing can be changed by then,
 * so its groups count from its first day.
 */
final class ShownPilots implements Shows {
    private static final String BETWEEN = "/";

    /** A pilot with the draw by which it begins: what other draws have left behind is nobody. */
    static String id(String pilot, String draw) {
        return pilot + BETWEEN + draw;
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
        int between = id.indexOf(BETWEEN);
        return Member.compared(new PilotStore(workspace).members(id.substring(0, between), id.substring(between + 1)));
    }

    @Override
    public String name(Workspace workspace, String id) {
        return new PilotStore(workspace)
                .find(id.substring(0, id.indexOf(BETWEEN)))
                .map(each -> "the pilot “" + each.name() + "”")
                .orElse("another pilot");
    }
}
