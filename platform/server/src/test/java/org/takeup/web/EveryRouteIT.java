package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.RawHttp;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.AttackTable;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.http.Access;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** What holds for every route that there is, whoever added it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRouteIT {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Map<String, String> HEADERS = Map.of(
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY",
            "referrer-policy", "same-origin",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "permissions-policy", "camera=(), geolocation=(), microphone=()");
    private TestPlatform platform;
    private String slug;
    private Visitor admin;
    private Visitor operator;
    private List<Route> routes;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        at(Placement.POOLED);
        operator = platform.operator();
        routes = platform.platform().routes();
    }

    /** From here on the workspace is a new one of this placement. */
    private void at(Placement placement) {
        slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        admin = platform.signedIn(platform.tenant(slug, placement), Role.ADMIN);
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }

    private String path(Route route) {
        String prefix = Mount.of(route.realm()).getFirst().base(slug);
        return prefix + route.path().replaceAll("\\{[^}]+}", "nothing-here");
    }

    private Visitor caller(Route route) {
        return route.realm() == Route.Realm.OPERATOR ? operator : admin;
    }

    private HttpResponse<String> send(Visitor visitor, Route route, String method, Map<String, String> headers) {
        AttackTable.called(route.id());
        HttpRequest.Builder request = visitor.request(path(route));
        headers.forEach(request::header);
        return platform.send(
                request.method(method, HttpRequest.BodyPublishers.noBody()).build());
    }

    @Test
    void everyRouteHasAnIdOfItsOwnAndAnAddressOfItsOwn() {
        assertEquals(routes.size(), new HashSet<>(routes.stream().map(Route::id).toList()).size());
        var addresses = routes.stream()
                .map(route -> route.realm() + " " + route.method() + " "
                        + route.path().replaceAll("\\{[^}]+}", "{}"))
                .toList();
        assertEquals(addresses.size(), new HashSet<>(addresses).size());
        routes.forEach(route -> assertTrue(route.id().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), route.id()));
    }

    @Test
    void onlyTheOperatorsRealmIsForTheOperatorAndOnlyWorkspacesHaveRoles() {
        for (Route route : routes) {
            switch (route.access()) {
                case Access.Operator _ -> assertEquals(Route.Realm.OPERATOR, route.realm(), route.id());
                case Access.Signed signed -> {
                    assertEquals(Route.Realm.WORKSPACE, route.realm(), route.id());
                    assertTrue(!signed.roles().isEmpty(), route.id());
                }
                case Access.Everyone _, Access.Ticket _ -> {}
            }
        }
    }

    /** Whoever opens a route to everybody says so here too. */
    @Test
    void noOtherRouteIsOpenToThoseWhoAreNotSignedIn() {
        assertEquals(
                Set.of(
                        "platform-home",
                        "workspace-find",
                        "openapi",
                        "problems",
                        "problem-type",
                        "oauth-token",
                        "sign-up",
                        "sign-up-ask",
                        "sign-up-sent",
                        "sso-try",
                        "sso-tried",
                        "theme",
                        "tenant-schema",
                        "questionnaire-schema",
                        "workspace-theme",
                        "logo",
                        "sign-in",
                        "signed-in",
                        "sign-out",
                        "signed-out",
                        "operator-sign-in",
                        "operator-signed-in",
                        "operator-sign-out",
                        "operator-signed-out",
                        "unsubscribe-now",
                        "backchannel-logout"),
                ids(Access.Everyone.class));
        assertEquals(
                Set.of(
                        "answer-start",
                        "answer-begin",
                        "answer-redeem",
                        "answer-page",
                        "answer-save",
                        "join",
                        "join-begin",
                        "told-link",
                        "told-link-save",
                        "told-link-end",
                        "unsubscribe",
                        "step-link",
                        "step-seen",
                        "focus-invitation",
                        "focus-reply",
                        "focus-consent",
                        "focus-calendar",
                        "calendar-feed",
                        "shared-report",
                        "shared-report-pdf",
                        "onboarding",
                        "onboarding-progress",
                        "onboarding-begin",
                        "onboarding-password"),
                ids(Access.Ticket.class));
    }

    private Set<String> ids(Class<? extends Access> kind) {
        return routes.stream()
                .filter(route -> kind.isInstance(route.access()))
                .map(Route::id)
                .collect(Collectors.toSet());
    }

    @Attack(
            value = "every route by somebody who is not signed in",
            kind = Kind.SESSION_ELSEWHERE,
            threats = "T1",
            at = "every route that is not for everyone")
    @BothPlacements
    void whoIsNotSignedInGetsNothingButWhatIsForEveryone(Placement placement) {
        at(placement);
        for (Route route : routes) {
            if (route.access() instanceof Access.Signed || route.access() instanceof Access.Operator) {
                HttpResponse<String> answer =
                        send(platform.stranger(), route, route.method().name(), Map.of("Content-Type", type(route)));
                boolean page = route.style() == Route.Style.PAGE && !Forgery.changes(route.method());
                assertEquals(page ? 303 : 401, answer.statusCode(), route.id());
            }
        }
    }

    @Attack(
            value = "every route by a learner",
            kind = Kind.OTHER,
            threats = "T1",
            at = "every route that is not for learners")
    @BothPlacements
    void aLearnerGetsNothingThatIsForOthers(Placement placement) {
        at(placement);
        Visitor learner =
                platform.signedIn(platform.platform().tenants().bySlug(slug).orElseThrow(), Role.LEARNER);
        for (Route route : routes) {
            if (route.access() instanceof Access.Signed signed
                    && !signed.roles().contains(Role.LEARNER)) {
                HttpResponse<String> answer =
                        send(learner, route, route.method().name(), Map.of("Content-Type", type(route)));
                assertEquals(403, answer.statusCode(), route.id());
            }
            if (route.access() instanceof Access.Operator) {
                HttpResponse<String> answer =
                        send(learner, route, route.method().name(), Map.of("Content-Type", type(route)));
                assertTrue(Set.of(303, 401).contains(answer.statusCode()), route.id());
            }
        }
    }

    private static String type(Route route) {
        return switch (route.body()) {
            case org.takeup.http.Body.Json _ -> "application/json";
            case org.takeup.http.Body.Scim _ -> "application/scim+json";
            case org.takeup.http.Body.Upload _ -> "multipart/form-data; boundary=x";
            default -> "application/x-www-form-urlencoded";
        };
    }

    @Attack(
            value = "changes that another site sends: foreign, null, similar and empty origins",
            kind = Kind.FORGED_REQUEST,
            threats = "W1",
            at = "every route that changes something")
    @BothPlacements
    void noRouteTakesAChangeThatAnotherSiteSends(Placement placement) {
        at(placement);
        for (Route route : unsafe()) {
            for (String origin : List.of("https://evil.example", "null", "http://localhost", "")) {
                for (Visitor visitor : List.of(caller(route), platform.stranger())) {
                    HttpResponse<String> answer = send(
                            visitor,
                            route,
                            route.method().name(),
                            Map.of("Origin", origin, "Content-Type", type(route)));
                    assertEquals(403, answer.statusCode(), route.id() + " from " + origin);
                }
            }
        }
        assertTrue(unsafe().size() >= 3);
    }

    @Attack(
            value = "changes without an origin or without the session's token",
            kind = Kind.FORGED_REQUEST,
            threats = "W1",
            at = "every route of a workspace or the console that changes something")
    @BothPlacements
    void noRouteTakesAChangeOfASessionWithoutOriginOrToken(Placement placement) {
        at(placement);
        for (Route route : unsafe()) {
            if (route.realm() == Route.Realm.PLATFORM) {
                continue;
            }
            HttpResponse<String> noOrigin =
                    send(caller(route), route, route.method().name(), Map.of("Content-Type", type(route)));
            assertEquals(403, noOrigin.statusCode(), route.id());
            // The valid request, an upload's file included, and nothing of the token.
            HttpResponse<String> noToken =
                    withoutToken(route).send(route, Map.of("slug", slug, "plugin", "survey-maturity"));
            assertEquals(403, noToken.statusCode(), route.id() + " " + noToken.body());
        }
    }

    private RouteCall withoutToken(Route route) {
        return new RouteCall(
                platform, caller(route), "", Mount.of(route.realm()).getFirst().base(slug));
    }

    @Attack(
            value = "changes on A's host from the platform's origin and from B's host",
            kind = Kind.FORGED_REQUEST,
            threats = {"W1", "T6"},
            at = "every route of a workspace that changes something")
    @BothPlacements
    void onATenantsOwnHostOnlyItsOwnOriginMayChangeAnything(Placement placement) {
        at(placement);
        String other = "o" + slug;
        platform.tenant(other, placement);
        int port = platform.url().getPort();
        String token = Visitor.token(admin.get("/w/" + slug + "/").body());
        for (Route route : unsafe()) {
            if (route.realm() != Route.Realm.WORKSPACE) {
                continue;
            }
            for (String origin : List.of(platform.url().toString(), "http://" + other + ".localhost:" + port)) {
                assertEquals(403, onOwnHost(route, origin, token).status(), route.id() + " from " + origin);
            }
        }
        Route open = unsafe().stream()
                .filter(route -> route.id().equals("survey-open"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                422,
                onOwnHost(open, "http://" + slug + ".localhost:" + port, token).status());
    }

    private RawHttp.Answer onOwnHost(Route route, String origin, String token) {
        AttackTable.called(route.id());
        String path = route.path().replaceAll("\\{[^}]+}", "nothing-here");
        return RawHttp.send(
                platform.url(),
                RawHttp.request(
                        route.method() + " " + path + " HTTP/1.1",
                        List.of(
                                "Host: " + slug + ".localhost:" + platform.url().getPort(),
                                "Cookie: " + admin.cookie(),
                                "Origin: " + origin,
                                "X-Takeup-CSRF: " + token,
                                "Content-Type: " + type(route),
                                "Content-Length: 0")));
    }

    private List<Route> unsafe() {
        return routes.stream().filter(route -> Forgery.changes(route.method())).toList();
    }

    @Attack(
            value = "framing, sniffing and inline script: an answer without the headers against them",
            kind = Kind.OTHER,
            threats = "W9",
            at = "every route")
    @BothPlacements
    void everyAnswerHasTheProtectingHeadersAndARequestId(Placement placement) {
        at(placement);
        for (Route route : routes) {
            for (Visitor visitor : List.of(caller(route), platform.stranger())) {
                var headers =
                        send(visitor, route, route.method().name(), Map.of()).headers();
                HEADERS.forEach((name, value) ->
                        assertEquals(List.of(value), headers.allValues(name), route.id() + " " + name));
                String policy = headers.firstValue("content-security-policy").orElse("");
                for (String part : List.of(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "form-action 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "require-trusted-types-for 'script'")) {
                    assertTrue(policy.contains(part), route.id() + " lacks " + part);
                }
                assertTrue(!policy.contains("unsafe"), route.id());
                assertTrue(headers.firstValue("x-request-id").orElse("").matches("[0-9a-f]{16}"), route.id());
                assertTrue(headers.firstValue("cache-control").isPresent(), route.id());
                assertEquals(List.of(), headers.allValues("access-control-allow-origin"), route.id());
            }
        }
    }

    @Test
    void anAddressKnowsTheMethodsOfTheTableAndNoOthers() {
        Map<String, Set<String>> known = routes.stream()
                .collect(Collectors.groupingBy(
                        this::path, Collectors.mapping(route -> route.method().name(), Collectors.toSet())));
        for (Route route : routes) {
            var methods = new ArrayList<>(METHODS);
            methods.removeAll(known.getOrDefault(path(route), Set.of()));
            for (String method : methods) {
                HttpResponse<String> answer = send(
                        caller(route),
                        route,
                        method,
                        Map.of("Origin", platform.url().toString()));
                assertEquals(405, answer.statusCode(), method + " " + path(route));
                var allowed = new TreeSet<>(
                        List.of(answer.headers().firstValue("allow").orElse("").split(", ")));
                assertTrue(allowed.containsAll(known.get(path(route))), path(route) + " allows " + allowed);
                assertTrue(!allowed.contains(method), path(route) + " allows " + allowed);
            }
        }
    }
}
