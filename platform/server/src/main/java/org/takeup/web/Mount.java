package org.takeup.web;

import java.util.List;
import org.takeup.http.Route;

/** Where a route's realm hangs in the address space. */
enum Mount {
    PLATFORM("", true),
    OPERATOR("/operator", true),
    WORKSPACE_PATH("/w/:tenant", true),
    WORKSPACE_HOST("", false);

    private final String prefix;
    private final boolean onPlatformHost;

    Mount(String prefix, boolean onPlatformHost) {
        this.prefix = prefix;
        this.onPlatformHost = onPlatformHost;
    }

    /** Where the routes of a realm answer. */
    static List<Mount> of(Route.Realm realm) {
        return switch (realm) {
            case PLATFORM -> List.of(PLATFORM);
            case OPERATOR -> List.of(OPERATOR);
            case WORKSPACE -> List.of(WORKSPACE_PATH, WORKSPACE_HOST);
        };
    }

    /** Whether it answers on the platform's own host, or on the hosts of tenants. */
    boolean onPlatformHost() {
        return onPlatformHost;
    }

    /** A route's path as the router wants it: {@code {name}} becomes {@code :name}. */
    String pattern(String path) {
        return prefix + path.replace("{", ":").replace("}", "");
    }

    /** What links of this realm begin with. */
    String base(String tenantSlug) {
        return prefix.replace(":tenant", tenantSlug);
    }
}
