package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
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
import org.takeup.attack.AttackTable;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Route;
import org.takeup.learning.Archives;
import org.takeup.plugin.PluginSource;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.TenantDefinition;

/**
 * Script in every text that people, directories, learning platforms, plugins and file names bring, and in every address
 * (threat W2). {@link Markup} reads the pages as a browser does; the demo's {@code ScriptInTextsIT} asks a real one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptIT {
    private static final String WORD = "q4711x";

    /** Ends whatever it stands in, and becomes a tag or an attribute there. */
    private static final List<String> PAYLOADS = List.of(
            WORD + "\"" + WORD + "='1' " + WORD + "><" + WORD + " onerror=1></title></textarea></script><" + WORD
                    + ">--><" + WORD + ">",
            "<" + WORD + ">",
            "'onclick='" + WORD,
            "javascript:" + WORD);

    private final Map<Placement, OwnThings> everything = new EnumMap<>(Placement.class);
    private MailCatcher mail;
    private TestPlatform platform;
    private OwnThings own;
    private RouteCall operator;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = OwnThings.platform(mail);
        for (Placement placement : Placement.values()) {
            String slug = "x" + UUID.randomUUID().toString().substring(0, 8);
            everything.put(placement, new OwnThings(platform, slug, placement));
        }
        Visitor console = platform.operator();
        String csrf = Visitor.token(console.get("/operator/plugins").body());
        operator = new RouteCall(platform, console, csrf, "/operator");
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
    }

    private List<Route> routes() {
        return platform.platform().routes();
    }

    private RouteCall caller(Route route) {
        return switch (route.realm()) {
            case OPERATOR -> operator;
            case WORKSPACE -> own.admin();
            case PLATFORM -> new RouteCall(platform, platform.stranger(), "", "");
        };
    }

    private Map<String, String> ids(Route route) {
        Map<String, String> ids = Forgery.changes(route.method()) ? own.idsFor(route) : own.ids();
        ids.put("slug", own.workspace().tenant().slug());
        return ids;
    }

    /** Opens every page there is with these ids, and looks for what became of the word. @return how many showed it */
    private int look(Map<String, String> more, List<String> harm) {
        int shown = 0;
        for (Route route : routes()) {
            if (Forgery.changes(route.method()) || route.access() instanceof Access.Everyone || isData(route)) {
                continue;
            }
            Map<String, String> ids = ids(route);
            ids.putAll(more);
            shown += judge(route.id(), caller(route).send(route, ids), harm);
        }
        return shown;
    }

    /** Whether it answers with data; {@link #whatAnAddressSaysStaysText} would see it answer with a page. */
    private static boolean isData(Route route) {
        return route.path().startsWith("/api/") || route.path().startsWith("/scim/");
    }

    private static int judge(String where, HttpResponse<String> answer, List<String> harm) {
        if (!answer.headers().firstValue("content-type").orElse("").startsWith("text/html")) {
            return 0;
        }
        Markup.harm(answer.body(), WORD).forEach(what -> harm.add(where + ": " + what));
        return answer.body().contains(WORD) ? 1 : 0;
    }

    @Attack(
            value = "script in every field: surveys, plans, stakeholders, webhooks, tokens, SCIM names and settings",
            kind = {Kind.XSS_SURVEY, Kind.XSS_NAME},
            threats = "W2",
            at = "every route with a body, then every page")
    @BothPlacements
    void whatPeopleWriteStaysText(Placement placement) {
        own = everything.get(placement);
        var asItWas = TenantDefinition.of(own.workspace().tenant());
        var harm = new ArrayList<String>();
        var made = new LinkedHashSet<String>();
        int taken = 0;
        for (Route route : routes()) {
            boolean none = route.body() instanceof Body.None;
            if (none || route.realm() != Route.Realm.WORKSPACE || route.access() instanceof Access.Everyone) {
                continue;
            }
            Map<String, String> ids = ids(route);
            for (String payload : PAYLOADS) {
                for (String body : Filled.bodies(route, RouteCall.body(route, ids), payload)) {
                    HttpResponse<String> answer = own.admin().send(route, ids, body);
                    judge(route.id() + " itself", answer, harm);
                    taken += answer.statusCode() < 400 ? 1 : 0;
                    answer.headers().firstValue("location").ifPresent(made::add);
                }
            }
            platform.platform().tenants().apply(asItWas);
            var plugins = platform.platform().pluginRuntime().plugins();
            TestPlatform.PLUGINS.forEach(plugin -> plugins.enable(own.workspace(), plugin));
        }
        int shown = look(Map.of(), harm);
        String base = "/w/" + own.workspace().tenant().slug();
        for (String place : made) {
            if (place.startsWith(base + "/")) {
                shown += judge(place, own.admin().get(place.substring(base.length())), harm);
            }
        }
        assertEquals(List.of(), harm);
        assertTrue(taken > 40 && shown > 15, taken + " were taken, " + shown + " pages showed them");
    }

    @Attack(
            value = "script in every name of a learning platform: courses, units, classes, people",
            kind = {Kind.XSS_LEARNING_TITLE, Kind.XSS_NAME},
            threats = "W2",
            at = "/learning/imports, then every page")
    @BothPlacements
    void whatALearningPlatformSendsStaysText(Placement placement) {
        own = everything.get(placement);
        var harm = new ArrayList<String>();
        int shown = 0;
        for (String payload : PAYLOADS) {
            String cell = '"' + payload.replace("\"", "\"\"") + '"';
            Map<String, String> export = Archives.roster(12);
            export.replaceAll((name, text) -> text.replace(",North,", "," + cell + ",")
                    .replace(",Safety,", "," + cell + ",")
                    .replace(",Safety spring,", "," + cell + ",")
                    .replace(",Learner,", "," + cell + ",")
                    .replace("c1,t1", cell + ",t1"));
            HttpResponse<String> answer = own.importFile("names.zip", Archives.zip(export));
            assertEquals(303, answer.statusCode(), answer.body());
            own.awaitRest();
            String page = answer.headers().firstValue("location").orElseThrow();
            shown += look(Map.of("import", page.substring(page.lastIndexOf('/') + 1)), harm);
        }
        assertEquals(List.of(), harm);
        assertTrue(shown > 8, shown + " pages showed them");
    }

    @Attack(
            value = "script in what a plugin says of itself: names, provider, changes, components, hosts, results",
            kind = Kind.XSS_PLUGIN_DATA,
            threats = "W2",
            at = "/operator/plugins, then every page")
    @BothPlacements
    void whatAPluginSaysStaysText(Placement placement) {
        own = everything.get(placement);
        var harm = new ArrayList<String>();
        String plugin = "p" + UUID.randomUUID().toString().substring(0, 8);
        Route upload = route("operator-plugin-upload");
        HttpResponse<String> answer = operator.sendFile(
                upload, Map.of(), plugin + ".zip", PluginSource.hostileWords(plugin, PAYLOADS.getFirst()));
        judge(upload.id(), answer, harm);
        assertTrue(answer.statusCode() < 400, answer.body());
        platform.platform().pluginRuntime().plugins().enable(own.workspace(), plugin);
        int shown = look(Map.of("plugin", plugin, "version", "1.0.0"), harm);
        shown += judge("plan-new", own.admin().get("/plans/new?builder=" + plugin), harm);
        assertEquals(List.of(), harm);
        assertTrue(shown >= 4, shown + " pages showed them");
        platform.platform().pluginRuntime().plugins().disable(own.workspace(), plugin);
    }

    @Attack(
            value = "script in the name of a file",
            kind = Kind.XSS_FILE_NAME,
            threats = "W2",
            at = "every upload, then every page")
    @BothPlacements
    void theNameOfAFileStaysText(Placement placement) {
        own = everything.get(placement);
        var harm = new ArrayList<String>();
        int shown = 0;
        for (Route route : routes()) {
            if (!(route.body() instanceof Body.Upload upload)) {
                continue;
            }
            for (String name :
                    List.of("<" + WORD + ">", "' onclick='" + WORD, "&#34;" + WORD + "=1", "javascript:" + WORD)) {
                for (String ending : upload.types()) {
                    own.awaitRest();
                    Map<String, String> ids = ids(route);
                    byte[] file = OwnThings.upload(route);
                    shown += judge(route.id(), caller(route).sendFile(route, ids, name + ending, file), harm);
                    shown += judge(route.id(), caller(route).sendFile(route, ids, name + ".exe", file), harm);
                }
            }
        }
        own.awaitRest();
        shown += look(Map.of(), harm);
        assertEquals(List.of(), harm);
        assertTrue(shown > 0, "a page showed it");
    }

    @Attack(
            value = "script in the address: every parameter of the path and every name of a query",
            kind = Kind.XSS_REFLECTED,
            threats = "W2",
            at = "every route that reads, open ones included")
    @BothPlacements
    void whatAnAddressSaysStaysText(Placement placement) {
        own = everything.get(placement);
        var harm = new ArrayList<String>();
        int shown = 0;
        for (Route route : routes()) {
            if (Forgery.changes(route.method())) {
                continue;
            }
            Set<String> names = new LinkedHashSet<>(List.of(
                    "q",
                    "to",
                    "after",
                    "segment",
                    "unit",
                    "course",
                    "lang",
                    "state",
                    "error",
                    "error_description",
                    "workspace",
                    "builder",
                    "who",
                    "action",
                    "from",
                    "until",
                    "code",
                    "iss",
                    "way",
                    "ticket",
                    "page"));
            RouteCall.fields(RouteRows.of(route).query()).keySet().forEach(names::add);
            for (String payload : PAYLOADS) {
                var query = new StringBuilder();
                names.forEach(name -> query.append('&').append(name).append('=').append(encode(payload)));
                shown += judge(route.id(), caller(route).ask(route, ids(route), query.substring(1)), harm);
                String path = route.path()
                        .replaceAll(
                                "\\{[^}]+}", encode(payload).replace("$", "\\$").replace("+", "%20"));
                AttackTable.called(route.id());
                shown += judge(route.id() + " path", caller(route).get(path + "?" + encode(payload) + "=1"), harm);
            }
        }
        assertEquals(List.of(), harm);
        assertTrue(shown > 3, shown + " pages showed it");
    }

    private Route route(String id) {
        return routes().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
