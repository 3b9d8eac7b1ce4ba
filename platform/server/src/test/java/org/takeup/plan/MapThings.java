package org.takeup.plan;

import org.takeup.tenant.Workspace;

/** What tests of all routes need of the stakeholder map. */
public final class MapThings {
    private MapThings() {}

    /** The id of the suggestion to put a manager on the map, which nobody has decided about. */
    public static String suggestion(Workspace workspace, String manager) {
        String id = Suggestions.id("manager/" + manager);
        workspace.collection(Suggestions.DECISIONS).delete(id);
        return id;
    }
}
