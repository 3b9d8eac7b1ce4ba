package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.people.People;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;

/** Comments on plans, and who hears of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanCommentsIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        PlanDesk.stop(platform);
    }

    @Test
    void commentsMentionPeopleAndAreResolved() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        String step = desk.add("Talked about", desk.monday, "");
        String comments = desk.path() + "/comments";
        String ann = desk.org.address("ann");
        sees(desk, "ann");
        var told = desk.org.planner.submit(
                comments, comments, Map.of("step", step, "text", "Is this plain enough, @" + ann + "?"));
        assertEquals(303, told.statusCode(), told.body());
        PlanComments.Comment comment =
                new PlanComments(new People()).of(desk.org.workspace, desk.id).getFirst();
        assertEquals(List.of(desk.org.personId("ann")), comment.mentions());
        String page = desk.org.planner.get(comments).body();
        assertTrue(page.contains("For ") && page.contains("Name ann") && page.contains("Talked about"), page);
        var refused = desk.org.planner.submit(
                comments, comments, Map.of("text", "My long thought, @stranger@elsewhere.example"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("My long thought") && refused.body().contains("Nobody of your directory"));
        for (int n = 0; n < 2; n++) {
            assertEquals(
                    303,
                    desk.org
                            .planner
                            .submit(comments, comments + "/" + comment.id() + "/resolution", Map.of())
                            .statusCode());
        }
        assertTrue(desk.org.planner.get(comments).body().contains("Resolved"));
        var other = new PlanDesk(platform, Role.PLANNER);
        assertEquals(
                404,
                other.org
                        .planner
                        .submit(
                                other.path() + "/comments",
                                other.path() + "/comments/" + comment.id() + "/resolution",
                                Map.of())
                        .statusCode());
    }

    private void sees(PlanDesk desk, String name) {
        assertEquals(
                200,
                platform.signedIn(desk.org.workspace, Role.PLANNER, desk.org.personId(name))
                        .get(desk.path())
                        .statusCode());
    }

    @Test
    void whoeverCannotSeePlansIsNotMentionedAndNothingTypedIsLost() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        sees(desk, "ann");
        String comments = desk.path() + "/comments";
        String text = "Both of you: @" + desk.org.address("ann") + " and @" + desk.org.address("bob");
        var refused = desk.org.planner.submit(comments, comments, Map.of("text", text));
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains(">" + text + "</textarea>"), refused.body());
        assertTrue(
                refused.body().contains("Name bob cannot be mentioned: they have not opened a plan")
                        && !refused.body().contains("Name ann cannot be mentioned"),
                refused.body());
        var api = desk.org.api("POST", "/plans/" + desk.id + "/comments", "{\"text\":\"" + text + "\"}", "");
        assertEquals(422, api.statusCode(), api.body());
        assertTrue(api.body().contains("@" + desk.org.address("bob") + ": Name bob cannot be mentioned"), api.body());
        assertEquals(List.of(), new PlanComments(new People()).of(desk.org.workspace, desk.id));
        sees(desk, "bob");
        assertEquals(
                303,
                desk.org
                        .planner
                        .submit(comments, comments, Map.of("text", text))
                        .statusCode());
        // Nobody needs to have opened a plan to be reminded by themselves.
        var pia = new Caller(desk.org.personId("boss"), "Boss", "boss@example.org", Set.of(Role.PLANNER));
        assertEquals(
                List.of(desk.org.personId("boss")),
                new PlanComments(new People())
                        .add(desk.org.workspace, pia, desk.id, "", "For me: @" + desk.org.address("boss"))
                        .mentions());
    }

    @Test
    void whoeverMentionsSomebodyIsHeardOf() {
        var desk = new PlanDesk(platform, Role.PLANNER);
        var comments = new PlanComments(new People());
        var heard = new java.util.ArrayList<List<String>>();
        comments.whenMentioned((workspace, comment) -> heard.add(comment.mentions()));
        var pia = new Caller("pia", "Pia", "pia@example.org", Set.of(Role.PLANNER));
        sees(desk, "bob");
        comments.add(desk.org.workspace, pia, desk.id, "", "Nobody");
        comments.add(desk.org.workspace, pia, desk.id, "", "@" + desk.org.address("bob") + " look");
        assertEquals(List.of(List.of(desk.org.personId("bob"))), heard);
    }
}
