package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.questionnaire.SampleFiles;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** A planner writes a questionnaire by the editor's forms, publishes it and asks with it; and what others try meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnQuestionnaireIT {
    private static final int PEOPLE = 6;
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

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

    /** Somebody at the editor, whose forms carry what their pages carry. */
    private record Desk(Visitor visitor, String base) {
        String body(String path) {
            HttpResponse<String> page = visitor.get(base + path);
            assertEquals(200, page.statusCode(), page.body());
            return page.body();
        }

        HttpResponse<String> send(String formPath, String path, Map<String, String> fields) {
            Map<String, String> all = new HashMap<>();
            Matcher version = VERSION.matcher(body(formPath));
            if (version.find()) {
                all.put("version", version.group(1));
            }
            all.putAll(fields);
            return visitor.submit(base + formPath, base + path, all);
        }

        String done(String formPath, String path, Map<String, String> fields) {
            HttpResponse<String> answer = send(formPath, path, fields);
            assertEquals(303, answer.statusCode(), answer.body());
            return answer.headers().firstValue("location").orElseThrow().substring(base.length());
        }
    }

    private Desk desk(Workspace workspace) {
        return new Desk(platform.signedIn(workspace, Role.PLANNER), Samples.base(workspace));
    }

    private Workspace workspace() {
        return Samples.tenant(platform, Tenant.Placement.POOLED);
    }

    @Test
    void aQuestionnaireIsWrittenPublishedAskedAndCounted() {
        Workspace workspace = workspace();
        List<String> people = Samples.people(workspace, 0, PEOPLE, "Sales");
        Desk desk = desk(workspace);
        assertTrue(desk.body("/questionnaires").contains("You have written no questionnaire yet"));
        String home =
                desk.done("/questionnaires/new", "/questionnaires", Map.of("title", "First weeks", "language", "en"));
        assertTrue(desk.body(home).contains("Nothing is asked yet"));
        assertEquals(422, desk.send(home, home + "/publication", Map.of()).statusCode());

        String page = desk.done(home, home + "/pages", Map.of("title", "Your weeks"));
        String matrix = desk.done(page, page + "/items", Map.of("kind", "matrix", "text", "I could follow."));
        desk.done(matrix, matrix + "/row", Map.of("text", "I felt lost."));
        String item = desk.body(matrix);
        assertTrue(item.contains("Strongly agree"), item);
        Map<String, String> fields = new HashMap<>(Map.of(
                "about.en", "In my first weeks",
                "text.en", "I could follow.",
                "min", "1",
                "notApplicable", "yes"));
        for (int i = 1; i <= 4; i++) {
            fields.put("point." + i + ".en", "Point " + i);
        }
        desk.done(matrix, matrix, fields);
        // What a matrix has in common changes for all of its statements.
        assertEquals(2, desk.body(page).split("In my first weeks", -1).length - 1);
        assertTrue(desk.body(home + "/items/i-felt-lost").contains("value=\"Point 4\""));

        String more = desk.done(home, home + "/pages", Map.of("title", "More"));
        String why = desk.done(more, more + "/items", Map.of("kind", "long-text", "text", "Why {i-could-follow}?"));
        var vague = desk.send(why, why, Map.of("text.en", "", "characters", "20"));
        assertEquals(422, vague.statusCode());
        assertTrue(vague.body().contains("Please fill this in."), vague.body());
        assertTrue(vague.body().contains("from 201 to 10000"), vague.body());
        desk.done(
                why,
                why,
                Map.of(
                        "text.en", "Why {i-could-follow}?",
                        "characters", "500",
                        "if.1.item", "i-could-follow",
                        "if.1.how", "AT_MOST",
                        "if.1.value", "2"));
        assertTrue(desk.body(more).contains("Shown if i-could-follow is at most 2"));

        String scale = desk.done(home, home + "/scales", Map.of("name", "A good start"));
        desk.done(
                scale,
                scale,
                Map.of(
                        "name.en", "A good start",
                        "meaning.en", "People found their feet.",
                        "minAnswered", "1",
                        "counts.i-could-follow", "yes",
                        "weight.i-could-follow", "1",
                        "counts.i-felt-lost", "yes",
                        "reverse.i-felt-lost", "yes",
                        "weight.i-felt-lost", "1"));
        String preview = desk.body(home + "/preview");
        assertTrue(preview.contains("I felt lost.") && preview.contains("Point 4"), preview);
        assertTrue(
                preview.contains("is asked only if “I could follow.” was answered with 2 (Point 2) or less."), preview);

        desk.done(home, home + "/publication", Map.of());
        String id = home.substring(home.lastIndexOf('/') + 1);
        assertTrue(desk.body(home).contains("Version 1"));
        assertTrue(desk.body("/surveys/new").contains("value=\"own:" + id + "\""));
        assertTrue(desk.body("/instruments/own:" + id).contains("A good start"));
        Wave wave = opened(workspace, desk, id);
        assertEquals("1", wave.instrument().pluginVersion());

        // A wave keeps what it was opened with, and its questionnaire stays while it is open.
        var inUse = desk.send(home, home + "/deletion", Map.of());
        assertEquals(409, inUse.statusCode(), inUse.body());
        desk.done(home + "/items/i-felt-lost", home + "/items/i-felt-lost/deletion", Map.of());
        desk.done(home, home + "/publication", Map.of());
        assertTrue(desk.body(home).contains("Version 2"));

        Samples.invite(platform, workspace, wave, PEOPLE);
        for (String person : people) {
            String link =
                    Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, person);
            Visitor own = platform.stranger();
            assertEquals(
                    303,
                    own.post(link + "/1", "a.i-could-follow=4&a.i-felt-lost=1").statusCode());
        }
        Samples.closeAndSeparate(platform, workspace, wave);
        JsonNode results = Planner.json(desk.visitor().get(desk.base() + "/api/v1/waves/" + wave.id() + "/results"));
        assertEquals("A good start", results.path("scales").path(0).path("name").asText(), results.toString());
        assertEquals(
                100, results.path("scales").path(0).path("score").path("mean").asInt(-1), results.toString());

        desk.done(home, home + "/deletion", Map.of());
        assertEquals(404, desk.visitor().get(desk.base() + home).statusCode());
        assertEquals(
                200,
                desk.visitor()
                        .get(desk.base() + "/surveys/" + wave.id() + "/results")
                        .statusCode());
    }

    private static Wave opened(Workspace workspace, Desk desk, String id) {
        String wave = desk.done(
                "/surveys/new",
                "/surveys",
                Map.of(
                        "plugin", "own:" + id,
                        "title", "How were your weeks?",
                        "segment", "everybody",
                        "privacy", "confidential",
                        "closes", workspace.today().plusDays(7).toString()));
        return new WaveStore(workspace)
                .find(wave.substring(wave.lastIndexOf('/') + 1))
                .orElseThrow()
                .wave();
    }

    @Test
    void whoHasAnsweredAPageGoesOnWithTheQuestionsThatTheyBeganAlsoWhenTheseAreChangedMeanwhile() {
        Workspace workspace = workspace();
        List<String> people = Samples.people(workspace, 0, PEOPLE, "Sales");
        Desk desk = desk(workspace);
        String home = pasted(desk, SampleFiles.yaml("between"));
        desk.done(home, home + "/publication", Map.of());
        Wave wave = opened(workspace, desk, home.substring(home.lastIndexOf('/') + 1));
        Samples.invite(platform, workspace, wave, PEOPLE);
        String link = Samples.base(workspace) + "/answer/" + wave.id() + "/"
                + Samples.ticket(workspace, wave, people.getFirst());
        Visitor phone = platform.stranger();
        assertEquals(303, phone.post(link + "/1", "a.pace=1&a.lost=4").statusCode());

        desk.done(home + "/items/why", home + "/items/why/deletion", Map.of());
        desk.done(
                home + "/pages/more",
                home + "/pages/more/items",
                Map.of("kind", "text", "text", "Something else altogether"));
        desk.done(home, home + "/publication", Map.of());
        assertTrue(desk.body(home).contains("Version 2"));

        String second = phone.get(link + "/2").body();
        assertTrue(second.contains("Why did you say") && !second.contains("Something else altogether"), second);
        assertEquals(
                422, phone.post(link + "/2", "a.something-else-altogether=x").statusCode());
        assertEquals(303, phone.post(link + "/2", "a.why=It+was+fast").statusCode());
        Ballot ballot = new BallotStore(workspace, wave.id())
                .find(WaveKey.ballotId(wave.id(), link.substring(link.lastIndexOf('/') + 1)))
                .orElseThrow();
        assertTrue(ballot.finished());
        assertEquals(Set.of("pace", "lost", "why"), ballot.answers().keySet());
    }

    @Test
    void oneOfTwoEditorsIsToldAndNothingIsLost() {
        Workspace workspace = workspace();
        Desk desk = desk(workspace);
        String home = pasted(desk, SampleFiles.yaml("two"));
        String page = home + "/pages/weeks";
        desk.done(page, page + "/items", Map.of("kind", "text", "text", "Mine"));
        var second = desk.send(page, page + "/items", Map.of("kind", "text", "text", "Theirs", "version", "1"));
        assertEquals(412, second.statusCode());
        assertTrue(desk.body(page).contains("Mine") && !desk.body(page).contains("Theirs"));

        String id = home.substring(home.lastIndexOf('/') + 1);
        String csrf = Visitor.token(desk.body("/questionnaires/new"));
        String api = desk.base() + "/api/v1/questionnaires/" + id;
        assertEquals(412, put(desk, api, csrf, "\"1\"").statusCode());
        assertEquals(428, desk.visitor().json("PUT", api, "{}", csrf).statusCode());
        assertEquals(200, put(desk, api, csrf, "\"2\"").statusCode());
        assertFalse(desk.body(page).contains("Mine"));
    }

    private static HttpResponse<String> put(Desk desk, String path, String csrf, String tag) {
        return desk.visitor()
                .send(desk.visitor()
                        .request(path)
                        .header("Content-Type", "application/json")
                        .header("Origin", desk.visitor().url().toString())
                        .header("X-Takeup-CSRF", csrf)
                        .header("If-Match", tag)
                        .PUT(HttpRequest.BodyPublishers.ofString(
                                "{\"questionnaire\":" + SampleFiles.yaml("anew") + "}"))
                        .build());
    }

    private static String pasted(Desk desk, String text) {
        return desk.done("/questionnaires/new", "/questionnaires/new/paste", Map.of("text", text));
    }

    @Test
    void anotherWorkspacesQuestionnaireIsNowhere() {
        Workspace theirs = workspace();
        Workspace ours = workspace();
        Desk owner = desk(theirs);
        String home = pasted(owner, SampleFiles.yaml("theirs"));
        owner.done(home, home + "/publication", Map.of());
        String id = home.substring(home.lastIndexOf('/') + 1);
        Desk desk = desk(ours);
        Samples.people(ours, 0, PEOPLE, "Sales");
        for (String path :
                List.of("", "/preview", "/file", "/settings", "/pages/weeks", "/items/pace", "/scales/start")) {
            assertEquals(404, desk.visitor().get(desk.base() + home + path).statusCode(), path);
        }
        assertEquals(
                409, desk.visitor().get(desk.base() + "/instruments/own:" + id).statusCode());
        assertFalse(desk.body("/surveys/new").contains(id));
        var opening = desk.send(
                "/surveys/new",
                "/surveys",
                Map.of(
                        "plugin",
                        "own:" + id,
                        "title",
                        "Taken",
                        "segment",
                        "everybody",
                        "closes",
                        ours.today().plusDays(7).toString()));
        assertEquals(409, opening.statusCode(), opening.body());
        assertTrue(owner.body(home).contains("theirs"));
    }

    @Test
    void wordsAreWordsWhereverTheyAreShown() {
        Desk desk = desk(workspace());
        String evil = "<script>alert(1)</script>\\\"'<img src=x onerror=alert(1)>{{}}";
        String text = SampleFiles.yaml("X")
                .replace("I could follow.", evil)
                .replace("In my first weeks", evil)
                .replace("always", evil)
                .replace("A good start", evil)
                .replace("First weeks of X", "=cmd|' /C calc'!A0" + evil);
        String home = pasted(desk, text);
        for (String path : List.of(
                "/questionnaires",
                home,
                home + "/preview",
                home + "/file",
                home + "/settings",
                home + "/pages/weeks",
                home + "/items/pace",
                home + "/items/why",
                home + "/scales/start")) {
            String body = desk.body(path);
            assertFalse(body.contains("<script>alert(1)"), path);
            assertFalse(body.contains("<img src=x"), path);
        }
        var turned = desk.send(
                "/questionnaires/new",
                "/questionnaires/new/paste",
                Map.of("text", SampleFiles.yaml("X").replace("always", "\\u202Ealways")));
        assertEquals(422, turned.statusCode());
        assertTrue(turned.body().contains("turns the direction of writing around"), turned.body());
    }

    @Test
    void everyInstrumentOfPluginsCanBeCopied() {
        Workspace workspace = workspace();
        Desk desk = desk(workspace);
        for (String plugin : List.of(
                "survey-maturity", "survey-barriers", "survey-learner-voice", "survey-culture", "survey-acceptance")) {
            platform.platform().pluginRuntime().plugins().enable(workspace, plugin);
            String home = desk.done("/questionnaires/new", "/questionnaires/new/copy", Map.of("plugin", plugin));
            assertTrue(desk.body(home).contains("Publish version 1"), desk.body(home));
        }
    }
}
