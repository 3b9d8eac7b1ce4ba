package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** The whole way: a plugin's instrument, invitations by mail, answers, closing, results on the page, as JSON and as CSV. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurveyIT {

    private static final List<String> STRANDS = List.of(
            "defining-need", "learner-context", "work-context", "capability", "engagement", "demonstrating-value");
    private static final Pattern LINK = Pattern.compile("https?://\\S+/answer/([0-9a-f]{32})/([A-Za-z0-9_-]{43})");

    private MailCatcher mails;
    private TestPlatform platform;

    @BeforeAll
    void start() {
        mails = MailCatcher.start();
        platform = TestPlatform.mailing(mails, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        mails.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private String open(Workspace workspace, String segment) {
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String base = Samples.base(workspace);
        var opened = planner.submit(
                base + "/surveys/new",
                base + "/surveys",
                Map.of(
                        "plugin",
                        "survey-maturity",
                        "title",
                        "Where do we stand?",
                        "segment",
                        segment,
                        "privacy",
                        "confidential",
                        "closes",
                        workspace.today().plusDays(7).toString()));
        assertEquals(303, opened.statusCode(), opened.body());
        String location = opened.headers().firstValue("location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Five statements of each strand; the strand's own rating, reverse statements not turned. */
    private static String answers(Map<String, Integer> ratings) {
        String all = STRANDS.stream()
                .flatMap(strand -> IntStream.rangeClosed(1, 5)
                        .mapToObj(
                                n -> "\"%s-%d\":{\"rating\":%d}".formatted(strand, n, ratings.getOrDefault(strand, 4))))
                .collect(Collectors.joining(","));
        return "{\"answers\":{" + all + "},\"finished\":true}";
    }

    private String token(Visitor visitor, Workspace workspace, String wave) {
        var mine = visitor.get(Samples.base(workspace) + "/my-surveys/" + wave);
        return Visitor.token(visitor.get(mine.headers().firstValue("location").orElseThrow() + "/1")
                .body());
    }

    private void answerAll(Workspace workspace, String wave, List<String> people, Map<String, Integer> ratings) {
        for (String person : people) {
            Visitor learner = platform.signedIn(workspace, Role.LEARNER, person);
            var answer = learner.json(
                    "PUT",
                    Samples.base(workspace) + "/api/v1/waves/" + wave + "/answers",
                    answers(ratings),
                    token(learner, workspace, wave));
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("\"finished\":true"), answer.body());
        }
    }

    @ParameterizedTest
    @EnumSource
    void twelveAnswersGiveSixScoresWithIntervalsOnThePageAsJsonAndAsCsv(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> sales = Samples.people(workspace, 0, 7, "=Sales");
        List<String> works = Samples.people(workspace, 100, 6, "Works");
        String id = open(workspace, "everybody");
        String base = Samples.base(workspace);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        planner.submit(base + "/surveys/" + id, base + "/surveys/" + id + "/invitations", Map.of());
        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        Eventually.holds("all are invited", Samples.SOON, () -> Samples.invited(workspace, wave) == 13);

        answerAll(workspace, id, sales.subList(0, 6), Map.of("engagement", 1));
        answerAll(workspace, id, works, Map.of("engagement", 2));
        String room = planner.get(base + "/surveys/" + id).body();
        assertTrue(room.contains("92 %"), room);
        assertTrue(planner.get(base + "/surveys/" + id + "/results").body().contains("There are no results yet"));
        assertEquals(409, planner.get(base + "/api/v1/waves/" + id + "/results").statusCode());

        Samples.closeAndSeparate(platform, workspace, wave);
        String page = planner.get(base + "/surveys/" + id + "/results").body();
        assertTrue(page.contains("role=\"img\"") && page.contains("Ensuring engagement"), page);
        assertTrue(page.contains("What stands out"), page);
        String json = planner.get(base + "/api/v1/waves/" + id + "/results").body();
        for (String strand : STRANDS) {
            assertTrue(json.contains("\"id\":\"" + strand + "\""), json);
        }
        assertTrue(json.contains("\"responses\":12") && json.contains("\"n\":12"), json);
        var csv = planner.get(base + "/api/v1/waves/" + id + "/results.csv");
        assertTrue(csv.headers().firstValue("content-type").orElseThrow().startsWith("text/csv"));
        assertTrue(csv.body().contains("\"'=Sales\""), csv.body());
        // Of five statements one is reversed: a rating of 1 throughout scores 20, of 2 scores 35.
        assertTrue(csv.body().contains("\"'=Sales\",\"6\",\"20.0000\""), csv.body());
        assertTrue(csv.body().contains("\"Works\",\"6\",\"35.0000\""), csv.body());
        assertEquals(
                List.of(),
                new java.util.ArrayList<>(
                        page.lines().filter(line -> line.contains("style=")).toList()));
    }

    @ParameterizedTest
    @EnumSource
    void everybodyGetsOneMailWithALinkOfTheirOwnAndNobodyTwo(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        String id = open(workspace, "everybody");
        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        Samples.invite(platform, workspace, wave, 6);
        Samples.people(workspace, 6, 1, "Sales");
        Samples.invite(platform, workspace, wave, 7);
        Eventually.holds("seven mails arrive", Samples.SOON, () -> links(id).size() >= 7);

        Map<String, String> links = links(id);
        assertEquals(7, links.size());
        assertEquals(7, links.values().stream().distinct().count());
        String ticket = Samples.ticket(workspace, wave, people.get(2));
        assertEquals(ticket, links.get("p2@" + workspace.tenant().slug() + ".example"));
        assertEquals(
                200,
                platform.stranger()
                        .get(Samples.base(workspace) + "/answer/" + id + "/" + ticket)
                        .statusCode());
    }

    @Test
    void aDayToCloseOnIsSaidAsThatDayAndItsLastMinute() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Samples.people(workspace, 0, 6, "Sales");
        String id = open(workspace, "everybody");
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String day = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK)
                .format(workspace.today().plusDays(7));
        for (String page : List.of("/surveys", "/surveys/" + id)) {
            String shown = planner.get(Samples.base(workspace) + page).body();
            assertTrue(shown.contains("Open until " + day + ", 23:59"), shown);
        }
    }

    @Test
    void aWaveWhoseNodeDiedRightAfterClosingItGetsItsResultsWhenItIsClosedAgain() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        new WaveStore(workspace).close(wave.id(), workspace.clock().instant());

        Samples.closeAndSeparate(platform, workspace, wave);
        String results = Samples.base(workspace) + "/surveys/" + wave.id() + "/results";
        String page = platform.signedIn(workspace, Role.PLANNER).get(results).body();
        assertTrue(page.contains("Too few people answered"), page);
    }

    @Test
    void aUnitOfOnePersonIsNotShownByItselfWhileTheWaveIsOpen() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Samples.people(workspace, 0, 6, "Sales");
        Samples.people(workspace, 10, 8, "Works");
        List<String> alone = Samples.people(workspace, 20, 1, "Desk");
        Wave wave = Samples.wave(workspace, "Sales", "Works");
        Samples.invite(platform, workspace, wave, 15);
        Visitor one = platform.signedIn(workspace, Role.LEARNER, alone.getFirst());
        String link = Samples.base(workspace) + "/answer/" + wave.id() + "/"
                + Samples.ticket(workspace, wave, alone.getFirst());
        one.submit(link + "/1", link + "/1", Map.of("a.mood", "3"));
        one.submit(link + "/2", link + "/2", Map.of());

        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String base = Samples.base(workspace);
        assertFalse(planner.get(base + "/surveys/" + wave.id()).body().contains("All other units"));
        for (String path : List.of("/api/v1/waves", "/api/v1/waves/" + wave.id())) {
            String json = planner.get(base + path).body();
            assertTrue(json.contains("\"invited\":15") && json.contains("\"finished\":1"), json);
            // The rest and Sales together are seven: Works alone may be told apart.
            assertTrue(json.contains("\"units\":[{\"unit\":\"Works\",\"invited\":8"), json);
            assertFalse(json.contains("\"unit\":\"Sales\""), json);
        }
    }

    @Test
    void participationOfManyWavesIsCountedEachForItself() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        Wave first = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, first, 6);
        Wave second = Samples.wave(workspace, "Sales");
        Wave closed = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, closed, 6);
        Samples.closeAndSeparate(platform, workspace, closed);
        String link = Samples.base(workspace) + "/answer/" + first.id() + "/"
                + Samples.ticket(workspace, first, people.getFirst());
        platform.stranger().post(link + "/1", "a.mood=3");

        JsonNode waves = json(platform.signedIn(workspace, Role.PLANNER).get(Samples.base(workspace) + "/api/v1/waves"))
                .get("waves");
        var taken = new HashMap<String, String>();
        waves.forEach(wave -> taken.put(
                wave.get("id").asText(),
                wave.at("/participation/invited").asText() + " "
                        + wave.at("/participation/started").asText()));
        assertEquals(Map.of(first.id(), "6 1", second.id(), "0 0", closed.id(), "6 0"), taken);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private Map<String, String> links(String wave) {
        var links = new HashMap<String, String>();
        mails.mails().forEach(mail -> {
            Matcher link = LINK.matcher(MailCatcher.text(mail));
            if (link.find() && link.group(1).equals(wave)) {
                assertEquals(null, links.put(MailCatcher.header(mail, "To"), link.group(2)));
            }
        });
        return links;
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsForMeIsListedUntilIFinish(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, wave, 6);
        Visitor person = platform.signedIn(workspace, Role.LEARNER, people.getFirst());
        String mine = Samples.base(workspace) + "/api/v1/me/waves";
        assertTrue(person.get(mine).body().contains(wave.id()));
        String link = Samples.base(workspace) + "/answer/" + wave.id() + "/"
                + Samples.ticket(workspace, wave, people.getFirst());
        person.submit(link + "/1", link + "/1", Map.of("a.mood", "3"));
        assertTrue(person.get(mine).body().contains("\"started\":true"));
        person.submit(link + "/2", link + "/2", Map.of());
        assertFalse(person.get(mine).body().contains(wave.id()));
    }

    @ParameterizedTest
    @EnumSource
    void aWaveThatCannotHaveAResultIsNotOpened(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        Samples.people(workspace, 0, 6, "Sales");
        Samples.people(workspace, 6, 2, "Tiny");
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String base = Samples.base(workspace);
        String csrf = Visitor.token(planner.get(base + "/surveys/new").body());
        String body = "{\"plugin\":\"survey-maturity\",\"title\":\"T\",\"segment\":\"%s\",\"closes\":\"%s\"}";
        String soon = workspace.clock().instant().plusSeconds(3600).toString();
        Map.of(
                        body.formatted("unit:Tiny", soon),
                        "This has 2 people",
                        body.formatted("everybody", "2020-01-01T00:00:00Z"),
                        "Choose a time in the future",
                        body.formatted("nobody", soon),
                        "\"segment\"",
                        "{\"plugin\":\"survey-maturity\",\"tenantId\":\"x\"}",
                        "There is no such member",
                        "{}",
                        "\"plugin\"")
                .forEach((sent, said) -> {
                    var answer = planner.json("POST", base + "/api/v1/waves", sent, csrf);
                    assertEquals(422, answer.statusCode(), answer.body());
                    assertTrue(answer.body().contains(said), answer.body());
                });
        var unknown = planner.json(
                "POST",
                base + "/api/v1/waves",
                body.replace("survey-maturity", "nothing").formatted("everybody", soon),
                csrf);
        assertEquals(409, unknown.statusCode());
        var form = planner.submit(
                base + "/surveys/new",
                base + "/surveys",
                Map.of(
                        "plugin",
                        "survey-maturity",
                        "title",
                        "Kept",
                        "segment",
                        "unit:Tiny",
                        "closes",
                        workspace.today().plusDays(1).toString()));
        assertEquals(422, form.statusCode());
        assertTrue(form.body().contains("value=\"Kept\"") && form.body().contains("This has 2 people"), form.body());
        assertTrue(planner.get(base + "/surveys").body().contains("Nobody has been asked yet"));
        assertEquals(
                403,
                platform.signedIn(workspace, Role.LEARNER)
                        .get(base + "/surveys")
                        .statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void aWaveOpenedByTheApiIsReadListedPreviewedAndClosedTwice(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        Samples.people(workspace, 0, 6, "Sales");
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String base = Samples.base(workspace);
        String csrf = Visitor.token(planner.get(base + "/surveys/new").body());
        var opened = planner.json(
                "POST",
                base + "/api/v1/waves",
                "{\"plugin\":\"survey-maturity\",\"title\":\"T\",\"segment\":\"unit:Sales\",\"closes\":\""
                        + workspace.clock().instant().plusSeconds(3600) + "\"}",
                csrf);
        assertEquals(201, opened.statusCode(), opened.body());
        String location = opened.headers().firstValue("location").orElseThrow();
        assertTrue(planner.get(location).body().contains("\"state\":\"open\""));
        assertTrue(planner.get(base + "/api/v1/waves").body().contains("\"segment\":\"unit:Sales\""));
        assertTrue(planner.get(base + "/api/v1/instruments").body().contains("six-strands"));
        assertTrue(planner.get(location + "/questionnaire").body().contains("\"kind\":\"rating\""));
        String page = location.replace("/api/v1/waves", "/surveys");
        assertTrue(planner.get(page + "/preview").body().contains("Defining business need"));
        var invited = planner.json("POST", location + "/invitations", "{\"mail\":false}", csrf);
        assertEquals(202, invited.statusCode(), invited.body());
        assertTrue(planner.json("POST", location + "/close", "{}", csrf).body().contains("\"state\":\"closed\""));
        var again = planner.json("POST", location + "/close", "{}", csrf);
        assertEquals(200, again.statusCode(), again.body());
        assertEquals(
                410, planner.json("POST", location + "/invitations", "{}", csrf).statusCode());
        Workspace other = Samples.tenant(platform, placement);
        Visitor stranger = platform.signedIn(other, Role.PLANNER);
        assertEquals(
                404, stranger.get(location.replace(base, Samples.base(other))).statusCode());
    }
}
