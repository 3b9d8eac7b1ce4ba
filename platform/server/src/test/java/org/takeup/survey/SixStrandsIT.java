package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The real instrument of six strands, answered by twelve people who differ, from the first answer to the report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SixStrandsIT {
    private static final int PEOPLE = 12;

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

    /** The scales that were answered in this way, by id. */
    private Map<String, JsonNode> scales(List<String> answers) {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        String wave = Answered.closed(platform, workspace, "survey-maturity", answers);
        var scales = new HashMap<String, JsonNode>();
        new Planner(platform, workspace)
                .read("/waves/" + wave + "/results")
                .path("scales")
                .forEach(scale -> scales.put(scale.path("id").asText(), scale));
        return scales;
    }

    private static double mean(JsonNode scale) {
        return scale.path("score").path("mean").asDouble(-1);
    }

    @Test
    void theReportShowsSixScoresWithPeopleIntervalAndAlphaAndOneStrandsAnswersMoveNoOtherScore() {
        Map<String, JsonNode> before = scales(StrandAnswers.of(PEOPLE));
        for (String strand : StrandAnswers.STRANDS.keySet()) {
            JsonNode scale = before.get(strand);
            JsonNode score = scale.path("score");
            assertTrue(mean(scale) > 0 && mean(scale) < 100, scale.toString());
            assertEquals(PEOPLE, score.path("n").asInt(), scale.toString());
            assertTrue(score.path("low").isNumber() && score.path("high").isNumber(), scale.toString());
            assertTrue(score.path("low").asDouble() < mean(scale), scale.toString());
            assertTrue(mean(scale) < score.path("high").asDouble(), scale.toString());
            assertTrue(scale.path("alpha").isNumber(), scale.toString());
            assertEquals("", scale.path("noAlpha").asText(), scale.toString());
        }
        StrandAnswers.OUTCOMES.forEach(
                outcome -> assertTrue(before.get(outcome).path("alpha").isNull(), outcome));

        // One step higher, where there is one.
        Map<String, JsonNode> after = scales(StrandAnswers.of(PEOPLE, "engagement", rating -> Math.min(5, rating + 1)));
        assertEquals(before.keySet(), after.keySet());
        before.forEach((id, scale) -> {
            if (id.equals("engagement")) {
                assertTrue(mean(after.get(id)) > mean(scale), id);
                assertNotEquals(scale.path("score"), after.get(id).path("score"));
            } else {
                same(scale, after.get(id));
            }
        });
    }

    /** To the last digit but those that the order of the answers decides, which is drawn. */
    private static void same(JsonNode scale, JsonNode again) {
        for (String part : List.of("mean", "low", "high")) {
            assertEquals(
                    scale.path("score").path(part).asDouble(),
                    again.path("score").path(part).asDouble(),
                    1e-9,
                    again.toString());
        }
        assertEquals(scale.path("score").path("n"), again.path("score").path("n"));
        assertEquals(scale.path("alpha").asDouble(), again.path("alpha").asDouble(), 1e-9, again.toString());
    }
}
