package org.takeup.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.people.Segment;
import org.takeup.survey.Answered;
import org.takeup.survey.Separated;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Measures from the library to the report of a survey, over HTTP; the test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasuresIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TALK = """
            {"name":"%s","doing":"Ask them.","direct":["barrier:time"],"partly":["weak:doing"],"effort":"S",
             "daysFrom":1,"daysTo":2,"weeksFrom":1,"weeksTo":4,"who":["SPONSOR"],"sign":"They come"}""";

    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private TestPlatform platform;
    private Workspace workspace;

    @BeforeAll
    void start() {
        InstantSource now = () -> Instant.now().plus(later.get());
        platform = TestPlatform.start(environment -> environment, now.withZone(ZoneOffset.UTC));
    }

    @BeforeEach
    void anotherWorkspace() {
        workspace = platform.tenant("m" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private String base() {
        return "/w/" + workspace.tenant().slug();
    }

    private HttpResponse<String> api(String method, String path, String body, String etag) {
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        var request = planner.request(base() + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header(
                        "X-Takeup-CSRF",
                        Visitor.token(planner.get(base() + "/measures").body()));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        return platform.send(request.method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    private String added(String name) {
        var added = api("POST", "/measures", TALK.formatted(name), "");
        assertEquals(201, added.statusCode(), added.body());
        assertEquals("\"1\"", added.headers().firstValue("etag").orElseThrow());
        return json(added).path("id").asText();
    }

    private String page(String path) {
        var answer = platform.signedIn(workspace, Role.PLANNER).get(base() + path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private HttpResponse<String> submit(String page, String path, Map<String, String> fields) {
        return platform.signedIn(workspace, Role.PLANNER).submit(base() + page, base() + path, fields);
    }

    private static String rated(String barrier, int us, int others, int often) {
        return "\"%1$s-us\":{\"rating\":%2$d},\"%1$s-others\":{\"rating\":%3$d},\"%1$s-often\":{\"rating\":%4$d}"
                .formatted(barrier, us, others, often);
    }

    /** Time hinders a lot, budget not at all, politics only others. */
    private String barriers() {
        return Answered.closed(
                platform,
                workspace,
                "survey-barriers",
                IntStream.range(0, 8)
                        .mapToObj(person -> rated("time", 3 + person % 2, 3, 4) + "," + rated("politics", 2, 4, 2) + ","
                                + rated("budget", 0, person % 2, 1))
                        .toList());
    }

    private List<String> proposed(JsonNode list, String part) {
        var ids = new ArrayList<String>();
        list.path(part).forEach(each -> ids.add(each.path("measure").asText()));
        return ids;
    }

    @Test
    void whatASurveyFoundLeadsToAShortlistWithReasonsADecisionAndTheReport() {
        String wave = barriers();
        JsonNode list = json(api("GET", "/waves/" + wave + "/measures", "", ""));
        assertEquals("protected-time", proposed(list, "proposed").getFirst());
        assertFalse(proposed(list, "proposed").contains("team-competition"), "nobody needs it");
        String why = list.path("proposed").path(0).path("reasons").toString();
        assertTrue(why.contains("\\\"Lack of time\\\" gets in the way") && why.contains("100 % of 8 people"), why);

        String shown = page("/surveys/" + wave + "/measures");
        assertTrue(shown.contains("Protected learning time") && shown.contains("Put on our list"), shown);
        assertTrue(page("/surveys/" + wave + "/results").contains("/surveys/" + wave + "/measures"));

        String report = page("/surveys/" + wave + "/report");
        assertTrue(report.contains("/measures/protected-time\">Protected learning time</a>"), report);
        assertFalse(report.contains("Barrier 1 is"), "the bare signals are replaced");
        JsonNode brief = json(api("GET", "/waves/" + wave + "/report", "", ""));
        assertEquals(3, brief.path("todo").size());
        assertEquals(
                platform.url() + base() + "/measures/protected-time",
                brief.path("todo").path(0).path("link").asText());

        var chosen = submit(
                "/surveys/" + wave + "/measures",
                "/measures/protected-time/decision",
                Map.of("version", "0", "state", "CHOSEN"));
        assertEquals(303, chosen.statusCode(), chosen.body());
        assertTrue(page("/measures").contains("What we decided"));
        assertTrue(page("/measures/protected-time").contains("Plan who says what for it"));
        assertTrue(page("/plans/new").contains("New plan"));
    }

    @Test
    void whatIsSetAsideIsProposedAgainAfterNinetyDaysAndItsHistoryStays() {
        String wave = barriers();
        String path = "/measures/protected-time/decision";
        assertEquals(422, api("PUT", path, "{\"state\":\"NOT_NOW\"}", "\"0\"").statusCode());
        var aside = api("PUT", path, "{\"state\":\"NOT_NOW\",\"note\":\"Peak season\"}", "\"0\"");
        assertEquals(200, aside.statusCode(), aside.body());
        assertEquals("\"1\"", aside.headers().firstValue("etag").orElseThrow());
        JsonNode list = json(api("GET", "/waves/" + wave + "/measures", "", ""));
        assertEquals(List.of("protected-time"), proposed(list, "aside"));
        assertFalse(proposed(list, "proposed").contains("protected-time"));
        assertTrue(page("/surveys/" + wave + "/measures").contains("Peak season"));

        assertEquals(412, api("PUT", path, "{\"state\":\"CHOSEN\"}", "\"0\"").statusCode());
        assertEquals(428, api("PUT", path, "{\"state\":\"CHOSEN\"}", "").statusCode());
        later.set(later.get().plus(Duration.ofDays(91)));
        list = json(api("GET", "/waves/" + wave + "/measures", "", ""));
        assertEquals("protected-time", proposed(list, "proposed").getFirst());

        var chosen = api("PUT", path, "{\"state\":\"DONE\",\"note\":\"Kept 8 of 10\",\"owner\":\"Ann\"}", "\"1\"");
        assertEquals(
                "Peak season", json(chosen).path("history").path(0).path("note").asText());
        assertTrue(page("/measures/protected-time").contains("Peak season"));
        list = json(api("GET", "/waves/" + wave + "/measures", "", ""));
        assertEquals(List.of("protected-time"), proposed(list, "aside"));
    }

    @Test
    void aMeasureOfOnesOwnIsRankedBesideTheOthersChangedAndDeletedOrArchived() {
        String wave = barriers();
        String id = added("Talk first");
        assertTrue(proposed(json(api("GET", "/waves/" + wave + "/measures", "", "")), "proposed")
                .contains(id));
        assertTrue(page("/measures?need=means").contains("Talk first"));
        assertFalse(page("/measures?need=barrier:fear&effort=S&who=SPONSOR").contains("Talk first"));
        assertEquals(422, api("GET", "/measures?effort=XL", "", "").statusCode());

        var changed = api("PUT", "/measures/" + id, TALK.formatted("Talk soon"), "\"1\"");
        assertEquals("\"2\"", changed.headers().firstValue("etag").orElseThrow());
        assertEquals(
                412,
                api("PUT", "/measures/" + id, TALK.formatted("Late"), "\"1\"").statusCode());
        assertEquals(
                409,
                api("PUT", "/measures/quick-wins", TALK.formatted("Mine"), "\"0\"")
                        .statusCode());
        assertEquals(409, api("DELETE", "/measures/quick-wins", "", "\"0\"").statusCode());

        String unused = added("Nobody used it");
        assertFalse(json(api("DELETE", "/measures/" + unused, "", "\"1\""))
                .path("archived")
                .asBoolean());
        assertEquals(404, api("GET", "/measures/" + unused, "", "").statusCode());

        assertEquals(
                200,
                api("PUT", "/measures/" + id + "/decision", "{\"state\":\"CHOSEN\"}", "\"0\"")
                        .statusCode());
        assertTrue(json(api("DELETE", "/measures/" + id, "", "\"2\""))
                .path("archived")
                .asBoolean());
        assertTrue(json(api("GET", "/measures/" + id, "", "")).path("archived").asBoolean());
        assertFalse(proposed(json(api("GET", "/waves/" + wave + "/measures", "", "")), "proposed")
                .contains(id));
        assertTrue(page("/measures").contains("Talk soon"), "what was decided still has its name");
        assertTrue(page("/measures/" + id).contains("is archived"));
    }

    @Test
    void theFormsDoTheSameWithoutScript() {
        var fields = new HashMap<>(Map.of(
                "name",
                "By hand",
                "doing",
                "Ask them.",
                "direct",
                "barrier:time",
                "effort",
                "S",
                "daysFrom",
                "1",
                "daysTo",
                "2",
                "weeksFrom",
                "1",
                "weeksTo",
                "4",
                "who",
                "SPONSOR"));
        fields.put("evidence", "EXPERIENCE");
        fields.put("sign", "They come");
        var added = submit("/measures/new", "/measures", fields);
        assertEquals(303, added.statusCode(), added.body());
        String path = added.headers().firstValue("location").orElseThrow().substring(base().length());
        fields.put("version", "1");
        fields.put("name", "By hand again");
        assertEquals(303, submit(path, path + "/change", fields).statusCode());
        assertTrue(page(path).contains("By hand again"));
        assertEquals(412, submit(path, path + "/change", fields).statusCode());
        fields.remove("direct");
        fields.put("version", "2");
        var wrong = submit(path, path + "/change", fields);
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("at least one thing that it answers"), wrong.body());
        assertEquals(
                303, submit(path, path + "/removal", Map.of("version", "2")).statusCode());
    }

    @Test
    void textsOfOnesOwnStayTexts() {
        String quiet = added("=HYPERLINK(1)' \\\" x & <3");
        String page = page("/measures/" + quiet);
        assertTrue(page.contains("&lt;3") && !page.contains("& <3"), page);
        for (String hostile : List.of(
                "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a\\u202eb", "a\\u0000b", "a\\nb", "")) {
            var refused = api("POST", "/measures", TALK.formatted(hostile), "");
            assertEquals(422, refused.statusCode(), hostile);
            assertTrue(refused.body().contains("\"name\""), refused.body());
        }
        var odd = TALK.formatted("Odd").replace("[\"SPONSOR\"]", "[null]").replace("\"daysTo\":2", "\"daysTo\":0");
        var refused = api("POST", "/measures", odd, "");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("daysTo") && refused.body().contains("who"), refused.body());
        var need = api("POST", "/measures", TALK.formatted("Odd").replace("barrier:time", "$where"), "");
        assertEquals(422, need.statusCode());
        var strong = TALK.formatted("Odd").replace("\"sign\"", "\"evidence\":\"STRONG\",\"sign\"");
        assertTrue(api("POST", "/measures", strong, "").body().contains("source"));
        var note = api("PUT", "/measures/quick-wins/decision", "{\"state\":\"DONE\",\"note\":\"<b>x</b>\"}", "\"0\"");
        assertEquals(422, note.statusCode());
    }

    @Test
    void anotherWorkspacesMeasuresAndSurveysAreNotThereAndNobodyElseMayLook() {
        String wave = barriers();
        String mine = added("Mine alone");
        api("PUT", "/measures/quick-wins/decision", "{\"state\":\"CHOSEN\",\"owner\":\"Only we\"}", "\"0\"");
        Workspace first = workspace;
        anotherWorkspace();
        assertEquals(404, api("GET", "/measures/" + mine, "", "").statusCode());
        assertEquals(
                404,
                api("PUT", "/measures/" + mine, TALK.formatted("Theirs"), "\"1\"")
                        .statusCode());
        assertEquals(404, api("DELETE", "/measures/" + mine, "", "\"1\"").statusCode());
        assertEquals(
                404,
                api("PUT", "/measures/" + mine + "/decision", "{\"state\":\"DONE\"}", "\"0\"")
                        .statusCode());
        assertEquals(404, api("GET", "/waves/" + wave + "/measures", "", "").statusCode());
        assertFalse(
                page("/measures").contains("Mine alone") || page("/measures").contains("Only we"));
        workspace = first;
        for (Role role : List.of(Role.LEARNER, Role.MANAGER)) {
            Visitor visitor = platform.signedIn(workspace, role);
            for (String path : List.of("/measures", "/measures/" + mine, "/surveys/" + wave + "/measures")) {
                assertEquals(403, visitor.get(base() + path).statusCode(), role + path);
            }
        }
    }

    @Test
    void aSurveyWithoutResultsSaysSo() {
        String open = Answered.open(platform, workspace, "survey-barriers");
        assertTrue(page("/surveys/" + open + "/measures").contains("There are no results yet"));
        assertEquals(409, api("GET", "/waves/" + open + "/measures", "", "").statusCode());
    }

    /** The ids that the library answers are those that the instruments give, as they are packed. */
    @Test
    void everyNeedIsASignalOfItsInstrument() {
        for (String plugin : new TreeSet<>(
                Library.standard().needs().stream().map(Need::plugin).toList())) {
            platform.platform().pluginRuntime().plugins().enable(workspace, plugin);
            JsonNode signals =
                    json(api("GET", "/instruments/" + plugin, "", "")).findPath("signals");
            List<String> ids = StreamSupport.stream(signals.spliterator(), false)
                    .map(signal -> signal.path("id").asText())
                    .toList();
            for (Need need : Library.standard().needs()) {
                boolean there = ids.contains(need.id()) || ids.stream().anyMatch(id -> id.startsWith(need.id() + ":"));
                assertTrue(!need.plugin().equals(plugin) || there, need.id() + " is not in " + ids);
            }
            for (String id : ids) {
                boolean strength = id.startsWith("us-more:") || id.equals("climate:theory-y");
                assertTrue(strength || Library.standard().pointedAt(plugin, id).isPresent(), id);
            }
        }
    }

    @Test
    void eachPartOfTrainersReadinessHasMeasuresAndPainNowLeadsToGainLater() {
        for (var need : List.of(
                "barrier:trainer-motivation", "barrier:stand-up-only", "barrier:fear", "barrier:short-term-pain")) {
            assertTrue(
                    Library.standard().measures().stream()
                            .anyMatch(measure -> measure.answers().get(need) == Measure.Fit.DIRECT),
                    need);
        }
        List<String> scales = List.of("motivation", "stand-up", "fear", "short-term-pain");
        String low = Separated.own(
                workspace,
                Segment.everybody(),
                scales,
                Map.of(
                        "",
                        List.of(
                                List.of(1, 2, 1, 2),
                                List.of(2, 1, 2, 1),
                                List.of(1, 1, 2, 2),
                                List.of(2, 2, 1, 1),
                                List.of(1, 2, 2, 1),
                                List.of(2, 1, 1, 2))));
        JsonNode list = json(api("GET", "/waves/" + low + "/measures", "", ""));
        assertEquals(4, list.get("found").size(), list.toString());
        String page = page("/surveys/" + low + "/measures");
        assertTrue(page.contains("/business-case#now-later"), page);
        for (int i = 0; i < scales.size(); i++) {
            var only = new java.util.ArrayList<>(List.of(5, 5, 5, 5));
            only.set(i, 1);
            String wave = Separated.own(
                    workspace,
                    Segment.everybody(),
                    scales,
                    Map.of("", java.util.Collections.nCopies(6, List.copyOf(only))));
            assertTrue(
                    json(api("GET", "/waves/" + wave + "/measures", "", ""))
                                    .get("proposed")
                                    .size()
                            > 0,
                    scales.get(i));
        }
        // A questionnaire that shares one scale with it is another one.
        String other = Separated.own(
                workspace,
                Segment.everybody(),
                List.of("fear"),
                Map.of("", java.util.Collections.nCopies(6, List.of(1))));
        assertEquals(
                0,
                json(api("GET", "/waves/" + other + "/measures", "", ""))
                        .get("found")
                        .size());
        assertFalse(page("/surveys/" + other + "/measures").contains("now-later"));
    }
}
