package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What is said of a survey that shows nothing, or nothing of units, because another one asked nearly the same people the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithheldPagesIT {
    private static final String WHY = "Shown together, both would tell what fewer than 5 people said.";
    private static final String REMEDY = "Ask again after 28 days, or ask another group.";

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private String page(Workspace workspace, String wave, String what) {
        return new Planner(platform, workspace)
                .visitor()
                .get(Samples.base(workspace) + "/surveys/" + wave + what)
                .body();
    }

    private byte[] bytes(Workspace workspace, String path) throws Exception {
        HttpRequest request = new Planner(platform, workspace)
                .visitor()
                .request(Samples.base(workspace) + path)
                .GET()
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
    }

    private String spreadsheet(Workspace workspace, String wave) throws Exception {
        var all = new StringBuilder();
        byte[] bytes = bytes(workspace, "/api/v1/waves/" + wave + "/results.xlsx");
        Path file = Files.write(platform.folder().resolve("book.xlsx"), bytes);
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    private String pdf(Workspace workspace, String wave) throws Exception {
        try (var read = Loader.loadPDF(bytes(workspace, "/surveys/" + wave + "/report.pdf"))) {
            return new PDFTextStripper().getText(read).replaceAll("\\s+", " ");
        }
    }

    private static void says(String page) {
        assertTrue(page.contains(WHY), page);
        assertTrue(page.contains(REMEDY), page);
        assertFalse(page.contains("Too few people answered") || page.contains("too few people"), page);
        assertFalse(page.contains("too few answers"), page);
    }

    @Test
    void aSurveyThatShowsNothingBesideAnotherSaysSoAndNotThatTooFewAnswered() throws Exception {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        String wave =
                Answered.closed(platform, workspace, "survey-maturity", StrandAnswers.of(12), FewApart.Shown.NOTHING);
        says(page(workspace, wave, "/results"));
        says(page(workspace, wave, "/report"));
        says(page(workspace, wave, "/measures"));
        says(page(workspace, wave, "/maturity"));
        says(pdf(workspace, wave));
        says(spreadsheet(workspace, wave));
        JsonNode results = new Planner(platform, workspace).read("/waves/" + wave + "/results");
        assertEquals("few-apart", results.at("/withheld/reason").asText(), results.toString());
        assertEquals("few-apart", results.at("/unitsWithheld/reason").asText());
        assertEquals("few-apart", results.at("/scales/0/withheld/reason").asText());
        assertEquals("few-apart", results.at("/items/0/withheld/reason").asText());
        assertFalse(results.toString().contains("too-few-answers"), results.toString());
        JsonNode maturity = new Planner(platform, workspace).read("/waves/" + wave + "/maturity");
        assertEquals("few-apart", maturity.at("/withheld/reason").asText(), maturity.toString());
        assertEquals("few-apart", maturity.at("/strands/0/withheld/reason").asText());
        JsonNode words = new Planner(platform, workspace).read("/waves/" + wave + "/words");
        assertEquals("few-apart", words.at("/withheld/reason").asText(), words.toString());
    }

    @Test
    void aSurveyThatShowsNoUnitsBesideAnotherSaysSoAndShowsWhatAllSaidTogether() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        List<String> sales = Samples.people(workspace, 0, 6, "Sales");
        List<String> works = Samples.people(workspace, 50, 6, "Works");
        Wave wave = Samples.wave(workspace, "Sales", "Works");
        Samples.invite(platform, workspace, wave, 12);
        sales.forEach(person -> Fieldworker.answer(platform, workspace, wave, person));
        works.forEach(person -> Fieldworker.answer(platform, workspace, wave, person));
        Answered.withhold(workspace, wave.id(), FewApart.Shown.NO_UNITS);
        Samples.closeAndSeparate(platform, workspace, wave);
        String page = page(workspace, wave.id(), "/results");
        assertTrue(page.contains("So nothing of single units is shown here"), page);
        assertTrue(page.contains(REMEDY), page);
        JsonNode results = new Planner(platform, workspace).read("/waves/" + wave.id() + "/results");
        assertTrue(results.at("/withheld").isNull(), results.toString());
        assertEquals("few-apart", results.at("/unitsWithheld/reason").asText());
        assertEquals(12, results.at("/scales/0/score/n").asInt(), results.toString());
        assertFalse(results.at("/scales/0").toString().contains("Works"), results.toString());
    }

    @Test
    void aSurveyThatTooFewAnsweredStillSaysThat() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, wave, 6);
        people.subList(0, 3).forEach(person -> Fieldworker.answer(platform, workspace, wave, person));
        Samples.closeAndSeparate(platform, workspace, wave);
        String page = page(workspace, wave.id(), "/results");
        assertTrue(page.contains("Too few people answered") && !page.contains(WHY), page);
        JsonNode results = new Planner(platform, workspace).read("/waves/" + wave.id() + "/results");
        assertTrue(
                results.at("/withheld").isNull() && results.at("/unitsWithheld").isNull(), results.toString());
        assertEquals("too-few-answers", results.at("/scales/0/withheld/reason").asText());
    }
}
