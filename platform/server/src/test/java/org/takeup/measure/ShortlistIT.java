package org.takeup.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.people.Segment;
import org.takeup.survey.Answered;
import org.takeup.survey.Separated;

/** Which measures are proposed for what a survey found, and what becomes of them, over HTTP; the test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShortlistIT {
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private TestPlatform platform;
    private MeasureDesk desk;

    @BeforeAll
    void start() {
        InstantSource now = () -> Instant.now().plus(later.get());
        platform = TestPlatform.start(environment -> environment, now.withZone(ZoneOffset.UTC));
    }

    @BeforeEach
    void anotherWorkspace() {
        desk = new MeasureDesk(platform);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    @Test
    void whatASurveyFoundLeadsToAShortlistWithReasonsADecisionAndTheReport() {
        String wave = desk.barriers();
        JsonNode list = MeasureDesk.json(desk.api("GET", "/waves/" + wave + "/measures", "", ""));
        assertEquals("protected-time", MeasureDesk.proposed(list, "proposed").getFirst());
        assertFalse(MeasureDesk.proposed(list, "proposed").contains("team-competition"), "nobody needs it");
        String why = list.path("proposed").path(0).path("reasons").toString();
        assertTrue(why.contains("\\\"Lack of time\\\" gets in the way") && why.contains("100 % of 8 people"), why);

        String shown = desk.page("/surveys/" + wave + "/measures");
        assertTrue(shown.contains("Protected learning time") && shown.contains("Put on our list"), shown);
        assertTrue(desk.page("/surveys/" + wave + "/results").contains("/surveys/" + wave + "/measures"));

        String report = desk.page("/surveys/" + wave + "/report");
        assertTrue(report.contains("/measures/protected-time\">Protected learning time</a>"), report);
        assertFalse(report.contains("Barrier 1 is"), "the bare signals are replaced");
        JsonNode brief = MeasureDesk.json(desk.api("GET", "/waves/" + wave + "/report", "", ""));
        assertEquals(3, brief.path("todo").size());
        assertEquals(
                platform.url() + desk.base() + "/measures/protected-time",
                brief.path("todo").path(0).path("link").asText());

        var chosen = desk.submit(
                "/surveys/" + wave + "/measures",
                "/measures/protected-time/decision",
                Map.of("version", "0", "state", "CHOSEN"));
        assertEquals(303, chosen.statusCode(), chosen.body());
        assertTrue(desk.page("/measures").contains("What we decided"));
        assertTrue(desk.page("/measures/protected-time").contains("Plan who says what for it"));
        assertTrue(desk.page("/plans/new").contains("New plan"));
    }

    @Test
    void whatIsSetAsideIsProposedAgainAfterNinetyDaysAndItsHistoryStays() {
        String wave = desk.barriers();
        String path = "/measures/protected-time/decision";
        assertEquals(
                422, desk.api("PUT", path, "{\"state\":\"NOT_NOW\"}", "\"0\"").statusCode());
        var aside = desk.api("PUT", path, "{\"state\":\"NOT_NOW\",\"note\":\"Peak season\"}", "\"0\"");
        assertEquals(200, aside.statusCode(), aside.body());
        assertEquals("\"1\"", aside.headers().firstValue("etag").orElseThrow());
        JsonNode list = MeasureDesk.json(desk.api("GET", "/waves/" + wave + "/measures", "", ""));
        assertEquals(List.of("protected-time"), MeasureDesk.proposed(list, "aside"));
        assertFalse(MeasureDesk.proposed(list, "proposed").contains("protected-time"));
        assertTrue(desk.page("/surveys/" + wave + "/measures").contains("Peak season"));

        assertEquals(
                412, desk.api("PUT", path, "{\"state\":\"CHOSEN\"}", "\"0\"").statusCode());
        assertEquals(428, desk.api("PUT", path, "{\"state\":\"CHOSEN\"}", "").statusCode());
        later.set(later.get().plus(Duration.ofDays(91)));
        list = MeasureDesk.json(desk.api("GET", "/waves/" + wave + "/measures", "", ""));
        assertEquals("protected-time", MeasureDesk.proposed(list, "proposed").getFirst());

        var chosen = desk.api("PUT", path, "{\"state\":\"DONE\",\"note\":\"Kept 8 of 10\",\"owner\":\"Ann\"}", "\"1\"");
        assertEquals(
                "Peak season",
                MeasureDesk.json(chosen).path("history").path(0).path("note").asText());
        assertTrue(desk.page("/measures/protected-time").contains("Peak season"));
        list = MeasureDesk.json(desk.api("GET", "/waves/" + wave + "/measures", "", ""));
        assertEquals(List.of("protected-time"), MeasureDesk.proposed(list, "aside"));
    }

    @Test
    void aSurveyWithoutResultsSaysSo() {
        String open = Answered.open(platform, desk.workspace, "survey-barriers");
        assertTrue(desk.page("/surveys/" + open + "/measures").contains("There are no results yet"));
        assertEquals(
                409, desk.api("GET", "/waves/" + open + "/measures", "", "").statusCode());
    }

    /** The ids that the library answers are those that the instruments give, as they are packed. */
    @Test
    void everyNeedIsASignalOfItsInstrument() {
        for (String plugin : new TreeSet<>(
                Library.standard().needs().stream().map(Need::plugin).toList())) {
            platform.platform().pluginRuntime().plugins().enable(desk.workspace, plugin);
            JsonNode signals = MeasureDesk.json(desk.api("GET", "/instruments/" + plugin, "", ""))
                    .findPath("signals");
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
                desk.workspace,
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
        JsonNode list = MeasureDesk.json(desk.api("GET", "/waves/" + low + "/measures", "", ""));
        assertEquals(4, list.get("found").size(), list.toString());
        String page = desk.page("/surveys/" + low + "/measures");
        assertTrue(page.contains("/business-case#now-later"), page);
        for (int i = 0; i < scales.size(); i++) {
            var only = new ArrayList<>(List.of(5, 5, 5, 5));
            only.set(i, 1);
            String wave = Separated.own(
                    desk.workspace, Segment.everybody(), scales, Map.of("", Collections.nCopies(6, List.copyOf(only))));
            assertTrue(
                    MeasureDesk.json(desk.api("GET", "/waves/" + wave + "/measures", "", ""))
                                    .get("proposed")
                                    .size()
                            > 0,
                    scales.get(i));
        }
        // A questionnaire that shares one scale with it is another one.
        String other = Separated.own(
                desk.workspace, Segment.everybody(), List.of("fear"), Map.of("", Collections.nCopies(6, List.of(1))));
        assertEquals(
                0,
                MeasureDesk.json(desk.api("GET", "/waves/" + other + "/measures", "", ""))
                        .get("found")
                        .size());
        assertFalse(desk.page("/surveys/" + other + "/measures").contains("now-later"));
    }
}
