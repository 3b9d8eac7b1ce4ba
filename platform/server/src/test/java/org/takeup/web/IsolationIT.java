package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.http.Body;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * With a session of tenant A, every route gets tenant B's ids. The answer must be the one that an id gets that nobody
 * has: same status, same body, same length.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationIT {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Map<String, String> SHARED =
            Map.of("accent", "1d5c63", "plugin", "survey-maturity", "version", "1.0.0", "page", "1", "slug", "nobody");
    private final Random random = new Random();
    private TestPlatform platform;
    private String base;
    private Visitor visitor;
    private String csrf;
    private Map<String, String> own;
    private Map<String, String> foreign;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        Workspace a = platform.tenant("a" + UUID.randomUUID().toString().substring(0, 8));
        Workspace b = platform.tenant("b" + UUID.randomUUID().toString().substring(0, 8));
        own = ForeignObjects.in(platform, a);
        foreign = ForeignObjects.in(platform, b);
        base = "/w/" + a.tenant().slug();
        visitor = platform.signedIn(a, Role.ADMIN);
        csrf = Visitor.token(visitor.get(base + "/").body());
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }

    private List<Route> routes() {
        return platform.platform().routes().stream()
                .filter(route -> route.realm() == Route.Realm.WORKSPACE)
                .filter(route -> !parameters(route).isEmpty())
                .toList();
    }

    private static Set<String> parameters(Route route) {
        return PARAMETER
                .matcher(route.path())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> owned(Route route) {
        Set<String> owned = parameters(route);
        owned.retainAll(foreign.keySet());
        return owned;
    }

    @Test
    void everyParameterOfEveryRouteHasARow() {
        for (Route route : routes()) {
            assertEquals(
                    List.of(),
                    ForeignObjects.unknown(parameters(route), foreign),
                    () -> "Say in ForeignObjects how to make what the path of " + route.id() + " names");
        }
        assertTrue(routes().size() > 3);
        foreign.forEach((name, id) -> assertTrue(!id.equals(own.get(name)), name));
    }

    @Test
    void theIdsOfAnotherTenantAnswerLikeIdsThatNobodyHas() {
        var leaks = new ArrayList<String>();
        for (Route route : routes()) {
            compare(route, foreign, invented(foreign), leaks);
        }
        assertEquals(List.of(), leaks);
    }

    @Test
    void oneIdOfAnotherTenantBesideOwnOnesAnswersLikeOneThatNobodyHas() {
        var leaks = new ArrayList<String>();
        for (Route route : routes()) {
            if (owned(route).size() < 2) {
                continue;
            }
            for (String name : owned(route)) {
                var mixed = new HashMap<>(own);
                mixed.put(name, foreign.get(name));
                var unknown = new HashMap<>(own);
                unknown.put(name, invented(foreign).get(name));
                compare(route, mixed, unknown, leaks);
            }
        }
        assertEquals(List.of(), leaks);
    }

    private void compare(Route route, Map<String, String> ids, Map<String, String> others, List<String> leaks) {
        if (owned(route).isEmpty()) {
            return;
        }
        Map<String, String> one = with(ids);
        Map<String, String> two = with(others);
        String known = seen(send(route, one), one);
        String unknown = seen(send(route, two), two);
        if (!known.equals(unknown)) {
            leaks.add(route.id() + ":\n" + known + "\n but for an id that nobody has:\n" + unknown);
        }
        if (known.startsWith("2")) {
            leaks.add(route.id() + " succeeds with another tenant's id");
        }
    }

    private static Map<String, String> with(Map<String, String> ids) {
        var all = new HashMap<>(SHARED);
        all.putAll(ids);
        return all;
    }

    private HttpResponse<String> send(Route route, Map<String, String> ids) {
        String path = PARAMETER.matcher(route.path()).replaceAll(found -> ids.get(found.group(1)));
        HttpRequest.Builder request = visitor.request(base + path);
        request.header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf)
                .header("If-Match", "\"1\"");
        String body = ForeignObjects.BODIES.getOrDefault(route.id(), "");
        switch (route.body()) {
            case Body.None _ -> {}
            case Body.Json _ -> {
                request.header("Content-Type", "application/json");
                body = body.isEmpty() ? "{}" : body;
            }
            case Body.Form _ -> {
                request.header("Content-Type", "application/x-www-form-urlencoded");
                body = "csrf=" + csrf + (body.isEmpty() ? "" : "&" + body);
            }
            case Body.Upload _ -> {
                request.header("Content-Type", "multipart/form-data; boundary=edge");
                body = "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + csrf
                        + "\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\nPK"
                        + "\r\n--edge--\r\n";
            }
        }
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return platform.send(request.method(route.method().name(), publisher).build());
    }

    /** Status, place to go and body, without the request's id and the ids that were sent. */
    private static String seen(HttpResponse<String> answer, Map<String, String> sent) {
        String body = answer.body();
        String requestId = answer.headers().firstValue("x-request-id").orElse("-");
        String text = answer.statusCode() + " "
                + answer.headers().firstValue("location").orElse("") + " " + body.length() + "\n"
                + body.replace(requestId, "(request)");
        for (Map.Entry<String, String> each : sent.entrySet()) {
            if (each.getValue().length() > 8) {
                text = text.replace(each.getValue(), "(" + each.getKey() + ")");
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
