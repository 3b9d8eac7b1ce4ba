package org.takeup.web;

import java.util.Map;
import java.util.TreeMap;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Route;

/** The problems that the door itself answers on a route, by status, as components of the contract. */
final class DoorProblems {
    private DoorProblems() {}

    static Map<String, String> of(Route route) {
        var problems = new TreeMap<String, String>();
        problems.put("400", "Malformed");
        problems.put("500", "Broken");
        problems.put("503", "Unavailable");
        if (route.realm() == Route.Realm.WORKSPACE || route.path().contains("{")) {
            problems.put("404", "NotFound");
        }
        if (route.access() instanceof Access.Signed || route.access() instanceof Access.Operator) {
            problems.put("401", "SignInRequired");
            problems.put("403", "NotAllowed");
            problems.put("429", "TooMany");
        }
        if (Idempotency.covers(route)) {
            problems.put("409", "Repeated");
        }
        if (Forgery.changes(route.method())) {
            problems.put("403", "NotAllowed");
        }
        if (!(route.body() instanceof Body.None)) {
            problems.put("408", "TooSlow");
            problems.put("413", "TooLarge");
            problems.put("415", "WrongType");
            problems.put("422", "InvalidInput");
        }
        return problems;
    }
}
