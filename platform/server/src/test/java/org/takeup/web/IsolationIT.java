package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Route;
import org.takeup.tenant.Tenant.Placement;

/**
 * With a session of tenant A, every route gets tenant B's ids: in its path, its query and its body, and at B's own
 * address (threat T1). The answer must be the one that an id gets that nobody has, and B's data must stay as it is. That
 * the id was really looked at is shown by A's own, which the same request finds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationIT {
    /** What a body or a query may name without being asked whose it is, with the reason. */
    private static final Set<String> NOT_LOOKED_UP = Set.of(
            "person", // kept as it is given; who it is, is looked up in the own directory when a plan speaks to them
            "cursor"); // a place in an alphabet, not a person

    private final Map<Placement, List<OwnThings>> pairs = new EnumMap<>(Placement.class);
    private MailCatcher mail;
    private TestPlatform platform;
    private OwnThings a;
    private OwnThings b;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = OwnThings.platform(mail);
        for (Placement placement : Placement.values()) {
            pairs.put(placement, List.of(things("a", placement), things("b", placement)));
        }
        at(Placement.POOLED);
    }

    private OwnThings things(String letter, Placement placement) {
        return new OwnThings(platform, letter + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    /** From here on it is between the two of this placement. */
    private void at(Placement placement) {
        a = pairs.get(placement).getFirst();
        b = pairs.get(placement).getLast();
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        mail.close();
    }

    private List<Route> routes() {
        return platform.platform().routes().stream()
                .filter(route -> route.realm() == Route.Realm.WORKSPACE)
                .toList();
    }

    private Set<String> owned(Set<String> names) {
        var owned = new TreeSet<>(names);
        owned.removeAll(OwnThings.SHARED.keySet());
        owned.removeAll(Set.of("version", "today", "start", "nextWeek", "item", "answers"));
        return owned;
    }

    @Test
    void everyRouteHasARowAndEveryIdInItAnOwner() {
        var missing = platform.platform().routes().stream()
                .filter(route -> !RouteRows.has(route))
                .map(Route::id)
                .toList();
        assertEquals(List.of(), missing, "Say in RouteRows how these are called");
        for (Route route : routes()) {
            for (String name : owned(RouteCall.idsInPath(route))) {
                assertTrue(
                        b.ids().containsKey(name),
                        () -> "Say in OwnThings how to make the " + name + " of " + route.id());
                assertTrue(!b.ids().get(name).equals(a.ids().get(name)), name);
            }
        }
        assertTrue(routes().size() > 70);
    }

    @Attack(
            value = "B's ids in the path, all of them and one beside own ones",
            kind = Kind.ID_IN_PATH,
            threats = "T1",
            at = "every route with an id in its path")
    @BothPlacements
    void theIdsOfAnotherTenantAreNotFoundLikeIdsThatNobodyHas(Placement placement) {
        at(placement);
        List<?> before = platform.dump(b.workspace());
        var leaks = new ArrayList<String>();
        for (Route route : routes()) {
            Set<String> owned = owned(RouteCall.idsInPath(route));
            if (owned.isEmpty()) {
                continue;
            }
            Map<String, String> nobodys = Told.invented(b.ids());
            compare(route, with(owned, b.ids()), with(owned, nobodys), 404, leaks);
            // One that is another's beside own ones.
            for (String name : owned.size() > 1 ? owned : Set.<String>of()) {
                compare(route, with(Set.of(name), b.ids()), with(Set.of(name), nobodys), 404, leaks);
            }
        }
        assertEquals(List.of(), leaks);
        assertEquals(before, platform.dump(b.workspace()));
    }

    @Attack(
            value = "B's ids in bodies and queries",
            kind = {Kind.ID_IN_BODY, Kind.ID_IN_QUERY},
            threats = "T1",
            at = "every route with an id in its body or query")
    @BothPlacements
    void theIdsOfAnotherTenantInABodyOrAQueryCountLikeIdsThatNobodyHas(Placement placement) {
        at(placement);
        List<?> before = platform.dump(b.workspace());
        var leaks = new ArrayList<String>();
        int tried = 0;
        for (Route route : routes()) {
            for (String name : owned(RouteCall.idsInside(route))) {
                Map<String, String> own = a.idsFor(route);
                Map<String, String> ids = a.idsFor(route);
                Map<String, String> theirs = new HashMap<>(ids);
                theirs.put(name, b.ids().get(name));
                HttpResponse<String> answer = a.admin().send(route, theirs);
                String known = Told.by(answer, theirs);
                // What was refused has changed nothing, and no other plan or survey is quite like it.
                Map<String, String> nobodys = new HashMap<>(answer.statusCode() < 400 ? a.idsFor(route) : ids);
                nobodys.put(name, Told.invented(b.ids()).get(name));
                String unknown = Told.by(a.admin().send(route, nobodys), nobodys);
                if (!NOT_LOOKED_UP.contains(name)) {
                    if (!known.equals(unknown)) {
                        leaks.add(route.id() + " tells " + name + " from nobody's, " + Told.difference(known, unknown));
                    }
                    if (known.equals(Told.by(a.admin().send(route, own), own))) {
                        leaks.add(route.id() + " answers an own " + name + " no otherwise:\n" + known);
                    }
                }
                refuseWordsOf(b, answer, theirs, route, leaks);
                tried++;
            }
        }
        assertEquals(List.of(), leaks);
        assertTrue(tried > 10, "there are ids in bodies and queries");
        assertEquals(before, platform.dump(b.workspace()));
    }

    @BothPlacements
    void theSameRequestsFindWhatIsOnesOwn(Placement placement) {
        at(placement);
        var lost = new ArrayList<String>();
        for (Route route : routes()) {
            if (!owned(RouteCall.idsInPath(route)).isEmpty()) {
                HttpResponse<String> answer = a.admin().send(route, a.idsFor(route));
                if (answer.statusCode() == 404 || answer.statusCode() >= 500) {
                    lost.add(route.id() + " gave " + answer.statusCode() + " " + answer.body());
                }
            }
        }
        assertEquals(List.of(), lost);
    }

    @Attack(
            value = "A's session at B's door with B's ids",
            kind = Kind.SESSION_ELSEWHERE,
            threats = {"T1", "T5"},
            at = "every route of a workspace")
    @BothPlacements
    void atTheDoorOfAnotherTenantASessionIsNone(Placement placement) {
        at(placement);
        List<?> before = platform.dump(b.workspace());
        var leaks = new ArrayList<String>();
        for (Route route : routes()) {
            Map<String, String> ids = new HashMap<>(b.ids());
            // Who holds a ticket or an open link may use it, signed in or not.
            ids.put("ticket", Told.invented(b.ids()).get("ticket"));
            ids.put("code", Told.invented(b.ids()).get("code"));
            ids.put("wishLink", Told.invented(b.ids()).get("wishLink"));
            ids.put("unwishLink", Told.invented(b.ids()).get("unwishLink"));
            ids.put("stepLink", Told.invented(b.ids()).get("stepLink"));
            ids.put("stepSeen", Told.invented(b.ids()).get("stepSeen"));
            ids.put("focusTicket", Told.invented(b.ids()).get("focusTicket"));
            ids.put("calendar", Told.invented(b.ids()).get("calendar"));
            String asA = Told.by(a.adminAt(b).send(route, ids), ids);
            String asNobody = Told.by(b.stranger().send(route, ids), ids);
            if (!asA.equals(asNobody)) {
                leaks.add(route.id() + " tells A from a stranger, " + Told.difference(asA, asNobody));
            }
        }
        assertEquals(List.of(), leaks);
        assertEquals(before, platform.dump(b.workspace()));
    }

    private Map<String, String> with(Set<String> names, Map<String, String> others) {
        Map<String, String> ids = a.ids();
        names.forEach(name -> ids.put(name, others.get(name)));
        return ids;
    }

    private void compare(
            Route route, Map<String, String> theirs, Map<String, String> nobodys, int status, List<String> leaks) {
        HttpResponse<String> answer = a.admin().send(route, theirs);
        String known = Told.by(answer, theirs);
        String unknown = Told.by(a.admin().send(route, nobodys), nobodys);
        if (!known.equals(unknown)) {
            leaks.add(route.id() + " tells it from an id that nobody has, " + Told.difference(known, unknown));
        }
        if (answer.statusCode() != status) {
            leaks.add(route.id() + " gives " + answer.statusCode() + " for another tenant's id:\n" + known);
        }
        refuseWordsOf(b, answer, theirs, route, leaks);
    }

    private static void refuseWordsOf(
            OwnThings other, HttpResponse<String> answer, Map<String, String> sent, Route route, List<String> leaks) {
        String slug = other.workspace().tenant().slug();
        if (Told.by(answer, sent).contains(slug)) {
            leaks.add(route.id() + " says something of " + slug + ":\n" + answer.body());
        }
    }
}
