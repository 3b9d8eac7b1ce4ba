package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Deed;
import org.takeup.audit.Entry;
import org.takeup.audit.Search;
import org.takeup.audit.Words;
import org.takeup.http.Access;
import org.takeup.http.Change;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What requests leave in the audit trail, and how admins read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeedsIT {
    private TestPlatform platform;
    private AuditTrail trail;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        trail = platform.platform().trail();
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }

    private Workspace workspace() {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
    }

    private List<Entry> entries(Workspace workspace) {
        return trail.find(workspace, Search.all(), Optional.empty(), 500).entries();
    }

    private static int put(Visitor visitor, String page, String path, String json) {
        String token = Visitor.token(visitor.get(page).body());
        return visitor.json("PUT", path, json, token).statusCode();
    }

    private static String at(Workspace workspace, String path) {
        return "/w/" + workspace.tenant().slug() + path;
    }

    @Test
    void aRouteThatChangesSomethingSaysWhatTheTrailKeepsOfIt() {
        List<Route> routes = platform.platform().routes();
        assertEquals(List.of(), Deeds.forgotten(routes));
        var gone = new ArrayList<>(Deeds.known());
        gone.removeAll(routes.stream().map(Route::id).toList());
        assertEquals(List.of(), gone);
        assertEquals(List.of("new-thing"), Deeds.forgotten(List.of(unknown())));
        assertEquals(List.of("new-thing"), Deeds.forgotten(List.of(unknown().in(Route.Realm.OPERATOR))));
    }

    private static Route unknown() {
        return Route.api("new-thing", HttpMethod.POST, "/new", Access.signedIn(), exchange -> Reply.empty());
    }

    @Test
    void everyActionHasWordsForItsReaders() {
        for (Route route : platform.platform().routes()) {
            boolean byOperator = route.realm() == Route.Realm.OPERATOR;
            Deeds.action(route).ifPresent(action -> {
                assertTrue(!byOperator || Words.ofOperators().containsKey(action), action);
                boolean inWorkspace = !byOperator || route.path().contains("{slug}");
                assertTrue(!inWorkspace || Words.all().containsKey(action), action);
            });
        }
    }

    @Test
    void aChangeSaysWhoDidItAndWhatWasBeforeAndAfter() {
        Workspace workspace = workspace();
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        assertEquals(
                200,
                put(
                        admin,
                        at(workspace, "/"),
                        at(workspace, "/api/v1/plugins/survey-maturity"),
                        "{\"follows\":\"next\"}"));
        Entry entry = entries(workspace).getFirst();
        assertEquals("plugin.changed", entry.action());
        assertEquals("plugin=survey-maturity", entry.target());
        assertEquals(List.of(new Change("follows", "stable", "next")), entry.changes());
        assertEquals(Actor.Kind.PERSON, entry.who().kind());
        assertEquals("127.0.0.1", entry.who().address());
        assertFalse(entry.request().isEmpty());
    }

    @Test
    void whatWasRefusedHasDoneNothing() {
        Workspace workspace = workspace();
        Visitor learner = platform.signedIn(workspace, Role.LEARNER);
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String path = at(workspace, "/api/v1/plugins/survey-maturity");
        assertEquals(403, put(learner, at(workspace, "/"), path, "{\"follows\":\"next\"}"));
        assertEquals(422, put(admin, at(workspace, "/"), path, "{\"follows\":\"?\"}"));
        assertEquals(List.of(), entries(workspace));
    }

    @Test
    void whatTheOperatorDoesToAWorkspaceIsInItsOwnTrail() {
        Workspace workspace = workspace();
        String path = "/operator/api/v1/tenants/" + workspace.tenant().slug() + "/status";
        assertEquals(204, put(platform.operator(), "/operator/tenants", path, "{\"status\":\"SUSPENDED\"}"));
        Entry entry = entries(workspace).getFirst();
        assertEquals("workspace.status", entry.action());
        assertEquals(Actor.Kind.OPERATOR, entry.who().kind());
        assertEquals(List.of(new Change("status", "ACTIVE", "SUSPENDED")), entry.changes());
    }

    @Test
    void adminsReadSearchCheckAndExportIt() {
        Workspace workspace = workspace();
        for (int n = 0; n < 60; n++) {
            var changes = List.of(new Change("title", "<script>alert(1)</script>", "=1+1"));
            trail.note(
                    workspace,
                    new Deed("plan.changed", "plan=p" + n, new Actor(Actor.Kind.PERSON, "gone"), "", "", changes));
        }
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String page = admin.get(at(workspace, "/audit?check=true")).body();
        assertTrue(page.contains("Checked 60 entries: nothing was changed"), page);
        assertTrue(page.contains("A person who is not here any more"), page);
        assertFalse(page.contains("<script>alert"), page);
        assertTrue(page.contains("Earlier entries"), page);
        String earlier = admin.get(at(workspace, "/audit?before=11")).body();
        assertEquals(10, earlier.split("plan=p", -1).length - 1);
        assertFalse(earlier.contains("Earlier entries"), earlier);
        assertTrue(
                admin.get(at(workspace, "/audit?action=plan.approved")).body().contains("Nothing fits"));
        assertEquals(422, admin.get(at(workspace, "/audit?from=yesterday")).statusCode());
        assertEquals(422, admin.get(at(workspace, "/api/v1/audit?before=x")).statusCode());

        var file = admin.get(at(workspace, "/api/v1/audit/export"));
        assertEquals(200, file.statusCode());
        assertEquals(
                "application/x-ndjson",
                file.headers().firstValue("content-type").orElseThrow());
        // The export itself is noted before it begins, so it is in its own file.
        assertEquals(61, file.body().lines().count());
        assertEquals("audit.exported", entries(workspace).getFirst().action());
        assertTrue(admin.get(at(workspace, "/api/v1/audit/check")).body().contains("\"fault\":null"));
        assertEquals(
                403,
                platform.signedIn(workspace, Role.PLANNER)
                        .get(at(workspace, "/api/v1/audit"))
                        .statusCode());
    }

    @Test
    void anAnswerToASurveyLeavesNothing() {
        assertEquals(
                List.of("answer-begin", "answer-redeem", "answer-save", "wave-answer"),
                platform.platform().routes().stream()
                        .map(Route::id)
                        // Takes answers out that keep their names, which is noted.
                        .filter(id -> id.contains("answer") && !id.equals("wave-named-answers-csv"))
                        .filter(id -> Deeds.known().contains(id))
                        .sorted()
                        .collect(Collectors.toList()));
        assertFalse(Words.all().keySet().stream().anyMatch(action -> action.contains("answer")));
    }
}
