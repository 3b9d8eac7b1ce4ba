package org.takeup.skill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.business.Desk;
import org.takeup.learning.Archives;
import org.takeup.people.People;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Skills that roles need, in February 2026: who lacks what, before and after the learning platform tells of completions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SkillsIT {
    private static final Instant TUESDAY = Instant.parse("2026-02-10T10:00:00Z");
    private static final int TRAINERS = 7;

    private TestPlatform platform;
    private Workspace workspace;
    private Desk desk;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(
                UnaryOperator.identity(), Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), TUESDAY)));
    }

    @BeforeEach
    void anotherWorkspace() {
        workspace = platform.tenant("s" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
        desk = new Desk(platform, workspace);
        desk.learned(learningData(Map.of()));
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** Two courses of which people have completed these. @param grades 0 for failed, by the number of the learner */
    private static Map<String, String> learningData(Map<Integer, Integer> grades) {
        Map<String, String> files = Archives.roster(TRAINERS);
        files.put("courses.csv", files.get("courses.csv") + "c2,Asking questions,all\n");
        files.put("classes.csv", files.get("classes.csv") + "k2,Asking spring,c2,t1,all\n");
        files.put("categories.csv", files.get("categories.csv") + "g2,Result\n");
        files.put("lineItems.csv", files.get("lineItems.csv") + "l2,Final,k2,g2\n");
        var results = new StringBuilder(files.get("results.csv"));
        grades.forEach((learner, grade) ->
                results.append("f%d,l2,u%d,fully graded,%d,2026-02-06\n".formatted(learner, learner, grade)));
        files.put("results.csv", results.toString());
        return files;
    }

    private String course(String name) {
        for (JsonNode each : desk.read("/take-up/overview").path("courses")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("key").asText();
            }
        }
        // Nobody is enrolled in it, so it is not counted; its key is made as all are.
        return "lms-oneroster/COURSE/c2";
    }

    private String role() {
        return desk.done("POST", "/skill-roles", """
                {"name":"Trainer","skills":[{"name":"To ask well","course":"%s"},{"name":"Safety","course":"%s"}]}""".formatted(course("Asking questions"), course("Safety")), 0)
                .path("id")
                .asText();
    }

    private Visitor trainer(int learner) {
        return platform.signedIn(workspace, Role.LEARNER, People.idOfRecord("lms-oneroster", "u" + learner));
    }

    private void chosen(int learner, String role) {
        String page = desk.base() + "/my-skills";
        HttpResponse<String> answer = trainer(learner).submit(page, page, Map.of("role", role));
        assertEquals(303, answer.statusCode(), answer.body());
    }

    private List<String> lacks(int learner) {
        return names(mine(learner).path("gaps"));
    }

    private JsonNode mine(int learner) {
        return Desk.json(trainer(learner).get(desk.base() + "/api/v1/me/skills"));
    }

    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        list.forEach(each -> names.add(each.path("skill").asText()));
        return names;
    }

    @Test
    void theListOfWhatIsLackingGetsShorterWhenACompletionArrives() {
        String role = role();
        assertEquals(List.of(), lacks(1), "nothing is needed without a role");
        chosen(1, role);
        chosen(2, role);
        assertEquals(List.of("To ask well", "Safety"), lacks(1));
        String page = trainer(1).get(desk.base() + "/my-skills").body();
        assertTrue(page.contains("What you still lack") && page.contains("Asking questions"), page);

        desk.learned(learningData(Map.of(1, 1, 2, 0)));
        assertEquals(List.of("Safety"), lacks(1));
        assertEquals(List.of("To ask well"), names(mine(1).path("skills")));
        assertEquals(List.of("To ask well", "Safety"), lacks(2), "who has failed has not got it");
        assertEquals(List.of(), lacks(3), "who has no such role lacks nothing");
        String after = trainer(1).get(desk.base() + "/my-skills").body();
        assertTrue(after.contains("What you have"), after);
    }

    @Test
    void plannersSeeWhatWholeGroupsLackAndNothingOfFewPeople() {
        String role = role();
        for (int learner = 0; learner < 4; learner++) {
            chosen(learner, role);
        }
        assertEquals(0, desk.read("/skill-roles").path("gaps").size(), "four are too few");
        for (int learner = 4; learner < TRAINERS; learner++) {
            chosen(learner, role);
        }
        JsonNode gaps = desk.read("/skill-roles").path("gaps");
        assertEquals(2, gaps.size(), gaps.toString());
        assertEquals(5, gaps.path(0).path("lacking").asInt(), "seven in whole groups of five");
        assertTrue(desk.page("/skill-roles").contains("at least 5 people lack it"));

        var passed = new HashMap<Integer, Integer>();
        for (int learner = 0; learner < 3; learner++) {
            passed.put(learner, 2);
        }
        desk.learned(learningData(passed));
        gaps = desk.read("/skill-roles").path("gaps");
        assertEquals(1, gaps.size(), gaps.toString());
        assertEquals("Safety", gaps.path(0).path("skill").path("name").asText());
        assertFalse(desk.page("/skill-roles").contains("Learner"), "nobody is named");
    }

    @Test
    void badInputIsNamedAndNothingTypedIsLostAndOnlyPlannersSayWhatIsNeeded() {
        for (String wrong : List.of(
                "{}",
                "{\"name\":\"Trainer\",\"skills\":[]}",
                "{\"name\":\"Trainer\",\"skills\":[{\"name\":\"To ask\",\"course\":\"none\"}]}",
                "{\"name\":\"" + "x".repeat(81) + "\",\"skills\":[{\"name\":\"x\",\"course\":\"none\"}]}")) {
            assertEquals(422, desk.api("POST", "/skill-roles", wrong, 0).statusCode(), wrong);
        }
        String page = desk.base() + "/skill-roles";
        HttpResponse<String> refused =
                desk.planner().submit(page, page, Map.of("name", "Designer", "skill", "To draw", "course", ""));
        assertEquals(422, refused.statusCode());
        assertTrue(
                refused.body().contains("value=\"Designer\"") && refused.body().contains("value=\"To draw\""));
        assertTrue(refused.body().contains("Choose the course that gives this skill"), refused.body());
        assertEquals(
                403,
                trainer(1)
                        .submit(desk.base() + "/my-skills", page, Map.of("name", "Designer"))
                        .statusCode());
        assertEquals(404, desk.api("DELETE", "/skill-roles/none", "", 0).statusCode());
        String mine = desk.base() + "/my-skills";
        assertEquals(422, trainer(1).submit(mine, mine, Map.of("role", "none")).statusCode());

        String role = role();
        chosen(1, role);
        assertEquals(204, desk.api("DELETE", "/skill-roles/" + role, "", 0).statusCode());
        assertEquals(List.of(), lacks(1), "a role that is gone needs nothing");
        assertTrue(trainer(1).get(mine).body().contains("There are no roles yet"));
    }
}
