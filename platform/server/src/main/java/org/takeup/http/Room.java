package org.takeup.http;

import java.util.List;
import java.util.function.ToLongBiFunction;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * What a capability adds to the platform: its routes and where people find them.
 *
 * @param entries of the workspace's navigation
 */
public record Room(List<Route> routes, List<Entry> entries) {
    public Room {
        routes = List.copyOf(routes);
        entries = List.copyOf(entries);
    }

    /** What entries of the navigation stand together under, in the order in which they are shown. */
    public enum Group {
        MINE,
        ASK,
        PLAN,
        TELL,
        SEE,
        MANAGE,
        /** Of the operator's console, which has few. */
        PLATFORM
    }

    /**
     * An entry of the navigation.
     *
     * @param order within its group, smaller comes first
     * @param path within the realm
     * @param access who sees it; nobody else is shown it
     * @param count how much waits there for somebody, shown beside the label unless it is nothing; asked on every page, so
     *     it must be quick
     */
    public record Entry(
            Group group,
            int order,
            String label,
            String path,
            Access access,
            ToLongBiFunction<Workspace, Caller> count) {
        /** An entry beside which nothing is counted. */
        public Entry(Group group, int order, String label, String path, Access access) {
            this(group, order, label, path, access, (workspace, caller) -> 0);
        }
    }
}
