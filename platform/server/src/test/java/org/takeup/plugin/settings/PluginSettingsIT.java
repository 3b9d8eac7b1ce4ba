package org.takeup.plugin.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.learning.Archives;
import org.takeup.plugin.PluginSource;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A connector with settings on the real platform: the form, the API, what is stored, and what the connector gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginSettingsIT {
    private static final String PLUGIN = "lms-sample";
    private static final String CANARY = "canary-9c1f-secret";
    private static final String SCHEMA = """
            {"type": "object", "required": ["url", "token"], "properties": {
              "url": {"type": "string", "format": "uri", "title": {"en": "Address of the LMS", "de": "Adresse"}},
              "token": {"type": "string", "format": "password", "title": "Access token", "description": "Ask your LMS."},
              "pages": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10, "title": "Pages"},
              "level": {"type": "string", "enum": ["low", "high"], "title": "Level"},
              "courses": {"type": "array", "items": {"type": "string", "maxLength": 10}, "title": "Courses"},
              "archived": {"type": "boolean", "default": true, "title": "Archived ones too"},
              "when": {"type": "string", "format": "cron", "title": "When"}}}
            """;

    /** Calls the LMS as it was told, and talks too much about it. */
    private static final String CHECK = """
            Map<String, String> set = context.settings();
            try {
                HttpAnswer answer = context.http().send(HttpCall.get(URI.create(set.get("url") + "/check"))
                        .with("Authorization", "Bearer " + set.get("token")));
                return List.of(error("status " + answer.status() + " pages " + set.get("pages") + " archived "
                        + set.get("archived") + " level " + set.get("level") + " token " + set.get("token")));
            } catch (IOException e) {
                return List.of(error("no answer: " + e.getMessage()));
            } catch (InterruptedException e) {
                return List.of(error("stopped"));
            }
            """;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer lms;
    private TestPlatform platform;
    private Workspace workspace;
    private Visitor admin;
    private String base;

    @BeforeAll
    void start() throws IOException {
        logged.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(logged);
        lms = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lms.createContext("/", exchange -> {
            heard.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(418, -1);
            exchange.close();
        });
        lms.start();
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_PLUGIN_PRIVATE_HOSTS", address());
                    return more;
                },
                Clock.systemUTC());
        platform.platform()
                .pluginRuntime()
                .packages()
                .upload(PluginSource.connector(PLUGIN, "1.0.0", SCHEMA, CHECK).zip());
    }

    @AfterAll
    void stop() {
        platform.close();
        lms.stop(0);
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
    }

    @BeforeEach
    void freshWorkspace() {
        at(Placement.POOLED);
    }

    /** From here on the workspace is a new one of this placement. */
    private void at(Placement placement) {
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
        admin = platform.signedIn(workspace, Role.ADMIN);
        base = "/w/" + workspace.tenant().slug();
        platform.platform().pluginRuntime().plugins().enable(workspace, PLUGIN);
    }

    private String address() {
        return "http://127.0.0.1:" + lms.getAddress().getPort();
    }

    private String page() {
        return base + "/plugins/" + PLUGIN + "/settings";
    }

    private String api() {
        return base + "/api/v1/plugins/" + PLUGIN + "/settings";
    }

    private String csrf() {
        return Visitor.token(admin.get(page()).body());
    }

    private Map<String, String> filledIn() {
        return Map.of(
                "value.url",
                address(),
                "value.token",
                CANARY,
                "value.pages",
                "20",
                "value.level",
                "high",
                "value.courses",
                "a\r\nb",
                "value.when",
                "0 5 * * *");
    }

    private void refuseCanary(String text) {
        assertFalse(text.contains(CANARY), text);
    }

    @Test
    void theFormAsksEachSettingInItsOwnWay() {
        String html = admin.get(page()).body();
        for (String part : List.of(
                "<label for=\"v-url\">Address of the LMS</label>",
                "type=\"url\"",
                "type=\"password\"",
                "type=\"checkbox\" value=\"true\" checked",
                "<select id=\"v-level\"",
                "<textarea id=\"v-courses\"",
                "value=\"10\"",
                "aria-required=\"true\"",
                "Ask your LMS.",
                "Not set yet.",
                "Try without saving")) {
            assertTrue(html.contains(part), part + " is not in " + html);
        }
        assertTrue(admin.get(base + "/plugins").body().contains("/plugins/" + PLUGIN + "/settings"));
    }

    @Test
    void whatIsSavedIsShownAgainAndSecretsAreNowhere() {
        var saved = admin.submit(page(), page(), filledIn());
        assertEquals(303, saved.statusCode(), saved.body());
        String html = admin.get(page() + "?saved=true").body();
        assertTrue(html.contains("The settings are saved"), html);
        assertTrue(html.contains("value=\"20\"") && html.contains("leave empty to keep it"), html);
        assertFalse(html.contains("value=\"true\" checked"), "the box was not ticked");
        var read = admin.get(api());
        assertTrue(read.body().contains("\"name\":\"token\"") && read.body().contains("\"set\":true"), read.body());
        refuseCanary(html);
        refuseCanary(read.body());
        refuseCanary(saved.headers().toString());
        String base64 = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
        List<Document> stored = platform.dump(workspace);
        assertTrue(stored.toString().contains(address()), "the other settings are in the dump");
        for (Document each : stored) {
            refuseCanary(each.toString() + each.toJson());
            assertFalse(each.toJson().contains(base64));
            assertTrue(binaries(each).stream()
                    .noneMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains(CANARY)));
        }
        logged.list.forEach(event -> refuseCanary(event.getFormattedMessage()));
    }

    private static List<byte[]> binaries(Document document) {
        var all = new ArrayList<byte[]>();
        document.values().forEach(value -> {
            if (value instanceof Binary binary) {
                all.add(binary.getData());
            } else if (value instanceof Document inner) {
                all.addAll(binaries(inner));
            }
        });
        return all;
    }

    @Test
    void whatDoesNotFitIsNamedAtTheTopAndAtItsFieldAndNothingTypedIsLost() {
        var wrong = new HashMap<>(filledIn());
        wrong.put("value.url", "lms.example.com");
        wrong.put("value.pages", "99");
        wrong.put("value.when", "60 * * * *");
        wrong.put("value.courses", "a\r\nmuch too long a name");
        var refused = admin.submit(page(), page(), wrong);
        assertEquals(422, refused.statusCode());
        String html = refused.body();
        for (String part : List.of(
                "<a href=\"#v-pages\">Pages</a>: Give 50 or less.",
                "id=\"e-pages\">Give 50 or less.",
                "aria-invalid=\"true\"",
                "e-url",
                "Field 1 is the minute",
                "Line 2: Use at most 10 characters.",
                "value=\"99\"",
                "value=\"lms.example.com\"",
                "Secrets that you typed are not shown again")) {
            assertTrue(html.contains(part), part + " is not in " + html);
        }
        refuseCanary(html);
        assertFalse(platform.dump(workspace).toString().contains("lms.example.com"));
    }

    @Test
    void aSecretStaysUntilItIsReplacedOrForgotten() {
        admin.submit(page(), page(), filledIn());
        var without = new HashMap<>(filledIn());
        without.remove("value.token");
        assertEquals(303, admin.submit(page(), page(), without).statusCode());
        assertEquals("Bearer " + CANARY, tried(without));
        var other = new HashMap<>(filledIn());
        other.put("value.token", "another-one");
        admin.submit(page(), page(), other);
        assertEquals("Bearer another-one", tried(without));
        without.put("clear.token", "true");
        var forgotten = admin.submit(page(), page(), without);
        assertEquals(422, forgotten.statusCode());
        assertTrue(forgotten.body().contains("Please fill this in."));
    }

    /** What the LMS heard when these fields were tried. */
    private String tried(Map<String, String> fields) {
        heard.clear();
        assertEquals(200, admin.submit(page(), page() + "/trial", fields).statusCode());
        return heard.getFirst();
    }

    @Test
    void aTrialCallsTheConnectorAndSavesNothing() {
        heard.clear();
        var tried = admin.submit(page(), page() + "/trial", filledIn());
        assertEquals(200, tried.statusCode(), tried.body());
        assertEquals(List.of("Bearer " + CANARY), heard);
        assertTrue(tried.body().contains("status 418 pages 20 archived false level high token •••"), tried.body());
        refuseCanary(tried.body());
        assertTrue(tried.body().contains("value=\"20\""));
        assertTrue(admin.get(api()).body().contains("\"value\":\"10\""), "the preset still stands");
        assertTrue(workspace.collection(SettingsStore.SETTINGS).find(PLUGIN).isEmpty());
        assertTrue(platform.dump(workspace).stream().anyMatch(each -> "418".equals(each.get("outcome"))));
    }

    @Test
    void aTrialReachesOnlyWhatTheSettingsName() {
        var elsewhere = new HashMap<>(filledIn());
        elsewhere.put("value.url", "https://127.0.0.1:" + platform.url().getPort());
        var tried = admin.submit(page(), page() + "/trial", elsewhere);
        assertTrue(tried.body().contains("not on the public internet"), tried.body());
    }

    @Test
    void anImportHandsSettingsAndHttpToTheConnector() {
        String unfinished = imported();
        assertTrue(unfinished.contains("is not set up: Address of the LMS, Access token."), unfinished);
        admin.submit(page(), page(), filledIn());
        heard.clear();
        String ended = imported();
        assertEquals(List.of("Bearer " + CANARY), heard);
        assertTrue(ended.contains("status 418 pages 20 archived false level high token •••"), ended);
        refuseCanary(ended);
        platform.dump(workspace).forEach(each -> refuseCanary(each.toString()));
    }

    /** What the newest import says in the API once it has ended. */
    private String imported() {
        byte[] file = Archives.zip(Map.of("any.txt", "any"));
        var sent = Archives.upload(PLUGIN, admin, base + "/learning/imports", csrf(), "x.zip", file);
        String location = sent.headers().firstValue("location").orElseThrow(() -> new AssertionError(sent.body()));
        String address = base + "/api/v1/learning/imports/" + location.substring(location.lastIndexOf('/') + 1);
        Eventually.holds(
                "the import ends",
                Duration.ofSeconds(30),
                () -> admin.get(address).body().contains("\"state\":\"FAILED\""));
        return admin.get(address).body();
    }

    @Test
    void theApiSetsAndSaysWhatIsWrong() {
        var set = admin.json(
                "PUT",
                api(),
                "{\"values\":{\"url\":\"" + address() + "\",\"archived\":\"false\"},\"secrets\":{\"token\":\"" + CANARY
                        + "\"}}",
                csrf());
        assertEquals(200, set.statusCode(), set.body());
        refuseCanary(set.body());
        var wrong = admin.json(
                "PUT",
                api(),
                "{\"values\":{\"token\":\"" + CANARY + "\",\"colour\":\"red\",\"pages\":\"x\"},\"clear\":[\"token\"]}",
                csrf());
        assertEquals(422, wrong.statusCode(), wrong.body());
        for (String name : List.of("token", "colour", "pages", "url")) {
            assertTrue(wrong.body().contains("\"name\":\"" + name + "\""), name + " is not in " + wrong.body());
        }
        refuseCanary(wrong.body());
        assertTrue(admin.get(api()).body().contains("\"value\":\"" + address() + "\""), "nothing was changed");
    }

    /** Without jobs: what a workspace uses is measured now and then. */
    private List<Document> documents() {
        return platform.dump(workspace).stream()
                .filter(each -> !each.containsKey("fence"))
                .toList();
    }

    @Attack(
            value = "A's plugin settings by B's admin and by a planner",
            kind = Kind.PLUGIN_CALL,
            threats = "T1",
            at = "/plugins/{plugin}/settings")
    @BothPlacements
    void nobodyElseGetsThere(Placement placement) {
        at(placement);
        admin.submit(page(), page(), filledIn());
        List<Document> before = documents();
        for (Role role : List.of(Role.PLANNER, Role.MANAGER, Role.LEARNER)) {
            Visitor other = platform.signedIn(workspace, role);
            assertEquals(403, other.get(page()).statusCode());
            assertEquals(403, other.get(api()).statusCode());
            assertEquals(403, other.json("PUT", api(), "{}", csrf()).statusCode());
            assertEquals(403, other.post(page(), "csrf=" + csrf()).statusCode());
            assertEquals(403, other.post(page() + "/trial", "csrf=" + csrf()).statusCode());
        }
        String slug = "o" + workspace.tenant().slug();
        Visitor stranger = platform.signedIn(platform.tenant(slug, placement), Role.ADMIN);
        String own = Visitor.token(stranger.get("/w/" + slug + "/plugins").body());
        assertFalse(List.of(200, 403).contains(stranger.get(page()).statusCode()));
        assertEquals(401, stranger.get(api()).statusCode());
        assertFalse(stranger.json("PUT", api(), "{\"values\":{}}", own).statusCode() / 100 == 2);
        assertFalse(stranger.post(page(), "csrf=" + own + "&value.url=https://evil.example&value.token=x")
                .headers()
                .firstValue("location")
                .orElse("")
                .contains("saved"));
        String theirs = stranger.get("/w/" + slug + "/api/v1/plugins/" + PLUGIN + "/settings")
                .body();
        assertTrue(theirs.contains("\"set\":false") && !theirs.contains("\"set\":true"), theirs);
        assertEquals(before, documents());
        assertEquals(404, admin.get(base + "/plugins/nothing-here/settings").statusCode());
    }

    /** A document that somebody copies from one tenant to another opens nothing there. */
    @Attack(
            value = "A's sealed secret opened at B, for another plugin, for another setting",
            kind = Kind.PLUGIN_CALL,
            threats = "T1",
            at = "the store of plugins' settings")
    @BothPlacements
    void aSecretOpensForItsOwnTenantAndSettingOnly(Placement placement) {
        at(placement);
        admin.submit(page(), page(), filledIn());
        var store = new SettingsStore(workspace);
        SettingsStore.Sealed sealed = store.find(PLUGIN).secrets().get("token");
        assertEquals(Optional.of(CANARY), store.open(PLUGIN, "token", sealed));
        assertEquals(Optional.empty(), store.open(PLUGIN, "other", sealed));
        assertEquals(Optional.empty(), store.open("lms-other", "token", sealed));
        Workspace other = platform.tenant("x" + workspace.tenant().slug(), placement);
        assertEquals(Optional.empty(), new SettingsStore(other).open(PLUGIN, "token", sealed));
    }

    @Test
    void aPluginWithoutSettingsSaysSo() {
        String html = admin.get(base + "/plugins/survey-maturity/settings").body();
        assertTrue(html.contains("This plugin has no settings"), html);
        assertTrue(admin.get(base + "/plugins/lms-oneroster/settings").body().contains("Category of final results"));
    }
}
