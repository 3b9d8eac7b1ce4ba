package org.takeup.web;

import static com.mongodb.client.model.Filters.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.http.Access;
import org.takeup.http.Route;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * Somebody of workspace A reaches for what belongs to B by every way but the plain one, which {@link IsolationIT} tries:
 * headers, versions, cursors, searches, files, jobs, uploads, and ids that both have.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeighbourIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Names of parameters that lists are searched and narrowed by. */
    private static final List<String> SEARCHES = List.of(
            "q", "search", "query", "filter", "segment", "who", "action", "unit", "course", "name", "state", "to");

    private static final Set<String> COPIED =
            Set.of("plans", "plan_steps", "waves", "wave_snapshots", "stakeholders", "webhook_endpoints");

    private Neighbours neighbours;

    @BeforeAll
    void start() {
        neighbours = Neighbours.start();
    }

    @AfterAll
    void stop() {
        neighbours.close();
    }

    private static Set<String> owned(Route route) {
        var owned = new TreeSet<>(RouteCall.idsInPath(route));
        owned.removeAll(OwnThings.SHARED.keySet());
        return owned;
    }

    private static boolean says(HttpResponse<String> answer, OwnThings other) {
        return answer.body().contains(other.workspace().tenant().slug());
    }

    @Attack(
            value = "B's ids with the right version, a wrong one and a star in If-Match and If-None-Match",
            kind = Kind.ID_IN_ETAG,
            threats = {"T1", "D3"},
            at = "every route with an id in its path")
    @BothPlacements
    void aVersionTellsNothingOfWhatAnotherTenantHas(Placement placement) {
        OwnThings a = neighbours.a(placement);
        OwnThings b = neighbours.b(placement);
        List<?> before = neighbours.platform().dump(b.workspace());
        Map<String, String> invented = Told.invented(b.ids());
        var leaks = new ArrayList<String>();
        for (Route route : neighbours.routes()) {
            if (owned(route).isEmpty()) {
                continue;
            }
            for (String version : List.of("\"" + b.ids().get("version") + "\"", "W/\"1\"", "\"99\"", "*")) {
                RouteCall caller = a.admin().with(Map.of("If-Match", version, "If-None-Match", version));
                Map<String, String> nobodys = b.ids();
                owned(route).forEach(name -> nobodys.put(name, invented.get(name)));
                String known = Told.by(caller.send(route, b.ids()), b.ids());
                String unknown = Told.by(caller.send(route, nobodys), nobodys);
                if (!known.equals(unknown)) {
                    leaks.add(route.id() + " at " + version + ":\n" + known + "\n but for nobody's:\n" + unknown);
                }
            }
        }
        assertEquals(List.of(), leaks);
        assertEquals(before, neighbours.platform().dump(b.workspace()));
    }

    @Attack(
            value = "B named in X-Tenant, X-Original-URL, X-Forwarded-Host, X-HTTP-Method-Override and the like",
            kind = {Kind.ID_IN_HEADER, Kind.FORWARDED_HEADER},
            threats = {"T6", "T7"},
            at = "every route that reads without an id")
    @BothPlacements
    void aHeaderThatNamesAnotherTenantIsNotRead(Placement placement) {
        OwnThings a = neighbours.a(placement);
        OwnThings b = neighbours.b(placement);
        String slug = b.workspace().tenant().slug();
        RouteCall plain = a.admin();
        RouteCall crooked = plain.with(Map.ofEntries(
                Map.entry("X-Tenant", slug),
                Map.entry("X-Tenant-Id", b.workspace().tenant().id()),
                Map.entry("X-Takeup-Tenant", slug),
                Map.entry("X-Organization", slug),
                Map.entry("X-Original-URL", "/w/" + slug + "/api/v1/people"),
                Map.entry("X-Rewrite-URL", "/w/" + slug + "/api/v1/people"),
                Map.entry("X-Forwarded-Host", slug + ".localhost"),
                Map.entry("X-Forwarded-Prefix", "/w/" + slug),
                Map.entry("X-Forwarded-Proto", "https"),
                Map.entry("X-Forwarded-For", "127.0.0.1"),
                Map.entry("Forwarded", "host=" + slug + ".localhost;proto=https"),
                Map.entry("X-HTTP-Method-Override", "DELETE"),
                Map.entry("X-Method-Override", "DELETE")));
        List<?> before = neighbours.platform().dump(b.workspace());
        var leaks = new ArrayList<String>();
        for (Route route : neighbours.reading()) {
            if (!owned(route).isEmpty()) {
                continue;
            }
            HttpResponse<String> answer = crooked.send(route, a.ids());
            int expected = plain.send(route, a.ids()).statusCode();
            if (answer.statusCode() != expected || says(answer, b)) {
                leaks.add(route.id() + " gives " + answer.statusCode() + ", without them " + expected);
            }
            answer.headers()
                    .firstValue("location")
                    .filter(to -> to.contains(slug))
                    .ifPresent(to -> leaks.add(route.id() + " leads to " + to));
        }
        assertEquals(List.of(), leaks);
        assertEquals(before, neighbours.platform().dump(b.workspace()));
    }

    @Attack(
            value = "B's cursors, and cursors from before the first and after the last of all",
            kind = Kind.ID_IN_CURSOR,
            threats = {"T1", "T11"},
            at = "every route that reads")
    @BothPlacements
    void aCursorIsAPlaceInOnesOwnList(Placement placement) {
        OwnThings a = neighbours.a(placement);
        OwnThings b = neighbours.b(placement);
        String tenant = b.workspace().tenant().id();
        var cursors = new ArrayList<>(List.of(
                "0000000000000-" + "0".repeat(32),
                "9999999999999-" + "f".repeat(32),
                "0000000000000-" + "0".repeat(24),
                "9999999999999-" + "f".repeat(24),
                "0",
                "-1",
                tenant,
                tenant + "/",
                "../" + tenant));
        long now = Instant.now().toEpochMilli();
        for (String name : List.of("delivery", "webhook", "person", "import", "upload", "export")) {
            cursors.add(now + "-" + b.ids().get(name));
            cursors.add(b.ids().get(name));
        }
        cursors.add(base64("person 0 of " + b.workspace().tenant().slug()));
        cursors.add(base64(tenant + "/"));
        cursors.add(base64(""));
        var leaks = new ArrayList<String>();
        for (Route route : neighbours.reading()) {
            Map<String, String> own = a.ids();
            for (String cursor : cursors) {
                // Whichever of the two a list goes by, it does not look at the other.
                String query = "after=" + encode(cursor) + "&cursor=" + encode(cursor);
                HttpResponse<String> answer = a.admin().ask(route, own, query);
                String told = answer.body().replace(cursor, "").replace(encode(cursor), "");
                if (answer.statusCode() >= 500
                        || told.contains(b.workspace().tenant().slug())) {
                    leaks.add(route.id() + "?" + query + ": " + answer.statusCode());
                }
                if (!route.path().startsWith("/api") && !route.path().startsWith("/scim")) {
                    break; // Pages have the same lists as the API.
                }
            }
        }
        assertEquals(List.of(), leaks);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Attack(
            value = "searching and narrowing by B's words: names, units, courses, addresses",
            kind = Kind.SEARCH,
            threats = "T11",
            at = "every route that reads, by every name of a search")
    @BothPlacements
    void noSearchFindsAnothersWords(Placement placement) {
        OwnThings a = neighbours.a(placement);
        OwnThings b = neighbours.b(placement);
        String slug = b.workspace().tenant().slug();
        String nobody = "z" + UUID.randomUUID().toString().substring(0, 8);
        var leaks = new ArrayList<String>();
        for (Route route : neighbours.reading()) {
            if (route.path().contains("{") || route.id().startsWith("sign")) {
                continue;
            }
            for (String words : List.of("Person 1 of %s", "unit:Unit of %s", "person1@%s.example", "north-%s")) {
                var known = new StringBuilder();
                var unknown = new StringBuilder();
                for (String name : SEARCHES) {
                    String value = name.equals("filter") ? "userName eq \"" + words + "\"" : words;
                    known.append('&').append(name).append('=').append(encode(value.formatted(slug)));
                    unknown.append('&').append(name).append('=').append(encode(value.formatted(nobody)));
                }
                Map<String, String> own = a.ids();
                String ofB = told(a.admin().ask(route, own, known.substring(1)), slug);
                String ofNobody = told(a.admin().ask(route, own, unknown.substring(1)), nobody);
                if (!ofB.equals(ofNobody)) {
                    leaks.add(route.id() + " for " + words + ":\n" + ofB + "\n but for nobody's:\n" + ofNobody);
                }
            }
        }
        assertEquals(List.of(), leaks);
    }

    private static String told(HttpResponse<String> answer, String word) {
        return Told.by(answer, Map.of()).replace(word, "(word)");
    }

    @Attack(
            value = "files of B by their ids: results, archives, notes on uploads, problems of imports",
            kind = {Kind.REPORT_FILE, Kind.EXPORT},
            threats = {"T10", "T1"},
            at = "every route whose answer is a file")
    @BothPlacements
    void noFileOfAnotherTenantIsHandedOut(Placement placement) {
        OwnThings a = neighbours.a(placement);
        OwnThings b = neighbours.b(placement);
        var files = new ArrayList<String>();
        var leaks = new ArrayList<String>();
        for (Route route : neighbours.reading()) {
            HttpResponse<String> own = a.admin().send(route, a.ids());
            if (!isFile(own)) {
                continue;
            }
            files.add(route.id());
            HttpResponse<String> theirs = a.admin().send(route, b.ids());
            boolean named = !owned(route).isEmpty();
            if (named && (theirs.statusCode() != 404 || isFile(theirs)) || says(theirs, b)) {
                leaks.add(route.id() + " gives " + theirs.statusCode());
            }
            HttpResponse<String> there = a.adminAt(b).send(route, b.ids());
            // Whoever has a link of B is let in by the link, whoever they are.
            boolean byLink = route.access() instanceof Access.Ticket;
            if (!byLink && (there.statusCode() / 100 == 2 || isFile(there))) {
                leaks.add(route.id() + " at B's door gives " + there.statusCode());
            }
        }
        assertEquals(List.of(), leaks);
        assertTrue(files.size() >= 3, "files: " + files);
    }

    private static boolean isFile(HttpResponse<String> answer) {
        return answer.headers().firstValue("content-disposition").orElse("").startsWith("attachment");
    }

    @Attack(
            value = "jobs of A whose payload names B's plan, survey, import, upload, export, person, webhook",
            kind = Kind.JOB,
            threats = "T8",
            at = "the queue of jobs, every kind")
    @BothPlacements
    void noJobReachesWhatItsPayloadNamesOfAnother(Placement placement) {
        TestPlatform platform = neighbours.platform();
        OwnThings a = neighbours.a(placement);
        OwnThings b = neighbours.b(placement);
        b.awaitRest();
        List<?> before = platform.dump(b.workspace());
        var payload = new Document();
        b.ids().forEach(payload::append);
        payload.append("tenant", b.workspace().tenant().id())
                .append("id", b.ids().get("plan"))
                .append("mail", b.ids().get("mail"))
                .append("endpoint", b.ids().get("webhook"))
                .append("step", b.ids().get("handedOver"));
        var control = platform.store().control("jobs");
        var ids = new ArrayList<String>();
        var due = new Date();
        for (String kind : platform.platform().jobKinds()) {
            // Those would do to A what they are for: erase it, move it.
            if (kind.startsWith("tenant")) {
                continue;
            }
            String id = UUID.randomUUID().toString();
            ids.add(id);
            control.insertOne(new Document("_id", id)
                    .append("kind", kind)
                    .append("tenant", a.workspace().tenant().id())
                    .append("payload", payload)
                    .append("state", "ready")
                    .append("due", due)
                    .append("fence", 0L)
                    .append("attempt", 0));
        }
        assertTrue(ids.size() >= 8, "kinds of jobs: " + platform.platform().jobKinds());
        // Each has come to an end, or was put off until later.
        Eventually.holds(
                "each was tried",
                SOON,
                () -> control.find(in("_id", ids)).into(new ArrayList<>()).stream()
                        .allMatch(job -> !"running".equals(job.getString("state"))
                                && (job.getInteger("attempt") > 0
                                        || job.getDate("due").after(due))));
        control.deleteMany(in("_id", ids));
        assertEquals(before, platform.dump(b.workspace()));
    }

    @Attack(
            value = "objects of A under the very ids that B's have, read in turns",
            kind = Kind.CACHE_KEY,
            threats = {"T3", "T12"},
            at = "every route that reads a plan, a survey, a stakeholder or a webhook by its id")
    @BothPlacements
    void whoHasTheSameIdsGetsTheirOwn(Placement placement) {
        OwnThings a = neighbours.a(placement);
        OwnThings b = neighbours.b(placement);
        String slugA = a.workspace().tenant().slug();
        String slugB = b.workspace().tenant().slug();
        var wrong = new ArrayList<String>();
        int both = 0;
        Runnable undo = copy(b.workspace(), a.workspace(), slugB, slugA);
        try {
            for (Route route : neighbours.reading()) {
                Set<String> owned = owned(route);
                if (owned.isEmpty()
                        || !Set.of("plan", "step", "wave", "stakeholder", "webhook")
                                .containsAll(owned)) {
                    continue;
                }
                // In turns, and more than once, so that each finds what the other's look left in memory.
                for (int turn = 0; turn < 3; turn++) {
                    HttpResponse<String> ofA = a.admin().send(route, b.ids());
                    HttpResponse<String> ofB = b.admin().send(route, b.ids());
                    if (ofA.body().contains(slugB) || ofB.body().contains(slugA)) {
                        wrong.add(route.id() + " mixes them up");
                    }
                    both += ofA.body().contains(slugA) && ofB.body().contains(slugB) ? 1 : 0;
                }
            }
        } finally {
            undo.run();
        }
        assertEquals(List.of(), wrong);
        assertTrue(both >= 9, both + " times both were shown their own");
    }

    /** Gives one workspace what another has, under the same ids, in its own words. @return takes it away again */
    private static Runnable copy(Workspace from, Workspace to, String oldWord, String newWord) {
        var undo = new ArrayList<Runnable>();
        for (CollectionSpec spec : TestPlatform.collections()) {
            if (COPIED.contains(spec.name())) {
                for (Document each : from.collection(spec).all()) {
                    String id = TenantCollection.id(each);
                    var copied = Document.parse(each.toJson().replace(oldWord, newWord));
                    copied.remove("_id");
                    copied.remove("t");
                    to.collection(spec).insert(id, copied);
                    undo.add(() -> to.collection(spec).delete(id));
                }
            }
        }
        return () -> undo.forEach(Runnable::run);
    }

    @Attack(
            value = "an upload of A that names the people, units and courses of B by B's own ids",
            kind = Kind.UPLOAD,
            threats = {"T1", "T12"},
            at = "/api/v1/learning/imports, /api/v1/people/uploads")
    @BothPlacements
    void anUploadWithAnothersIdsIsAboutOnesOwn(Placement placement) {
        TestPlatform platform = neighbours.platform();
        OwnThings b = neighbours.b(placement);
        // A third one, because it has B's words afterwards.
        OwnThings c = new OwnThings(platform, "c" + UUID.randomUUID().toString().substring(0, 8), placement);
        b.awaitRest();
        List<?> before = platform.dump(b.workspace());
        c.importLike(b);
        c.uploadPeopleLike(b);
        c.awaitRest();
        assertEquals(before, platform.dump(b.workspace()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
