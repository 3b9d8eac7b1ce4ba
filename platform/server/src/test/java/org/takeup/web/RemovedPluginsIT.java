package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Route;
import org.takeup.plugin.Listed;
import org.takeup.plugin.Packages;
import org.takeup.tenant.Role;

/** What a workspace has made with plugins stays readable without them: pages, API and exports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemovedPluginsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is about plugins that are there, or about drafting something new with one. */
    private static final Set<String> ABOUT_PLUGINS = Set.of(
            "plugin",
            "plugin-get",
            "plugin-calls",
            "plugin-calls-list",
            "plugin-settings",
            "plugin-settings-read",
            // What it would ask now; what a wave asked, and how its results are read, is kept with the wave.
            "instrument",
            "instrument-get",
            "plan-new");

    private MailCatcher mail;
    private TestPlatform platform;
    private OwnThings own;
    private Visitor admin;
    private String api;

    @BeforeAll
    void start() throws IOException {
        mail = MailCatcher.start();
        platform = OwnThings.platform(mail);
        own = new OwnThings(platform, "r" + UUID.randomUUID().toString().substring(0, 8));
        admin = platform.signedIn(own.workspace(), Role.ADMIN);
        api = "/w/" + own.workspace().tenant().slug() + "/api/v1";
        everybodyAnswersAndTheWaveIsClosed();
    }

    @AfterAll
    void stop() throws IOException {
        bringBack();
        platform.close();
        mail.close();
    }

    private Packages packages() {
        return platform.platform().pluginRuntime().packages();
    }

    /** Others may use the same store. */
    private void bringBack() throws IOException {
        for (String plugin : TestPlatform.PLUGINS) {
            try (var zips = Files.newDirectoryStream(TestPlatform.PACKAGES, plugin + "-*.zip")) {
                for (Path zip : zips) {
                    packages().upload(Files.readAllBytes(zip));
                }
            }
        }
    }

    private JsonNode json(String path) throws IOException {
        var answer = admin.get(api + path);
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    /** The lowest answer to each question, by all six. Nobody looks at the results yet. */
    private void everybodyAnswersAndTheWaveIsClosed() throws IOException {
        String wave = own.ids().get("wave");
        ObjectNode answers = JSON.createObjectNode();
        json("/waves/" + wave + "/questionnaire")
                .path("pages")
                .forEach(page -> page.path("items")
                        .forEach(item -> answers.putObject(item.path("id").asText())
                                .put(
                                        "rating",
                                        item.path("options")
                                                .path(0)
                                                .path("value")
                                                .asInt())));
        String body = JSON.createObjectNode()
                .put("finished", true)
                .<ObjectNode>set("answers", answers)
                .toString();
        for (JsonNode person : json("/people").path("people")) {
            if (!person.path("name").asText().startsWith("Person ")) {
                continue;
            }
            Visitor learner = platform.signedIn(
                    own.workspace(), Role.LEARNER, person.path("id").asText());
            String csrf = Visitor.token(
                    learner.get("/w/" + own.workspace().tenant().slug() + "/").body());
            var sent = learner.json("PUT", api + "/waves/" + wave + "/answers", body, csrf);
            assertEquals(200, sent.statusCode(), sent.body());
        }
        String csrf = Visitor.token(
                admin.get("/w/" + own.workspace().tenant().slug() + "/").body());
        assertEquals(
                200,
                admin.json("POST", api + "/waves/" + wave + "/close", "{}", csrf)
                        .statusCode());
        // The answers are separated by a job, which also asks what the instrument makes of them.
        own.awaitRest();
    }

    /** Every page, list and export of the workspace, with what it answers. */
    private Map<String, Integer> readable() {
        var answers = new LinkedHashMap<String, Integer>();
        for (Route route : platform.platform().routes()) {
            if (route.realm() == Route.Realm.WORKSPACE
                    && route.method() == HttpMethod.GET
                    && !ABOUT_PLUGINS.contains(route.id())) {
                answers.put(route.id(), own.admin().send(route, own.ids()).statusCode());
            }
        }
        return answers;
    }

    /** What was counted and written, word by word. */
    private List<String> content() throws IOException {
        Map<String, String> ids = own.ids();
        var content = new ArrayList<String>();
        content.add(json("/waves/" + ids.get("wave") + "/results").toString());
        content.add(
                admin.get(api + "/waves/" + ids.get("wave") + "/results.csv").body());
        content.add(json("/waves/" + ids.get("wave") + "/questionnaire").toString());
        var plan = (ObjectNode) json("/plans/" + ids.get("plan"));
        // The notes are the builder's word on the plan as it is now; without it, one of them says so.
        plan.remove("notes");
        plan.path("steps").forEach(step -> ((ObjectNode) step).remove("notes"));
        content.add(plan.toString());
        content.add(json("/board").toString());
        content.add(json("/learning/imports/" + ids.get("import")).toString());
        content.add(json("/hand-overs").toString());
        return content;
    }

    private String page(String path) {
        var answer = admin.get("/w/" + own.workspace().tenant().slug() + path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    @Test
    void whatWasMadeWithAPluginStaysReadableWhenItIsDisabledAndWhenItIsRemoved() throws IOException {
        Map<String, String> ids = own.ids();
        // Before anybody has looked at the results: what the instrument makes of them was kept when the wave was
        // closed.
        var plugins = platform.platform().pluginRuntime().plugins();
        TestPlatform.PLUGINS.forEach(plugin -> plugins.disable(own.workspace(), plugin));
        String results = page("/surveys/" + ids.get("wave") + "/results");
        assertTrue(results.contains("What stands out"), results);
        assertTrue(page("/plans/" + ids.get("plan")).contains("This plan was not checked"));

        TestPlatform.PLUGINS.forEach(plugin -> plugins.enable(own.workspace(), plugin));
        Map<String, Integer> before = readable();
        assertTrue(before.values().stream().filter(status -> status == 200).count() > 30, before.toString());
        List<String> content = content();

        TestPlatform.PLUGINS.forEach(plugin -> plugins.disable(own.workspace(), plugin));
        assertEquals(before, readable());
        assertEquals(content, content());

        TestPlatform.PLUGINS.forEach(plugin -> plugins.enable(own.workspace(), plugin));
        packages().list().stream()
                .map(Listed::version)
                .filter(version -> TestPlatform.PLUGINS.contains(version.plugin()))
                .forEach(packages()::remove);
        assertEquals(404, admin.get(api + "/plugins/survey-maturity").statusCode());
        assertFalse(page("/plugins").contains("survey-maturity"));
        assertEquals(before, readable());
        assertEquals(content, content());
        assertTrue(page("/surveys/" + ids.get("wave") + "/results").contains("What stands out"));
        assertTrue(page("/plans/" + ids.get("plan")).contains("This plan was not checked"));
    }
}
