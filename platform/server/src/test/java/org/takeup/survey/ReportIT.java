package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The report of a survey as page, file and link; the test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private TestPlatform platform;
    private Workspace workspace;
    private Visitor planner;
    private Wave wave;
    private Wave open;

    @BeforeAll
    void start() {
        InstantSource now = () -> Instant.now().plus(later.get());
        platform = TestPlatform.start(environment -> environment, now.withZone(ZoneOffset.UTC));
        workspace = Samples.tenant(platform, Placement.POOLED);
        List<String> people = Samples.people(workspace, 0, 6, "=cmd|' /C calc'!A0");
        wave = Samples.wave(workspace, "=cmd|' /C calc'!A0");
        Samples.invite(platform, workspace, wave, people.size());
        for (String person : people) {
            String link =
                    Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, person);
            platform.stranger().post(link + "/1", "a.mood=4&a.time=2");
            assertEquals(303, platform.stranger().post(link + "/2", "a.words=").statusCode());
        }
        Samples.closeAndSeparate(platform, workspace, wave);
        open = Samples.wave(workspace);
        planner = platform.signedIn(workspace, Role.PLANNER);
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private String path(Wave of, String rest) {
        return Samples.base(workspace) + "/surveys/" + of.id() + "/report" + rest;
    }

    private String api(Wave of, String rest) {
        return Samples.base(workspace) + "/api/v1/waves/" + of.id() + rest;
    }

    private static byte[] bytes(Visitor visitor, String path) throws Exception {
        HttpResponse<byte[]> answer =
                CLIENT.send(visitor.request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode(), path);
        return answer.body();
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument read = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(read);
        }
    }

    private Map<String, String> parts(byte[] book) throws IOException {
        Path file = Files.write(platform.folder().resolve("book.xlsx"), book);
        var parts = new HashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    /** Makes a link by the page. @return its path, as the page shows it once */
    private String link(Wave of, int days) {
        String page = planner.submit(path(of, ""), path(of, "/links"), Map.of("days", String.valueOf(days)))
                .body();
        int at = page.indexOf("/reports/");
        assertTrue(at > 0, page);
        return Samples.base(workspace) + page.substring(at, at + "/reports/".length() + 32);
    }

    @Test
    void theReportSaysTheSameOnThePageInTheFileAndToPrograms() throws Exception {
        String page = planner.get(path(wave, "")).body();
        assertTrue(page.contains("Joy scores 50 of 100."), page);
        assertTrue(page.contains("6 of 6 people answered (100 %)."), page);
        String pdf = text(bytes(planner, path(wave, ".pdf")));
        assertTrue(pdf.contains("Joy scores 50 of 100."), pdf);
        assertTrue(pdf.contains(workspace.tenant().name()), pdf);
        JsonNode brief = JSON.readTree(planner.get(api(wave, "/report")).body());
        assertEquals("Joy scores 50 of 100.", brief.path("headline").asText());
        assertEquals(50, brief.path("all").path(0).path("score").asDouble());
    }

    @Test
    void aSpreadsheetHoldsFiguresAndCodebookAndNoFormula() throws Exception {
        Map<String, String> parts = parts(bytes(planner, api(wave, "/results.xlsx")));
        String all = String.join("\n", parts.values());
        assertFalse(all.contains("<f>") || all.contains("<f "), "a formula");
        assertTrue(all.contains("cmd|"), "the unit's name is there as text");
        assertTrue(all.contains("I like learning"));
        assertTrue(all.contains("High is joyful"));
        assertTrue(parts.keySet().stream().noneMatch(name -> name.contains("vba") || name.contains("external")));

        JsonNode codebook = JSON.readTree(planner.get(api(wave, "/codebook")).body());
        assertEquals("mood", codebook.path("items").path(0).path("id").asText());
        assertEquals(
                "1",
                codebook.path("items")
                        .path(0)
                        .path("answers")
                        .path(0)
                        .path("value")
                        .asText());
        assertEquals("joy", codebook.path("scales").path(0).path("id").asText());
        assertEquals(
                "mood",
                codebook.path("scales")
                        .path(0)
                        .path("items")
                        .path(0)
                        .path("item")
                        .asText());
    }

    @Test
    void aLinkOpensTheReportForAnybodyUntilItEnds() throws Exception {
        String link = link(wave, 2);
        var stranger = platform.stranger();
        var seen = stranger.get(link);
        assertEquals(200, seen.statusCode(), seen.body());
        assertTrue(seen.body().contains("Joy scores 50 of 100."));
        assertEquals("no-store", seen.headers().firstValue("cache-control").orElse(""));
        assertFalse(seen.body().contains("/surveys/"), "nothing leads further");
        assertTrue(text(bytes(stranger, link + "/report.pdf")).contains("Joy scores 50"));
        assertFalse(planner.get(path(wave, "")).body().contains(link), "the address is shown once");

        later.set(Duration.ofDays(2).plusSeconds(1));
        try {
            assertEquals(404, stranger.get(link).statusCode());
            assertEquals(404, stranger.get(link + "/report.pdf").statusCode());
        } finally {
            later.set(Duration.ZERO);
        }
    }

    @Test
    void aLinkThatIsEndedOrInventedOrOfAnotherWorkspaceOpensNothing() {
        String link = link(wave, 90);
        Workspace other = Samples.tenant(platform, Placement.POOLED);
        String elsewhere = link.replace(Samples.base(workspace), Samples.base(other));
        assertEquals(404, platform.stranger().get(elsewhere).statusCode());
        for (String invented : List.of("0".repeat(32), "x", "%7B%22$ne%22:1%7D", link.substring(link.length() - 31))) {
            assertEquals(
                    404,
                    platform.stranger()
                            .get(Samples.base(workspace) + "/reports/" + invented)
                            .statusCode(),
                    invented);
        }

        String id =
                planner.get(api(wave, "/report-links")).body().replaceFirst("(?s).*?\"id\":\"([0-9a-f]{32}).*", "$1");
        planner.submit(path(wave, ""), path(wave, "/links/" + id + "/end"), Map.of());
        assertEquals(404, platform.stranger().get(link).statusCode());
        assertEquals(
                404,
                planner.submit(path(wave, ""), path(wave, "/links/" + id + "/end"), Map.of())
                        .statusCode());
    }

    @Test
    void aLinkToASurveyThatIsOpenShowsThatThereIsNothingYet() {
        String link = link(open, 14);
        var seen = platform.stranger().get(link);
        assertEquals(200, seen.statusCode());
        assertTrue(seen.body().contains("There are no results yet."), seen.body());
        assertEquals(409, platform.stranger().get(link + "/report.pdf").statusCode());
        assertEquals(409, planner.get(api(open, "/report")).statusCode());
        assertEquals(409, planner.get(api(open, "/results.xlsx")).statusCode());
    }

    @Test
    void aTimeThatDoesNotFitIsRefusedInWords() {
        for (String days : List.of("0", "91", "soon")) {
            var answer = planner.submit(path(wave, ""), path(wave, "/links"), Map.of("days", days));
            assertEquals(422, answer.statusCode(), days + answer.body());
        }
    }

    @Test
    void onlyPlannersMakeReportsAndLinks() {
        var learner = platform.signedIn(workspace, Role.LEARNER);
        assertEquals(403, learner.get(path(wave, "")).statusCode());
        assertEquals(403, learner.get(path(wave, ".pdf")).statusCode());
        assertEquals(403, learner.get(api(wave, "/report-links")).statusCode());
    }
}
