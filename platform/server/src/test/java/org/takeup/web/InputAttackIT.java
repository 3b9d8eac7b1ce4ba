package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
 * Every route, given what a database would run and what no caller may set (threats D1, D2). On objects that exist, so
 * that the input is really looked at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InputAttackIT {
    private static final List<String> OPERATORS = List.of(
            "{\"$ne\":null}",
            "{\"$gt\":\"\"}",
            "{\"$where\":\"sleep(1)\"}",
            "{\"$expr\":{\"$function\":{\"body\":\"return true\",\"args\":[],\"lang\":\"js\"}}}",
            "[{\"$ne\":null}]");
    private static final List<String> NOT_THEIRS =
            List.of("t", "tenantId", "tenant", "_id", "id", "roles", "ownerId", "personId", "state", "approved");

    /** Takes no members: the address says it all, and nothing of the body is read. */
    private static final List<String> WITHOUT_MEMBERS = List.of("wave-close");

    private TestPlatform platform;
    private String base;
    private Visitor admin;
    private String csrf;
    private Map<String, String> ids;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        Workspace workspace = platform.tenant("i" + UUID.randomUUID().toString().substring(0, 8));
        ids = ForeignObjects.in(platform, workspace);
        base = "/w/" + workspace.tenant().slug();
        admin = platform.signedIn(workspace, Role.ADMIN);
        csrf = Visitor.token(admin.get(base + "/").body());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void aMemberThatNoCallerMaySetIsRefusedByEveryRoute() {
        var taken = new ArrayList<String>();
        for (Route route : jsonRoutes()) {
            for (String member : NOT_THEIRS) {
                HttpResponse<String> answer = send(route, "{\"" + member + "\":\"ffffffffffffffffffffffff\"}");
                if (answer.statusCode() / 100 != 4) {
                    taken.add(route.id() + " takes " + member + ": " + answer.statusCode());
                }
            }
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void anOperatorInAJsonMemberIsRefusedByEveryRoute() {
        var taken = new ArrayList<String>();
        for (Route route : jsonRoutes()) {
            for (String member :
                    List.of("title", "name", "segment", "plugin", "subject", "builder", "answers", "enabled")) {
                for (String operator : OPERATORS) {
                    HttpResponse<String> answer = send(route, "{\"" + member + "\":" + operator + "}");
                    if (answer.statusCode() / 100 != 4) {
                        taken.add(route.id() + " takes " + member + "=" + operator + ": " + answer.statusCode());
                    }
                }
            }
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void anOperatorInThePathOrTheQueryFindsNothingAndBreaksNothing() {
        var broken = new ArrayList<String>();
        for (Route route : platform.platform().routes()) {
            if (route.realm() != Route.Realm.WORKSPACE || !(route.body() instanceof Body.None)) {
                continue;
            }
            for (String operator : OPERATORS) {
                String path =
                        route.path().replaceAll("\\{[^}]+}", encode(operator).replace("$", "\\$"));
                for (String query : List.of("", "?unit[$ne]=x&after[$gt]=", "?unit=" + encode(operator))) {
                    HttpResponse<String> answer = send(route, path + query, "");
                    boolean named = route.path().contains("{") && answer.statusCode() / 100 == 2;
                    if (answer.statusCode() >= 500 || named) {
                        broken.add(route.id() + " " + path + query + ": " + answer.statusCode());
                    }
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    private List<Route> jsonRoutes() {
        List<Route> routes = platform.platform().routes().stream()
                .filter(route -> route.realm() == Route.Realm.WORKSPACE && route.body() instanceof Body.Json)
                .filter(route -> !WITHOUT_MEMBERS.contains(route.id()))
                .toList();
        assertTrue(routes.size() > 5, "there are routes to attack");
        return routes;
    }

    private HttpResponse<String> send(Route route, String body) {
        String path = route.path();
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return send(route, path.replace("{plugin}", "survey-maturity"), body);
    }

    private HttpResponse<String> send(Route route, String path, String body) {
        HttpRequest.Builder request = admin.request(base + path)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", csrf);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return platform.send(request.method(route.method().name(), HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
