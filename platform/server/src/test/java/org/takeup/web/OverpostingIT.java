package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Route;
import org.takeup.tenant.Tenant.Placement;

/**
 * Every route that changes something, sent its valid request with members and fields more that no caller may set (threat
 * D2): whose it is, who may do what, where it stands. The API refuses them; forms and uploads go on as if they were not
 * there. SCIM passes over what it does not know; ScimRulesIT shows that it keeps nothing of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverpostingIT {
    private static final String POISON = "ffffffffffffffffffff4711";
    private static final List<String> NOT_THEIRS = List.of(
            "t", "tenantId", "tenant", "_id", "id", "roles", "ownerId", "personId", "state", "approved", "version");

    /** Takes no members: the address says it all, and nothing of the body is read. */
    private static final List<String> WITHOUT_MEMBERS = List.of("wave-close");

    /** Valid requests that this workspace is in no state for, with what it answers. */
    private static final Map<String, Integer> ELSEWHERE = Map.ofEntries(
            Map.entry("stakeholders-usual-form", 409), // only onto an empty map
            Map.entry("hand-over-next-form", 409), // nobody else is on the map who could say it
            Map.entry("pilot-message-form", 409), // its pilot has no result; PilotIT tells one that has
            Map.entry("programme-win-message-form", 409), // nothing of it is done; WinsIT tells one that is
            Map.entry("focus-recruit", 422), // its group has no quotas; RecruitingIT recruits for one that has
            Map.entry("focus-recruit-form", 422),
            Map.entry("survey-code", 409), // its survey has no names; FreeTextIT codes one that has
            Map.entry("operator-benchmark-form", 409), // once in a quarter
            Map.entry("operator-archive-restore", 422), // no archive is sent
            Map.entry("operator-archive-form", 422),
            Map.entry("operator-restoring-cancel", 409), // nothing is restored
            Map.entry("operator-restoring-cancel-form", 409),
            // No Keycloak is administered here, no sign-in described and no record published.
            Map.entry("operator-onboarding-add", 409),
            Map.entry("operator-onboarding-form", 409),
            Map.entry("operator-onboarding-again-form", 409),
            Map.entry("sso-domain-check", 422),
            Map.entry("sso-saml", 422),
            Map.entry("sso-saml-upload", 422),
            Map.entry("sso-oidc", 409),
            Map.entry("sso-renew", 409),
            Map.entry("sso-secret", 409),
            Map.entry("sso-names", 409),
            Map.entry("sso-enforce", 409),
            Map.entry("sso-relax", 409),
            Map.entry("sso-discard", 409),
            Map.entry("sso-emergency-add", 409),
            Map.entry("sso-emergency-remove", 409));

    private static final Set<String> WRITES = Set.of("insert", "update", "findandmodify");

    private MailCatcher mail;
    private TestPlatform platform;
    private final Map<Placement, OwnThings> everything = new EnumMap<>(Placement.class);
    private OwnThings own;
    private RouteCall operator;
    private volatile boolean poisoned;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = OwnThings.platform(mail);
        for (Placement placement : Placement.values()) {
            everything.put(
                    placement,
                    new OwnThings(platform, "o" + UUID.randomUUID().toString().substring(0, 8), placement));
        }
        at(Placement.POOLED);
        Visitor console = platform.operator();
        operator = new RouteCall(
                platform,
                console,
                Visitor.token(console.get("/operator/plugins").body()),
                "/operator");
        platform.watch().tell((name, command) -> {
            if (WRITES.contains(name) && command.toJson().contains(POISON)) {
                poisoned = true;
            }
        });
    }

    /** From here on it is about the workspace of this placement. */
    private void at(Placement placement) {
        own = everything.get(placement);
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
    }

    private List<Route> changing() {
        return platform.platform().routes().stream()
                .filter(route -> Forgery.changes(route.method()) && !(route.body() instanceof Body.None))
                .filter(route -> !(route.access() instanceof Access.Everyone))
                // Those of no workspace have tests of their own: SignUpIT.
                .filter(route -> route.realm() != Route.Realm.PLATFORM)
                .toList();
    }

    private HttpResponse<String> send(Route route, Map<String, String> ids, String body) {
        return (route.realm() == Route.Realm.OPERATOR ? operator : own.admin()).send(route, ids, body);
    }

    private Map<String, String> ids(Route route) {
        Map<String, String> ids = own.idsFor(route);
        ids.put("slug", own.workspace().tenant().slug());
        if (route.realm() == Route.Realm.OPERATOR && route.path().contains("{plugin}")) {
            ids.putAll(OwnThings.twoVersions(platform));
        }
        return ids;
    }

    @Attack(
            value = "members that no caller may set: tenant, id, roles, owner, state, version",
            kind = Kind.MASS_ASSIGNMENT,
            threats = "D2",
            at = "every route with a JSON body")
    @BothPlacements
    void theApiRefusesEachMemberThatNoCallerMaySetAndTakesTheRest(Placement placement) {
        at(placement);
        var wrong = new ArrayList<String>();
        for (Route route : changing()) {
            if (!(route.body() instanceof Body.Json) || WITHOUT_MEMBERS.contains(route.id())) {
                continue;
            }
            Map<String, String> ids = ids(route);
            String valid = RouteCall.body(route, ids);
            for (String member : NOT_THEIRS) {
                if (valid.contains("\"" + member + "\":")) {
                    continue;
                }
                HttpResponse<String> answer = send(route, ids, with(valid, member));
                if (!refusesFor(member, answer)) {
                    own.awaitRest();
                    HttpResponse<String> again = send(route, ids, with(valid, member));
                    if (answer.statusCode() < 400 || !refusesFor(member, again)) {
                        wrong.add(route.id() + " takes " + member + ": " + answer.statusCode() + " " + answer.body()
                                + ", and at rest: " + again.statusCode() + " " + again.body());
                    }
                }
            }
            HttpResponse<String> answer = send(route, ids, valid);
            if (!isTaken(route, answer)) {
                // A job may have changed meanwhile what the request is about: then nothing is under way, and it is sent
                // anew.
                own.awaitRest();
                Map<String, String> fresh = ids(route);
                HttpResponse<String> again = send(route, fresh, RouteCall.body(route, fresh));
                if (!isTaken(route, again)) {
                    wrong.add(route.id() + " refuses its valid request: " + answer.statusCode() + " " + answer.body()
                            + ", and at rest: " + again.statusCode() + " " + again.body());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static boolean refusesFor(String member, HttpResponse<String> answer) {
        return answer.statusCode() == 422 && answer.body().contains("\"name\":\"" + member + "\"");
    }

    private static boolean isTaken(Route route, HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 2 || answer.statusCode() == ELSEWHERE.getOrDefault(route.id(), 0);
    }

    private static String with(String json, String member) {
        try {
            var object = (ObjectNode) new ObjectMapper().readTree(json);
            return object.put(member, POISON).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Attack(
            value = "fields that no caller may set",
            kind = {Kind.MASS_ASSIGNMENT, Kind.UPLOAD},
            threats = "D2",
            at = "every form and upload")
    @BothPlacements
    void aFormOrAnUploadGoesOnAsIfTheFieldsWereNotThere(Placement placement) {
        at(placement);
        var wrong = new ArrayList<String>();
        int sent = 0;
        for (Route route : changing()) {
            if (route.body() instanceof Body.Json || route.body() instanceof Body.Scim) {
                continue;
            }
            own.awaitRest();
            Map<String, String> ids = ids(route);
            Map<String, String> fields = RouteCall.fields(RouteCall.body(route, ids));
            NOT_THEIRS.forEach(field -> fields.putIfAbsent(field, POISON));
            HttpResponse<String> answer = send(route, ids, RouteCall.form(fields));
            boolean fine = answer.statusCode() / 100 == 2
                    || answer.statusCode() == 303
                    || answer.statusCode() == ELSEWHERE.getOrDefault(route.id(), 0);
            if (!fine) {
                wrong.add(route.id() + " gives " + answer.statusCode() + " " + answer.body());
            }
            // What a command writes is looked at as it is sent; the whole workspace only where that holds such a value.
            if (poisoned && platform.dump(own.workspace()).toString().contains(POISON)) {
                wrong.add(route.id() + " keeps what no caller may set");
            }
            poisoned = false;
            sent++;
        }
        assertEquals(List.of(), wrong);
        assertFalse(platform.dump(own.workspace()).toString().contains(POISON), "in what jobs wrote later");
        assertTrue(sent > 15, sent + " forms");
    }

    @Attack(
            value = "members for a route that takes none",
            kind = Kind.MASS_ASSIGNMENT,
            threats = "D2",
            at = "routes without members")
    @BothPlacements
    void whatTakesNoMembersReadsNone(Placement placement) {
        at(placement);
        for (Route route : changing()) {
            if (WITHOUT_MEMBERS.contains(route.id())) {
                HttpResponse<String> answer = send(route, ids(route), with("{}", "state"));
                assertEquals(200, answer.statusCode(), answer.body());
                assertTrue(!platform.dump(own.workspace()).toString().contains(POISON), route.id());
            }
        }
    }
}
