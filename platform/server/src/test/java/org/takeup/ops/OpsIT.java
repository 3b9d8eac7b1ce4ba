package org.takeup.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.plugin.isolated.Confinement;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** What operators see of a node, and what they must never see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpsIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private HttpResponse<String> management(String path) {
        return platform.send(
                HttpRequest.newBuilder(URI.create(platform.management() + path)).build());
    }

    private static String fresh() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void aServingNodeIsLiveAndReadyAndKeycloakIsShownOnly() {
        assertEquals(200, management("/health/live").statusCode());
        var ready = management("/health/ready");
        assertEquals(200, ready.statusCode(), ready.body());
        var checks = new JsonObject(ready.body()).getJsonObject("checks");
        assertEquals("ok", checks.getString("store"));
        assertEquals("ok", checks.getString("plugins"));
        assertTrue(checks.containsKey("keycloak"), ready.body());
        String isolation = checks.getString("plugin isolation");
        for (var part : Confinement.Part.values()) {
            assertTrue(isolation.contains(part.label()), "in force or missing: " + isolation);
        }
        assertEquals(404, management("/anything").statusCode());
    }

    @Test
    void whatIsNotReadyIsNamed() {
        var health = new Health();
        assertFalse(health.state().ready());
        assertEquals("starting", health.state().checks().get("node"));
        health.need("store", () -> {
            throw new IllegalStateException("no route to host");
        });
        health.show("keycloak", () -> "unreachable");
        health.started();
        assertFalse(health.state().ready());
        assertEquals("does not answer", health.state().checks().get("store"));
        health.draining();
        assertEquals("draining", health.state().checks().get("node"));
    }

    @Attack(value = "the names of tenants in the metrics", kind = Kind.OTHER, threats = "T15", at = "/metrics")
    @BothPlacements
    void theMetricsCountRequestsByRouteAndPluginCallsByOutcomeAndNameNoTenant(Placement placement) {
        var workspace = platform.tenant(fresh(), placement);
        String slug = workspace.tenant().slug();
        platform.signedIn(workspace, Role.ADMIN).get("/w/" + slug + "/plugins");
        var plugins = platform.platform().pluginRuntime().plugins();
        plugins.require(workspace, org.takeup.plugin.api.survey.SurveyInstrument.class, "survey-maturity")
                .call(org.takeup.plugin.api.survey.SurveyInstrument::profile);
        String metrics = management("/metrics").body();
        assertTrue(metrics.contains("takeup_requests_seconds_count{route=\"plugins\",status=\"2xx\"}"), metrics);
        assertTrue(metrics.contains(
                "takeup_plugin_calls_seconds_count{outcome=\"ok\",plugin=\"survey-maturity\",version="));
        for (String timer : List.of("takeup_requests_seconds", "takeup_plugin_calls_seconds")) {
            assertTrue(
                    metrics.lines()
                            .anyMatch(line -> line.startsWith(timer + "_bucket{") && line.contains("le=\"0.25\"")),
                    timer + " has no buckets, and nobody can say what most calls take");
        }
        assertTrue(metrics.contains("jvm_memory_used_bytes"));
        assertFalse(metrics.contains(slug));
        assertFalse(metrics.contains(workspace.tenant().id()));
    }

    @Test
    void jobsThatWereSetAsideAreCountedWhereOperatorsLook() {
        var jobs = platform.store().control("jobs");
        var aside = new Document("_id", fresh()).append("state", "failed").append("kind", "plan.send");
        jobs.insertOne(aside);
        try {
            long count = jobs.countDocuments(new Document("state", "failed"));
            assertTrue(management("/metrics").body().contains("takeup_jobs_set_aside " + (double) count));
            var ready = management("/health/ready");
            assertEquals(200, ready.statusCode(), "other jobs go on");
            assertTrue(ready.body().contains(count + " set aside"), ready.body());
        } finally {
            jobs.deleteOne(aside);
        }
    }

    @Attack(
            value = "twenty secrets planted in every way in, looked for in logs, metrics and errors",
            kind = Kind.OTHER,
            threats = "T15",
            at = "/api/v1/plugins/{plugin}, /plugins, /people, /metrics")
    @BothPlacements
    void twentyPlantedSecretsAppearInNoLogMetricOrErrorBody(Placement placement) {
        var canaries = new ArrayList<String>();
        var own = new ArrayList<String>();
        var log = new ByteArrayOutputStream();
        var bodies = new StringBuilder();
        Runnable stopCapture = capture(log);
        try {
            plant(placement, canaries, own, bodies);
        } finally {
            stopCapture.run();
        }
        String lines = log.toString(StandardCharsets.UTF_8);
        String metrics = management("/metrics").body();
        assertTrue(canaries.size() >= 20, canaries.size() + " canaries");
        assertFalse(lines.isEmpty());
        for (String canary : canaries) {
            assertFalse(lines.contains(canary), () -> canary + " in the log: " + lineWith(lines, canary));
            assertFalse(metrics.contains(canary), canary + " in the metrics");
            if (!own.contains(canary)) {
                assertFalse(bodies.toString().contains(canary), canary + " in an error body");
            }
        }
    }

    private static String lineWith(String lines, String canary) {
        return lines.lines().filter(line -> line.contains(canary)).findFirst().orElse("");
    }

    /** Sends secrets by every way in: cookie, header, query, path, form, JSON, upload, an exception's message. */
    private void plant(Placement placement, List<String> canaries, List<String> own, StringBuilder bodies) {
        var workspace = platform.tenant(fresh(), placement);
        String base = "/w/" + workspace.tenant().slug();
        var admin = platform.signedIn(workspace, Role.ADMIN, canary(canaries));
        canaries.add(admin.cookie().substring(admin.cookie().indexOf('=') + 1));
        String csrf = Visitor.token(admin.get(base + "/plugins").body());
        canaries.add(csrf);
        // Their own name and token are in the frame of their own pages; in logs and metrics they are not.
        own.addAll(canaries);
        for (int i = 0; i < 4; i++) {
            String json = "{\"enabled\":\"" + canary(canaries) + "\"}";
            bodies.append(admin.json("PUT", base + "/api/v1/plugins/survey-maturity", json, csrf)
                    .body());
            bodies.append(platform.send(HttpRequest.newBuilder(platform.url().resolve(base + "/plugins"))
                            .header(
                                    "Cookie",
                                    "__Host-takeup." + workspace.tenant().slug() + "=" + canary(canaries))
                            .header("Authorization", "Bearer " + canary(canaries))
                            .build())
                    .body());
            bodies.append(
                    admin.get(base + "/people?segment=" + canary(canaries)).body());
            bodies.append(admin.post(
                            base + "/plugins/survey-maturity",
                            "csrf=" + canary(canaries) + "&enabled=" + canary(canaries))
                    .body());
        }
        breakInside(canary(canaries), canary(canaries));
    }

    /** Our own fault, with a secret in the exception, as drivers and parsers put it there. */
    private static void breakInside(String message, String inContext) {
        MDC.put("email", inContext);
        try {
            Integer.parseInt(message);
        } catch (NumberFormatException e) {
            LoggerFactory.getLogger(OpsIT.class)
                    .error(
                            "Request {} failed",
                            "r1",
                            new IllegalStateException(new Document("a", message).toJson(), e));
        } finally {
            MDC.remove("email");
        }
    }

    private static String canary(List<String> canaries) {
        String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        canaries.add(canary);
        return canary;
    }

    private static Runnable capture(ByteArrayOutputStream out) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var encoder = new JsonLines();
        encoder.setContext(context);
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();
        Logger root = context.getLogger("ROOT");
        Level before = root.getLevel();
        root.addAppender(appender);
        context.getLogger("org.takeup").setLevel(Level.DEBUG);
        return () -> {
            root.detachAppender(appender);
            context.getLogger("org.takeup").setLevel(null);
            root.setLevel(before);
            appender.stop();
        };
    }

    @Test
    void aLogLineIsOneJsonObjectWithRequestTenantAndJob() {
        var out = new ByteArrayOutputStream();
        Runnable stopCapture = capture(out);
        MDC.setContextMap(Map.of("request", "r1", "tenant", "t1", "job", "mail:1"));
        LoggerFactory.getLogger("sample")
                .atInfo()
                .addKeyValue("event", "sign-in")
                .addKeyValue("realm", "t1")
                .addKeyValue("reason", "expired")
                .addKeyValue("address", "pat@example.org")
                .log("Two\nlines and \u001b[31mred");
        MDC.clear();
        stopCapture.run();
        String line = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(each -> each.contains("\"sample\""))
                .findFirst()
                .orElseThrow();
        var json = new JsonObject(line);
        assertEquals("r1", json.getString("request"));
        assertEquals("t1", json.getString("tenant"));
        assertEquals("mail:1", json.getString("job"));
        assertEquals("sign-in", json.getString("event"));
        assertEquals("t1", json.getString("realm"));
        assertEquals("expired", json.getString("reason"));
        assertFalse(line.contains("pat@example.org"), "only what is known to be harmless is written");
        assertEquals("Two\nlines and \u001b[31mred", json.getString("message"));
        assertFalse(line.contains("\u001b"), "control characters are escaped");
    }
}
