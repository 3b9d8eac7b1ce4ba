package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.plugin.api.Answer;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** The instruments of this project from the page that explains them to their results, as they are packed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstrumentsIT {
    private static final int PEOPLE = 8;

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

    private Workspace workspace(String plugin) {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        platform.platform().pluginRuntime().plugins().enable(workspace, plugin);
        return workspace;
    }

    private record Asked(Workspace workspace, Wave wave, List<String> people) {
        String link(int person) {
            return Samples.base(workspace) + "/answer/" + wave.id() + "/"
                    + Samples.ticket(workspace, wave, people.get(person));
        }

        String api(String rest) {
            return Samples.base(workspace) + "/api/v1/waves/" + wave.id() + rest;
        }
    }

    private Asked asked(String plugin) {
        Workspace workspace = workspace(plugin);
        List<String> people = Samples.people(workspace, 0, PEOPLE, "Sales");
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String base = Samples.base(workspace);
        var opened = planner.submit(
                base + "/surveys/new",
                base + "/surveys",
                java.util.Map.of(
                        "plugin",
                        plugin,
                        "title",
                        "Tell us",
                        "segment",
                        "everybody",
                        "privacy",
                        "confidential",
                        "closes",
                        workspace.today().plusDays(7).toString()));
        assertEquals(303, opened.statusCode(), opened.body());
        String location = opened.headers().firstValue("location").orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        Samples.invite(platform, workspace, wave, PEOPLE);
        return new Asked(workspace, wave, people);
    }

    private static String form(String... fields) {
        return IntStream.range(0, fields.length / 2)
                .mapToObj(
                        i -> "a." + fields[2 * i] + "=" + URLEncoder.encode(fields[2 * i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("location").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "survey-maturity, Six strands, 26 weeks, weak:engagement",
        "survey-barriers, What stops us, 13 weeks, barrier:time",
        "survey-learner-voice, Learner voice, 12 weeks, weak:doing",
        "survey-culture, Trust or control, 52 weeks, climate:theory-x",
        "survey-acceptance, Taking to the platform, 12 weeks, weak:usefulness"
    })
    void plannersReadWhatAnInstrumentMeasuresHowOftenAndHowEasyItIs(
            String plugin, String name, String weeks, String signal) {
        Workspace workspace = workspace(plugin);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String base = Samples.base(workspace);
        assertTrue(planner.get(base + "/surveys/new").body().contains(base + "/instruments/" + plugin));

        String page = planner.get(base + "/instruments/" + plugin).body();
        for (String shown :
                List.of(name, weeks, signal, "Flesch-Kincaid grade", "LIX", "Deutsch", "written for Takeup")) {
            assertTrue(page.contains(shown), shown + " is missing in " + page);
        }
        assertFalse(page.contains("Hard for some people"), page);
        var json = planner.get(base + "/api/v1/instruments/" + plugin);
        assertEquals(200, json.statusCode(), json.body());
        assertTrue(json.body().contains("\"id\":\"" + signal + "\""), json.body());

        Visitor learner = platform.signedIn(workspace, Role.LEARNER);
        assertEquals(403, learner.get(base + "/instruments/" + plugin).statusCode());
    }

    @Test
    void anInstrumentThatIsNotEnabledHereIsNotShown() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        for (String plugin : List.of("survey-barriers", "no-such-plugin", "plan-stakeholder")) {
            String base = Samples.base(workspace);
            assertEquals(409, planner.get(base + "/instruments/" + plugin).statusCode(), plugin);
            assertEquals(
                    409, planner.get(base + "/api/v1/instruments/" + plugin).statusCode(), plugin);
        }
    }

    @Test
    void aRankingAndARecommendationAreAnsweredWithoutScriptAndCounted() {
        Asked asked = asked("survey-learner-voice");
        Visitor phone = platform.stranger();
        String link = asked.link(0);
        String told = phone.get(link + "/2").body();
        assertEquals(3, told.split("<select name=\"a.told-how\"", -1).length - 1, told);
        assertTrue(told.contains("Place 3"), told);

        var twice = phone.post(link + "/2", form("told-how", "chat", "told-how", "chat", "told-how", ""));
        assertEquals(422, twice.statusCode());
        assertTrue(twice.body().contains("the same answer in two places"), twice.body());
        assertEquals(2, twice.body().split("value=\"chat\"\\s+selected", -1).length - 1, twice.body());
        var eleven = phone.post(link + "/7", form("recommend", "11"));
        assertEquals(422, eleven.statusCode());
        assertTrue(eleven.body().contains("Please choose one of the given answers."), eleven.body());

        for (int person = 0; person < PEOPLE; person++) {
            Visitor own = platform.stranger();
            String theirs = asked.link(person);
            goesTo(own.post(theirs + "/1", form("view-first", "line-manager", "view-second", "colleague")));
            // The first place is left free: what stands below it moves up.
            goesTo(own.post(
                    theirs + "/2",
                    form("told-how", "", "told-how", person < 5 ? "manager" : "chat", "told-how", "email")));
            for (int page = 3; page <= 6; page++) {
                goesTo(own.post(theirs + "/" + page, "x="));
            }
            assertEquals(
                    theirs + "/done",
                    goesTo(own.post(theirs + "/7", form("recommend", String.valueOf(person < 6 ? 9 : 3)))));
        }
        assertEquals(
                new Answer.Ranked(List.of("manager", "email")),
                new BallotStore(asked.workspace(), asked.wave().id())
                        .find(WaveKey.ballotId(
                                asked.wave().id(),
                                Samples.ticket(
                                        asked.workspace(),
                                        asked.wave(),
                                        asked.people().getFirst())))
                        .orElseThrow()
                        .answers()
                        .get("told-how"));
        String again = phone.get(link + "/2").body();
        assertTrue(again.matches("(?s).*value=\"manager\"\\s+selected.*value=\"email\"\\s+selected.*"), again);

        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        Visitor planner = platform.signedIn(asked.workspace(), Role.PLANNER);
        String json = planner.get(asked.api("/results")).body();
        assertTrue(
                json.contains("\"id\":\"manager\",\"label\":\"From my manager, face to face\",\"count\":5,"
                        + "\"percent\":63,\"firsts\":5,\"firstPercent\":63"),
                json);
        assertTrue(json.contains("\"promoters\":6,\"detractors\":2,\"score\":null"), json);
        String csv = planner.get(asked.api("/results.csv")).body();
        assertTrue(csv.contains("\"first\",\"told-how\""), csv);
        assertTrue(
                csv.contains("\"recommend\",\"recommend\",\"How likely are you to recommend our learning to a"
                        + " colleague?\",\"all\",\"8\",\"\""),
                csv);
    }

    @Test
    void takingToThePlatformIsThreePagesAndAgreeingWithAllOfItIsNoTopScore() {
        Asked asked = asked("survey-acceptance");
        List<List<String>> pages = List.of(
                List.of("usefulness-5", "usefulness-6", "usefulness-7", "ease-5", "ease-6", "ease-7"),
                List.of("influence-5", "influence-2", "influence-6", "conditions-7", "conditions-6", "conditions-5"),
                List.of("intention-4", "intention-6", "intention-5"));
        String first = platform.stranger().get(asked.link(0)).body();
        assertTrue(first.contains("4 minutes"), first);
        for (int person = 0; person < PEOPLE; person++) {
            Visitor own = platform.stranger();
            String link = asked.link(person);
            String goesOn = link + "/1";
            for (List<String> items : pages) {
                String shown = own.get(goesOn).body();
                items.forEach(item -> assertTrue(shown.contains("name=\"a." + item + "\""), item + " in " + shown));
                assertFalse(shown.contains("It is easy") || shown.contains("They mean to use it"), shown);
                String agreed = person % 2 == 0 ? "5" : "4";
                goesOn = goesTo(own.post(
                        goesOn,
                        form(items.stream()
                                .flatMap(item -> Stream.of(item, agreed))
                                .toArray(String[]::new))));
            }
            assertEquals(link + "/done", goesOn);
        }
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        JsonNode scales = Planner.json(
                        platform.signedIn(asked.workspace(), Role.PLANNER).get(asked.api("/results")))
                .path("scales");
        assertEquals(5, scales.size(), scales.toString());
        // Of whoever says 5 it is (100 + 100 + 0) / 3, of whoever says 4 (75 + 75 + 25) / 3.
        scales.forEach(
                scale -> assertEquals(62.5, scale.path("score").path("mean").asDouble(), 1e-9, scale.toString()));
    }

    @Test
    void resultsOfALearnerVoiceWithoutAnyScaleAreStillShown() {
        Asked asked = asked("survey-learner-voice");
        for (int person = 0; person < PEOPLE; person++) {
            Visitor own = platform.signedIn(
                    asked.workspace(), Role.LEARNER, asked.people().get(person));
            String csrf = Visitor.token(own.get(asked.link(person) + "/1").body());
            String body = "{\"answers\":{\"told-how\":{\"ranked\":[\"video\"]},\"recommend\":{\"rating\":10},"
                    + "\"view-first\":{\"chosen\":[\"colleague\"]}},\"finished\":true}";
            var answer = own.json("PUT", asked.api("/answers"), body, csrf);
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(own.get(asked.api("/answers")).body().contains("\"ranked\":[\"video\"]"));
        }
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        Visitor planner = platform.signedIn(asked.workspace(), Role.PLANNER);
        String page = planner.get(Samples.base(asked.workspace()) + "/surveys/"
                        + asked.wave().id() + "/results")
                .body();
        assertTrue(page.contains("In any place"), page);
        assertTrue(page.contains("Recommend score: all answered alike."), page);
    }

    @Test
    void barriersAreAskedTogetherRankedAndTiedToSignals() {
        Asked asked = asked("survey-barriers");
        Visitor phone = platform.stranger();
        String means = phone.get(asked.link(0) + "/1").body();
        assertEquals(5, means.split("<fieldset class=\"about\">", -1).length - 1, means);
        assertTrue(means.length() < 60_000, means.length() + " characters");

        for (int person = 0; person < PEOPLE; person++) {
            Visitor own = platform.signedIn(
                    asked.workspace(), Role.LEARNER, asked.people().get(person));
            String csrf = Visitor.token(own.get(asked.link(person) + "/1").body());
            int more = person % 2;
            String body = "{\"answers\":{" + rated("time", 3 + more, 3, 4) + "," + rated("politics", 2, 4, 2 - more)
                    + "," + rated("budget", 0, more, 1) + "},\"finished\":true}";
            var answer = own.json("PUT", asked.api("/answers"), body, csrf);
            assertEquals(200, answer.statusCode(), answer.body());
        }
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        List<String> signals = new java.util.ArrayList<>();
        Eventually.holds("the instrument was asked", Samples.SOON, () -> {
            signals.clear();
            new SignalStore(asked.workspace())
                    .of(asked.wave().id())
                    .ifPresent(all -> all.forEach(signal -> signals.add(signal.id())));
            return !signals.isEmpty();
        });
        assertEquals(List.of("barrier:time", "barrier:politics"), signals.subList(0, 2));
        assertTrue(signals.contains("others-more:politics"), signals.toString());
        assertFalse(signals.contains("barrier:budget"), signals.toString());

        Visitor planner = platform.signedIn(asked.workspace(), Role.PLANNER);
        String page = planner.get(Samples.base(asked.workspace()) + "/surveys/"
                        + asked.wave().id() + "/results")
                .body();
        assertTrue(page.contains("How to read these results") && page.contains("first two or three barriers"), page);
        assertTrue(page.contains("Barrier 1 is \"Lack of time\""), page);
        assertTrue(page.contains("What is missing: out of the way, the lowest first"), page);
        assertTrue(page.indexOf("Lack of time: out of the way") < page.indexOf("Lack of budget: out of the way"), page);
        assertTrue(
                page.contains("There is too little time to learn, and too little to go out and talk to people. –"),
                page);
        // Everybody says 4 of others and 2 of themselves: alike, so that there is no interval and no side. Of budget,
        // half of
        // them say one point more.
        assertTrue(page.contains("<h2 id=\"range-gap\">Blame gap</h2>"), page);
        assertTrue(page.contains("paired differences"), page);
        JsonNode gaps =
                Planner.json(planner.get(asked.api("/report"))).path("ranged").path(0);
        assertEquals("Blame gap", gaps.path("name").asText(), gaps.toString());
        assertEquals(-100, gaps.path("from").asInt());
        List<String> parts = new java.util.ArrayList<>();
        gaps.path("details")
                .forEach(part -> parts.add(part.path("name").asText() + " "
                        + Math.round(part.path("score").asDouble()) + " "
                        + part.path("side").asText()));
        assertEquals(
                List.of(
                        "Politics: blame gap 50 ",
                        "Lack of budget: blame gap 13 above",
                        "Lack of time: blame gap -12 below"),
                parts);
        String csv = planner.get(asked.api("/results.csv")).body();
        assertTrue(
                csv.lines()
                        .anyMatch(line -> line.startsWith("\"scale\",\"budget-gap\",")
                                && line.contains("\"12.5000\"")
                                && line.endsWith("\"-100\",\"100\",\"above\"")),
                csv);
    }

    /** The acceptance sentence of trust or control. */
    @Test
    void theClimateIsShownFromMinusToPlusAHundredAndWhoAgreesWithAllIsInTheMiddle() {
        Asked asked = asked("survey-culture");
        List<String> trust = List.of("responsibility", "own-way", "ideas", "mistakes");
        List<String> control = List.of("watching", "told", "rules", "reward-threat");
        for (int person = 0; person < PEOPLE; person++) {
            // Five agree with everything, the others are led by control.
            int agreed = person < 5 ? 5 : 2;
            int against = person < 5 ? 5 : 4;
            String answers = Stream.concat(
                            trust.stream().map(item -> "\"" + item + "\":{\"rating\":" + agreed + "}"),
                            control.stream().map(item -> "\"" + item + "\":{\"rating\":" + against + "}"))
                    .collect(Collectors.joining(","));
            Visitor own = platform.signedIn(
                    asked.workspace(), Role.LEARNER, asked.people().get(person));
            String csrf = Visitor.token(own.get(asked.link(person) + "/1").body());
            var answer =
                    own.json("PUT", asked.api("/answers"), "{\"answers\":{" + answers + "},\"finished\":true}", csrf);
            assertEquals(200, answer.statusCode(), answer.body());
        }
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        Visitor planner = platform.signedIn(asked.workspace(), Role.PLANNER);
        JsonNode scale =
                Planner.json(planner.get(asked.api("/results"))).path("scales").path(0);
        // 0 of five, and -50 of three.
        assertEquals(-18.75, scale.path("score").path("mean").asDouble(), 1e-9, scale.toString());
        assertEquals(-100, scale.path("score").path("range").path("from").asInt(), scale.toString());
        assertTrue(scale.path("score").path("low").asDouble() < -18.75, scale.toString());
        String page = planner.get(Samples.base(asked.workspace()) + "/surveys/"
                        + asked.wave().id() + "/results")
                .body();
        assertTrue(page.contains("<strong>-19</strong> on a range from -100 to 100, likely -"), page);
        String report = planner.get(Samples.base(asked.workspace()) + "/surveys/"
                        + asked.wave().id() + "/report")
                .body();
        assertTrue(report.contains("Climate of trust: -19 from -100 to 100, likely -"), report);
        JsonNode book =
                Planner.json(planner.get(asked.api("/codebook"))).path("scales").path(0);
        assertEquals(-100, book.path("from").asInt(1), book.toString());
        assertTrue(book.path("formula").asText().contains("* 200 - 100"), book.toString());
        String csv = planner.get(asked.api("/results.csv")).body();
        assertTrue(
                csv.lines()
                        .anyMatch(line -> line.startsWith("\"scale\",\"climate\",") && line.contains("\"-18.7500\"")),
                csv);
    }

    private static String rated(String barrier, int us, int others, int often) {
        return "\"%1$s-us\":{\"rating\":%2$d},\"%1$s-others\":{\"rating\":%3$d},\"%1$s-often\":{\"rating\":%4$d}"
                .formatted(barrier, us, others, often);
    }
}
