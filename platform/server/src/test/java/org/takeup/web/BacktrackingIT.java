package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Route;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.TenantDefinition;

/**
 * Texts that keep a careless pattern busy for ever (threat W4), in every field, member and parameter. What is slow is
 * seen on the bench; here, what would not end within the test's time has got through.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktrackingIT {
    private static final int LONG = 40_000;
    private static final int IN_ADDRESS = 1_500;
    private static final int KINDS = 8;

    private Neighbours neighbours;

    @BeforeAll
    void start() {
        neighbours = Neighbours.start();
    }

    @AfterAll
    void stop() {
        neighbours.close();
    }

    /** What patterns for names, addresses, hosts, dates, numbers, markup and quotes stumble over. */
    private static List<String> evil(int length) {
        return List.of(
                "a".repeat(length) + "!",
                "a@" + "a.".repeat(length / 2) + "!",
                "a-".repeat(length / 2) + ".",
                "<a".repeat(length / 2),
                "0".repeat(length) + "x",
                "\"\\".repeat(length / 2),
                " ".repeat(length) + "x",
                "eq \"".repeat(length / 4));
    }

    @Attack(
            value = "texts that patterns backtrack over, 40,000 characters, in each field and member",
            kind = Kind.REGEX_BACKTRACKING,
            threats = {"W4", "W8"},
            at = "every route with a body")
    @BothPlacements
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void noFieldKeepsTheServerBusyForEver(Placement placement) {
        OwnThings own = neighbours.a(placement);
        var asItWas = TenantDefinition.of(own.workspace().tenant());
        var broken = new ArrayList<String>();
        int sent = 0;
        int turn = 4 * placement.ordinal();
        for (Route route : neighbours.routes()) {
            if (route.body() instanceof Body.None || route.access() instanceof Access.Everyone) {
                continue;
            }
            Map<String, String> ids = own.idsFor(route);
            // One for each route and placement, in turns, so that each of them is tried on many.
            String text = evil(LONG).get(turn++ % KINDS);
            for (String body : Filled.bodies(route, RouteCall.body(route, ids), text)) {
                HttpResponse<String> answer = own.admin().send(route, ids, body);
                if (answer.statusCode() >= 500) {
                    broken.add(route.id() + " breaks at " + text.substring(0, 8));
                }
                sent++;
            }
            neighbours.platform().platform().tenants().apply(asItWas);
        }
        assertEquals(List.of(), broken);
        assertTrue(sent > 100, sent + " requests");
    }

    @Attack(
            value = "texts that patterns backtrack over, in each parameter, each query and some headers",
            kind = Kind.REGEX_BACKTRACKING,
            threats = "W4",
            at = "every route that reads")
    @BothPlacements
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void noAddressKeepsTheServerBusyForEver(Placement placement) {
        OwnThings own = neighbours.a(placement);
        var broken = new ArrayList<String>();
        int turn = 0;
        for (Route route : neighbours.reading()) {
            for (int twice = 0; twice < 2; twice++) {
                String text = encode(evil(IN_ADDRESS).get(turn++ % KINDS).substring(0, IN_ADDRESS / 4));
                var query = new StringBuilder("q=" + text);
                List.of("after", "filter", "segment")
                        .forEach(name ->
                                query.append('&').append(name).append('=').append(text));
                RouteCall caller = own.admin()
                        .with(Map.of(
                                "Range", "bytes=" + "0-,".repeat(500),
                                "If-None-Match", "\"a".repeat(500),
                                "Accept-Language", "a-".repeat(500),
                                "User-Agent", "a (".repeat(500)));
                var asked = List.of(
                        own.admin().ask(route, own.ids(), query.toString()),
                        caller.send(route, own.ids()),
                        own.admin().get(route.path().replaceAll("\\{[^}]+}", text.replace("+", "%20"))));
                asked.stream()
                        .filter(answer -> answer.statusCode() >= 500)
                        .forEach(answer -> broken.add(route.id() + " breaks: " + answer.body()));
            }
        }
        assertEquals(List.of(), broken);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
