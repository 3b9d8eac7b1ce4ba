package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.business.Desk;
import org.takeup.learning.Archives;
import org.takeup.learning.CountedOtherwise;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * Maturity beside its outcomes, in February 2026: the four weeks before the survey closed are those from Monday, 12 January to Sunday,
 * 8 February.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaturityIT {
    private static final Instant TUESDAY = Instant.parse("2026-02-10T10:00:00Z");
    private static final int PEOPLE = 12;

    /** Learners by the first and last day of their enrolment and the days on which they did something. */
    private static final List<List<String>> LEARNERS = List.of(
            List.of("2026-01-05", "", "2026-01-13"),
            List.of("2026-01-05", "", "2026-01-21"),
            List.of("2026-01-05", "", "2026-02-04"),
            // In each of the weeks, and still one person.
            List.of("2026-01-05", "", "2026-01-12", "2026-01-19", "2026-01-26", "2026-02-08"),
            // The day before the weeks, and the day after.
            List.of("2026-01-05", "", "2026-01-11"),
            List.of("2026-01-05", "", "2026-02-09"),
            List.of("2026-01-05", "2026-01-12"),
            List.of("2026-02-08", ""),
            // Not enrolled on any of their days.
            List.of("2026-01-05", "2026-01-11", "2026-01-08"),
            List.of("2026-02-09", "", "2026-02-09"));

    private static final int ELIGIBLE = 8;
    private static final int ACTIVE = 4;

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(
                UnaryOperator.identity(), Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), TUESDAY)));
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static Map<String, String> learningData(int learners) {
        Map<String, String> files = Archives.roster(0);
        var users = new StringBuilder(files.get("users.csv"));
        var enrolments = new StringBuilder(files.get("enrollments.csv"));
        var results = new StringBuilder(files.get("results.csv"));
        for (int i = 0; i < learners; i++) {
            List<String> learner = LEARNERS.get(i);
            users.append("m%d,true,north,student,m%d,Learner,%d,m%d@northbank.example\n".formatted(i, i, i, i));
            enrolments.append("e%d,k1,m%d,student,%s,%s\n".formatted(i, i, learner.get(0), learner.get(1)));
            for (int day = 2; day < learner.size(); day++) {
                results.append("r%d-%d,l1,m%d,submitted,,%s\n".formatted(i, day, i, learner.get(day)));
            }
        }
        files.put("users.csv", users.toString());
        files.put("enrollments.csv", enrolments.toString());
        files.put("results.csv", results.toString());
        return files;
    }

    private JsonNode maturity(Workspace workspace, String wave) {
        return new Planner(platform, workspace).read("/waves/" + wave + "/maturity");
    }

    private static JsonNode outcome(JsonNode maturity, String id) {
        for (JsonNode each : maturity.path("outcomes")) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError(id + " in " + maturity);
    }

    private String page(Workspace workspace, String path) {
        return new Planner(platform, workspace)
                .visitor()
                .get(Samples.base(workspace) + "/surveys/" + path)
                .body();
    }

    @Test
    void threeOutcomesStandBesideTheStrandsWithSourceAndDateAndTakeUpCountsDifferentPeople() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        String wave = Answered.closed(platform, workspace, "survey-maturity", StrandAnswers.of(PEOPLE));
        JsonNode before = outcome(maturity(workspace, wave), "take-up");
        assertTrue(before.path("value").isNull() && before.path("date").isNull(), before.toString());
        assertTrue(page(workspace, wave + "/maturity").contains("Not known yet: there is no learning data."));

        new Desk(platform, workspace).learned(learningData(LEARNERS.size()));
        JsonNode maturity = maturity(workspace, wave);
        assertEquals(6, maturity.path("strands").size(), maturity.toString());
        assertEquals("2026-01-12", maturity.path("from").asText());
        assertEquals("2026-02-08", maturity.path("to").asText());
        for (String id : List.of("business-impact", "staff-impact", "take-up-said")) {
            JsonNode said = outcome(maturity, id);
            assertEquals("survey", said.path("source").asText());
            assertEquals("2026-02-10", said.path("date").asText());
            assertEquals(PEOPLE, said.path("n").asInt());
            assertTrue(said.path("low").asDouble() < said.path("value").asDouble(), said.toString());
        }
        JsonNode takeUp = outcome(maturity, "take-up");
        assertEquals("Take-up", takeUp.path("name").asText());
        assertEquals(
                "Take-up, as people see it",
                outcome(maturity, "take-up-said").path("name").asText());
        assertEquals("lms", takeUp.path("source").asText());
        assertEquals("2026-02-10", takeUp.path("date").asText());
        assertEquals(ELIGIBLE, takeUp.path("n").asInt(), takeUp.toString());
        assertEquals(ACTIVE, takeUp.path("active").asInt(), takeUp.toString());
        assertEquals(100.0 * ACTIVE / ELIGIBLE, takeUp.path("value").asDouble(), 1e-9);

        String page = page(workspace, wave + "/maturity");
        assertTrue(page.contains("50 %: 4 of 8 eligible people were active"), page);
        assertTrue(page.contains("Learning platform (LMS)") && page.contains("10 Feb 2026"), page);
        assertTrue(page.contains("Defining business need"), page);
        assertTrue(page(workspace, wave + "/results").contains("/surveys/" + wave + "/maturity\""));
    }

    @Test
    void whatLearningDataDoesNotReachYetIsSaidWithWhenItWillBeKnown() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        String wave = Answered.closed(platform, workspace, "survey-maturity", StrandAnswers.of(PEOPLE));
        var desk = new Desk(platform, workspace);
        desk.learned(learningData(LEARNERS.size()));
        // On the last of the weeks' days, so that it was not over.
        CountedOtherwise.at(workspace, Instant.parse("2026-02-08T21:00:00Z"));
        JsonNode early = outcome(maturity(workspace, wave), "take-up");
        assertTrue(early.path("value").isNull() && early.path("n").isNull(), early.toString());
        assertEquals(
                "Not known yet: learning data is from 8 February 2026, and these weeks ended on 8 February 2026. Take-up is shown"
                        + " here after the next import.",
                early.path("note").asText());
        assertTrue(page(workspace, wave + "/maturity").contains("after the next import"));

        CountedOtherwise.at(workspace, Instant.parse("2026-02-09T09:00:00Z"));
        assertEquals(
                ELIGIBLE,
                outcome(maturity(workspace, wave), "take-up").path("n").asInt());
        CountedOtherwise.weekByWeek(workspace);
        JsonNode old = outcome(maturity(workspace, wave), "take-up");
        assertTrue(old.path("value").isNull(), old.toString());
        assertTrue(
                old.path("note").asText().contains("The next import counts these four weeks together"), old.toString());

        desk.learned(learningData(LEARNERS.size()));
        assertEquals(
                ELIGIBLE,
                outcome(maturity(workspace, wave), "take-up").path("n").asInt());
    }

    @Test
    void whatTooFewHaveAnsweredAndTooFewLearnersShowNothing() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        var answers = new ArrayList<String>(StrandAnswers.of(PEOPLE));
        answers.subList(4, PEOPLE).replaceAll(StrandAnswers::withoutOutcomes);
        String wave = Answered.closed(platform, workspace, "survey-maturity", answers);
        new Desk(platform, workspace).learned(learningData(4));
        JsonNode maturity = maturity(workspace, wave);
        maturity.path("outcomes").forEach(each -> {
            assertTrue(each.path("value").isNull() && each.path("n").isNull(), each.toString());
            assertTrue(each.path("active").isNull(), each.toString());
            assertFalse(each.path("note").asText().isEmpty(), each.toString());
        });
        maturity.path("strands").forEach(each -> assertFalse(each.path("score").isNull(), each.toString()));
    }

    @Test
    void aSurveyWithoutTheseOutcomesOrWithoutResultsHasNoSuchPage() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        String other = Separated.wave(workspace, List.of(1, 2, 3, 4, 5));
        var planner = new Planner(platform, workspace);
        String api = planner.base() + "/api/v1/waves/";
        assertEquals(404, planner.visitor().get(api + other + "/maturity").statusCode());
        assertFalse(page(workspace, other + "/results").contains("Maturity beside its outcomes"));
        String open = Answered.open(platform, workspace, "survey-maturity");
        assertEquals(409, planner.visitor().get(api + open + "/maturity").statusCode());
        assertTrue(page(workspace, open + "/maturity").contains("There are no results yet"));
    }
}
