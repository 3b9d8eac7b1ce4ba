package org.takeup.plan.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.people.Segment;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.survey.Separated;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What surveys with the included questionnaires say of units, in the choice of messengers and in plans. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupportIT {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private static List<List<Integer>> times(int n, Integer... ratings) {
        return Collections.nCopies(n, List.of(ratings));
    }

    /** A planner of a workspace that has units with learners, champions and line managers on its map. */
    private final class Desk {
        final Workspace workspace;
        final Visitor planner;
        final String base;
        final String token;

        Desk(Placement placement) throws Exception {
            workspace = platform.tenant("s" + UUID.randomUUID().toString().substring(0, 8), placement);
            planner = platform.signedIn(workspace, Role.PLANNER);
            base = "/w/" + workspace.tenant().slug();
            token = Visitor.token(planner.get(base + "/stakeholders").body());
            for (String body : List.of(
                    "{\"name\":\"Sales people\",\"kind\":\"LEARNERS\",\"size\":40,\"power\":1,\"interest\":2,\"segment\":\"unit:Sales\"}",
                    "{\"name\":\"Works people\",\"kind\":\"LEARNERS\",\"size\":40,\"power\":1,\"interest\":2,\"segment\":\"unit:Works\"}",
                    "{\"name\":\"Fans\",\"kind\":\"RESPECTED_INDIVIDUAL\",\"size\":3,\"power\":2,\"interest\":5}",
                    "{\"name\":\"Leads\",\"kind\":\"LINE_MANAGERS\",\"size\":3,\"power\":3,\"interest\":3}")) {
                assertEquals(
                        201,
                        planner.json("POST", base + "/api/v1/stakeholders", body, token)
                                .statusCode());
            }
        }

        JsonNode get(String path) throws Exception {
            return JSON.readTree(planner.get(base + "/api/v1" + path).body());
        }

        JsonNode draft() throws Exception {
            return JSON.readTree(planner.json(
                            "POST",
                            base + "/api/v1/plans",
                            "{\"builder\":\"plan-stakeholder\",\"objective\":\"x\",\"answers\":{\"startDate\":\""
                                    + workspace.today() + "\",\"programme\":\"P\",\"gain\":\"g\",\"weeks\":\"8\"}}",
                            token)
                    .body());
        }

        List<String> notes(JsonNode plan) {
            return StreamSupport.stream(plan.get("notes").spliterator(), false)
                    .map(note -> note.get("message").asText())
                    .toList();
        }
    }

    private static List<JsonNode> steps(JsonNode plan, String audience) {
        return StreamSupport.stream(plan.get("steps").spliterator(), false)
                .filter(step -> step.get("audience").asText().equals(audience))
                .toList();
    }

    /** Whether line managers say what is to be wanted: they fit that best, so that it is they unless something speaks against it. */
    private static boolean managersSpeak(JsonNode plan, String audience) {
        return steps(plan, audience).stream()
                .filter(step -> step.get("phase").asText().equals("WANT"))
                .anyMatch(step -> step.get("messenger").asText().equals("LINE_MANAGER"));
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whereLineManagersDoNotStandBehindLearningOthersSpeakFirstAndThePlanSaysWhy(Placement placement)
            throws Exception {
        var desk = new Desk(placement);
        JsonNode before = desk.draft();
        assertTrue(managersSpeak(before, "Sales people"), before::toString);
        assertTrue(managersSpeak(before, "Works people"), before::toString);
        Separated.own(
                desk.workspace,
                Segment.everybody(),
                List.of("manager-support"),
                Map.of("Sales", times(9, 1), "Works", times(12, 5), "Harbour", times(3, 1), "", times(4, 3)));
        JsonNode plan = desk.draft();
        assertFalse(managersSpeak(plan, "Sales people"), plan::toString);
        assertTrue(managersSpeak(plan, "Works people"), plan::toString);
        String notes = String.join("\n", desk.notes(plan));
        assertTrue(
                notes.contains("Support from line managers of Sales is 0 of 100 (9 people, survey “Own pulse”"), notes);
        assertTrue(notes.contains("their view counts 0.25 times as much"), notes);
        assertTrue(notes.contains("Brief the line managers first."), notes);
        assertTrue(notes.contains("Support from line managers of Works is 100 of 100 (12 people"), notes);
        String reasons = steps(plan, "Sales people").toString();
        assertTrue(reasons.contains("managers' support 0 of 100"), reasons);
        String page = desk.planner
                .get(desk.base + "/plans/" + plan.get("id").asText())
                .body();
        assertTrue(page.contains("Support from line managers of Sales is 0 of 100"), page);
        // The page and the API of whose opinion counts say it too, and of three people nothing.
        String said = desk.get("/voices").get("supported").toString();
        assertTrue(said.contains("line managers of Sales") && said.contains("the whole organisation"), said);
        assertFalse(said.contains("Harbour"), said);
        String voices = desk.planner.get(desk.base + "/voices").body();
        assertTrue(voices.contains("Support from line managers of Works is 100 of 100"), voices);
        assertFalse(voices.contains("Harbour"), voices);
    }

    @Test
    void ofTooFewPeopleNothingIsUsed() throws Exception {
        var desk = new Desk(Placement.POOLED);
        Separated.own(desk.workspace, Segment.everybody(), List.of("manager-support"), Map.of("Sales", times(4, 1)));
        JsonNode plan = desk.draft();
        assertTrue(managersSpeak(plan, "Sales people"), plan::toString);
        assertFalse(String.join("\n", desk.notes(plan)).contains("Support from line managers"));
        assertEquals(0, desk.get("/voices").get("supported").size());
    }

    @ParameterizedTest
    @CsvSource({"0, 0.25", "30, 0.625", "59, 0.9875", "60, 1", "100, 1"})
    void belowSixtyPointsTheWeightOfManagersFallsAndAllWeightsStillAddUpToTheSame(double score, double times) {
        var support = new Support(new UnitScore(Segment.unit("Sales"), "Pulse", LocalDate.EPOCH, 12, score));
        assertEquals(times, support.times(), 1e-9);
        Map<Messenger, MessengerWeight> heeded = support.heeded(Map.of(
                Messenger.LINE_MANAGER, new MessengerWeight(0.55, 0.4, 0.7, "s"),
                Messenger.PEER, new MessengerWeight(0.23, 0.1, 0.3, "s")));
        double managers = heeded.get(Messenger.LINE_MANAGER).share();
        double peers = heeded.get(Messenger.PEER).share();
        assertEquals(0.78, managers + peers, 1e-9);
        assertEquals(times * 0.55 / 0.23, managers / peers, 1e-9);
        assertEquals(times < 0.23 / 0.55, managers < peers);
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void aPlanSaysOfEachSegmentWhetherAwarenessOrDesireIsLowAndWhereToBegin(Placement placement) throws Exception {
        var desk = new Desk(placement);
        Separated.own(
                desk.workspace,
                Segment.everybody(),
                List.of("knowledge", "desire"),
                Map.of(
                        "Sales",
                        times(9, 2, 5),
                        "Works",
                        times(8, 5, 1),
                        "Harbour",
                        times(3, 1, 1),
                        "",
                        times(4, 3, 3)));
        JsonNode plan = desk.draft();
        String sales = note(desk.notes(plan), "Sales people: ");
        assertTrue(sales.contains("Awareness (the A of ADKAR) is 25 of 100 and low"), sales);
        assertTrue(sales.contains("Desire (the D of ADKAR) is 100 of 100 (9 people"), sales);
        assertTrue(sales.contains("“Know”"), sales);
        String works = note(desk.notes(plan), "Works people: ");
        assertTrue(works.contains("Awareness (the A of ADKAR) is 100 of 100,"), works);
        assertTrue(works.contains("Desire (the D of ADKAR) is 0 of 100 and low"), works);
        assertTrue(works.contains("“Want”"), works);
        for (JsonNode step : plan.get("steps")) {
            boolean says = step.get("notes").toString().contains("which is low here");
            String audience = step.get("audience").asText();
            String low = audience.equals("Sales people") ? "KNOW" : audience.equals("Works people") ? "WANT" : "";
            assertEquals(step.get("phase").asText().equals(low), says, step::toString);
        }
        String page = desk.planner
                .get(desk.base + "/plans/" + plan.get("id").asText())
                .body();
        assertTrue(page.contains("Works people: Awareness (the A of ADKAR) is 100 of 100"), page);
    }

    private static String note(List<String> notes, String begin) {
        return notes.stream()
                .filter(each -> each.startsWith(begin) && each.contains("ADKAR"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(notes));
    }
}
