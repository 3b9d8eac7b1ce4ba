package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Route;

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

    private final Random random = new Random();
    private MailCatcher mail;
    private TestPlatform platform;
    private OwnThings a;
    private OwnThings b;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = OwnThings.platform(mail);
        a = new OwnThings(platform, "a" + UUID.randomUUID().toString().substring(0, 8));
        b = new OwnThings(platform, "b" + UUID.randomUUID().toString().substring(0, 8));
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

    @Test
    void theIdsOfAnotherTenantAreNotFoundLikeIdsThatNobodyHas() {
        List<?> before = platform.dump(b.workspace());
        var leaks = new ArrayList<String>();
        for (Route route : routes()) {
            Set<String> owned = owned(RouteCall.idsInPath(route));
            if (owned.isEmpty()) {
                continue;
            }
            Map<String, String> nobodys = invented(b.ids());
            compare(route, with(owned, b.ids()), with(owned, nobodys), 404, leaks);
            // One that is another's beside own ones.
            for (String name : owned.size() > 1 ? owned : Set.<String>of()) {
                compare(route, with(Set.of(name), b.ids()), with(Set.of(name), nobodys), 404, leaks);
            }
        }
        assertEquals(List.of(), leaks);
        assertEquals(before, platform.dump(b.workspace()));
    }

    @Test
    void theIdsOfAnotherTenantInABodyOrAQueryCountLikeIdsThatNobodyHas() {
        List<?> before = platform.dump(b.workspace());
        var leaks = new ArrayList<String>();
        int tried = 0;
        for (Route route : routes()) {
            for (String name : owned(RouteCall.idsInside(route))) {
                Map<String, String> own = a.idsFor(route);
                Map<String, String> theirs = new HashMap<>(a.idsFor(route));
                theirs.put(name, b.ids().get(name));
                Map<String, String> nobodys = new HashMap<>(a.idsFor(route));
                nobodys.put(name, invented(b.ids()).get(name));
                HttpResponse<String> answer = a.admin().send(route, theirs);
                String known = seen(answer, theirs);
                String unknown = seen(a.admin().send(route, nobodys), nobodys);
                if (!NOT_LOOKED_UP.contains(name)) {
                    if (!known.equals(unknown)) {
                        leaks.add(route.id() + " " + name + ":\n" + known + "\n but for nobody's:\n" + unknown);
                    }
                    if (known.equals(seen(a.admin().send(route, own), own))) {
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

    @Test
    void theSameRequestsFindWhatIsOnesOwn() {
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

    @Test
    void atTheDoorOfAnotherTenantASessionIsNone() {
        List<?> before = platform.dump(b.workspace());
        var leaks = new ArrayList<String>();
        for (Route route : routes()) {
            Map<String, String> ids = new HashMap<>(b.ids());
            // Who holds a ticket may use it, signed in or not.
            ids.put("ticket", invented(b.ids()).get("ticket"));
            String asA = seen(a.adminAt(b).send(route, ids), ids);
            String asNobody = seen(b.stranger().send(route, ids), ids);
            if (!asA.equals(asNobody)) {
                leaks.add(route.id() + ":\n" + asA + "\n but for a stranger:\n" + asNobody);
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
        String known = seen(answer, theirs);
        String unknown = seen(a.admin().send(route, nobodys), nobodys);
        if (!known.equals(unknown)) {
            leaks.add(route.id() + ":\n" + known + "\n but for an id that nobody has:\n" + unknown);
        }
        if (answer.statusCode() != status) {
            leaks.add(route.id() + " gives " + answer.statusCode() + " for another tenant's id:\n" + known);
        }
        refuseWordsOf(b, answer, theirs, route, leaks);
    }

    private static void refuseWordsOf(
            OwnThings other, HttpResponse<String> answer, Map<String, String> sent, Route route, List<String> leaks) {
        String slug = other.workspace().tenant().slug();
        if (seen(answer, sent).contains(slug)) {
            leaks.add(route.id() + " says something of " + slug + ":\n" + answer.body());
        }
    }

    /** Status, place to go and body, without the request's id, fresh ids and the ids that were sent. */
    private static String seen(HttpResponse<String> answer, Map<String, String> sent) {
        String requestId = answer.headers().firstValue("x-request-id").orElse("-");
        String text = answer.statusCode() + " "
                + answer.headers().firstValue("location").orElse("") + "\n"
                + answer.body().replace(requestId, "(request)");
        for (Map.Entry<String, String> each : sent.entrySet()) {
            if (each.getValue().length() > 8
                    && !List.of("today", "start", "nextWeek").contains(each.getKey())) {
                String inAddresses = URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8);
                text = text.replace(each.getValue(), "(" + each.getKey() + ")")
                        .replace(inAddresses, "(" + each.getKey() + ")");
            }
        }
        return text;
    }

    /** Ids of the same shape that nobody has. */
    private Map<String, String> invented(Map<String, String> ids) {
        var invented = new HashMap<String, String>();
        ids.forEach((name, id) -> invented.put(
                name,
                id.chars().mapToObj(c -> String.valueOf((char) another(c, id))).collect(Collectors.joining())));
        invented.putAll(OwnThings.SHARED);
        return invented;
    }

    private int another(int c, String id) {
        if (id.matches("[0-9a-f-]+")) {
            return c == '-' ? c : "0123456789abcdef".charAt(random.nextInt(16));
        }
        if (Character.isDigit(c)) {
            return '0' + random.nextInt(10);
        }
        if (Character.isUpperCase(c)) {
            return 'A' + random.nextInt(26);
        }
        return Character.isLowerCase(c) ? 'a' + random.nextInt(26) : c;
    }
}
