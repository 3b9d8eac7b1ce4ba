package org.takeup.web;

import java.util.Map;
import org.takeup.http.Route;

/** What a workspace owns of one area of the product. */
interface OwnArea {
    /** Makes one of each, once, and puts their ids here by the names that {@link RouteRows} uses. */
    void make(Map<String, String> ids);

    /**
     * Makes for one call of a route that changes something what this call alone changes or uses up.
     *
     * @param fresh the ids of the workspace's things; those of what was made replace them
     */
    void renew(Route route, Map<String, String> fresh);
}
