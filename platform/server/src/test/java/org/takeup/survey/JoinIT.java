package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** The open link: each press of Begin is a ballot of nobody's, up to a limit; it is on no roll and in no response rate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinIT {
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

    private static String make(Planner planner, Wave wave, int most) {
        var made = planner.send("PUT", "/waves/" + wave.id() + "/link", "{\"most\":" + most + "}");
        assertEquals(200, made.statusCode(), made.body());
        String url = Planner.json(made).get("url").asText();
        return url.substring(url.indexOf("/w/"));
    }

    private String begin(String link) {
        Visitor phone = platform.stranger();
        var begun = phone.post(link, "");
        assertEquals(303, begun.statusCode(), begun.body());
        return begun.headers().firstValue("location").orElseThrow();
    }

    private void answer(String page) {
        Visitor phone = platform.stranger();
        assertEquals(303, phone.post(page, "a.mood=4").statusCode());
        assertEquals(
                303, phone.post(page.substring(0, page.length() - 1) + "2", "").statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void whoHasTheLinkAnswersAsNobodyAndIsCountedApart(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        var planner = new Planner(platform, workspace);
        Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, wave, 6);
        String link = make(planner, wave, 100);
        String welcome = platform.stranger().get(link).body();
        assertTrue(welcome.contains("Nobody knows who you are"), welcome);
        var pages = IntStream.range(0, 6).mapToObj(ignored -> begin(link)).toList();
        assertEquals(6, new HashSet<>(pages).size());
        pages.subList(0, 5).forEach(this::answer);

        var read = planner.read("/waves/" + wave.id());
        assertEquals(6, read.at("/participation/invited").asInt());
        assertEquals(0, read.at("/participation/finished").asInt());
        var used = planner.read("/waves/" + wave.id() + "/link");
        assertEquals(6, used.get("begun").asInt());
        assertEquals(5, used.get("finished").asInt());
        String poster = planner.visitor()
                .get(planner.base() + "/surveys/" + wave.id() + "/link")
                .body();
        assertTrue(poster.contains(link) && poster.contains("QR code of the link"), poster);
        assertFalse(platform.dump(workspace).toString().contains(link.substring(link.lastIndexOf('/') + 1)));

        Samples.closeAndSeparate(platform, workspace, wave);
        var results = planner.read("/waves/" + wave.id() + "/results");
        assertEquals(5, results.get("responses").asInt(), results.toString());
        assertEquals(
                5, planner.read("/waves/" + wave.id() + "/link").get("finished").asInt());
        // The code is destroyed with the wave's key.
        assertEquals(404, platform.stranger().get(link).statusCode());
    }

    @Test
    void inAnAnonymousSurveyWhoComesByTheLinkCountsAsWell() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.ANONYMOUS, "Sales");
        Samples.invite(platform, workspace, wave, 6);
        String link = make(planner, wave, 100);
        for (int i = 0; i < 5; i++) {
            answer(begin(link));
        }
        Samples.closeAndSeparate(platform, workspace, wave);
        var results = planner.read("/waves/" + wave.id() + "/results");
        assertEquals(5, results.get("responses").asInt(), results.toString());
    }

    @Test
    void aNamedSurveyHasNoLink() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.NAMED, "Sales");
        var refused = planner.send("PUT", "/waves/" + wave.id() + "/link", "{\"most\":10}");
        assertEquals(409, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("answers-are-named"), refused.body());
        String page =
                planner.visitor().get(planner.base() + "/surveys/" + wave.id()).body();
        assertFalse(page.contains("Link and QR code"), page);
    }

    @Test
    void theLimitHoldsAgainstManyAtOnce() throws Exception {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Wave wave = Samples.wave(workspace);
        String link = make(planner, wave, 7);
        List<Callable<Integer>> presses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            presses.add(() -> platform.stranger().post(link, "").statusCode());
        }
        try (var threads = Executors.newFixedThreadPool(10)) {
            var statuses = threads.invokeAll(presses).stream()
                    .map(each -> each.resultNow())
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
            assertEquals(java.util.Map.of(303, 7L, 409, 13L), statuses);
        }
        assertEquals(
                7, planner.read("/waves/" + wave.id() + "/link").get("begun").asInt());
    }

    @Test
    void aLinkThatWasRenewedOrTakenAwayLeadsNowhereAndWhoHasBegunFinishes() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Wave wave = Samples.wave(workspace);
        Wave other = Samples.wave(workspace);
        String first = make(planner, wave, 10);
        String begun = begin(first);
        String second = make(planner, wave, 10);
        assertNotEquals(first, second);
        assertEquals(404, platform.stranger().get(first).statusCode());
        assertEquals(200, platform.stranger().get(second).statusCode());
        // The code of another wave, a ticket of another wave, and no code at all.
        make(planner, other, 10);
        assertEquals(
                404,
                platform.stranger().get(second.replace(wave.id(), other.id())).statusCode());
        assertEquals(
                404,
                platform.stranger().get(begun.replace(wave.id(), other.id())).statusCode());
        assertEquals(
                404,
                platform.stranger()
                        .get(second.substring(0, second.lastIndexOf('/') + 1) + "x".repeat(22))
                        .statusCode());
        planner.visitor()
                .submit(
                        planner.base() + "/surveys/" + wave.id() + "/link",
                        planner.base() + "/surveys/" + wave.id() + "/link/remove",
                        java.util.Map.of());
        assertEquals(404, platform.stranger().get(second).statusCode());
        answer(begun);
        assertEquals(
                1, planner.read("/waves/" + wave.id() + "/link").get("finished").asInt());
        for (String wrong : List.of("{}", "{\"most\":0}", "{\"most\":1000001}")) {
            assertEquals(
                    422,
                    planner.send("PUT", "/waves/" + wave.id() + "/link", wrong).statusCode());
        }
    }

    @Test
    void twoAnswersThatRaceWithOneTicketAreOneBallot() throws Exception {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Wave wave = Samples.wave(workspace);
        String page = begin(make(planner, wave, 10));
        List<Callable<Integer>> sends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int mood = 1 + i % 5;
            sends.add(() -> platform.stranger().post(page, "a.mood=" + mood).statusCode());
            sends.add(() -> platform.stranger()
                    .post(page.substring(0, page.length() - 1) + "2", "a.ways=read")
                    .statusCode());
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            assertEquals(
                    java.util.Set.of(303),
                    threads.invokeAll(sends).stream()
                            .map(each -> each.resultNow())
                            .collect(Collectors.toSet()));
        }
        var link = planner.read("/waves/" + wave.id() + "/link");
        assertEquals(1, link.get("begun").asInt());
        assertEquals(1, link.get("finished").asInt());
    }

    @Test
    void theCodeIsDrawnAsAReadableSquare() {
        QrSvg code = QrSvg.of("https://takeup.example/w/northbank/join/" + "a".repeat(32) + "/" + "b".repeat(22));
        assertTrue(code.size() > 29 && code.path().startsWith("M4,4h1v1h-1z"), code.path());
        for (String module : code.path().split("(?<=z)")) {
            assertTrue(module.matches("M\\d+,\\d+h1v1h-1z"), module);
        }
    }
}
