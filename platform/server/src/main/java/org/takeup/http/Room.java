package org.takeup.http;

import java.util.List;

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

    /**
     * An entry of the navigation.
     *
     * @param order smaller comes first
     * @param path within the realm
     * @param access who sees it; nobody else is shown it
     */
    public record Entry(int order, String label, String path, Access access) {}
}
