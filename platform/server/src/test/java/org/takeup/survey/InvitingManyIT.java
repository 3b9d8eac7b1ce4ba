package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.Outbox;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Inviting more people than fit in one batch: stopped half-way and broken off, it is gone on with, and nobody is invited twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitingManyIT {
    private static final int MANY = 4_000;

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(HashMap::new, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static long invited(Workspace workspace, String id) {
        return new TurnoutStore(workspace, id).participation().invited();
    }

    private static Course.Inviting inviting(Workspace workspace, String id) {
        return new CourseStore(workspace).of(id).flatMap(Course::inviting).orElseThrow();
    }

    private static void becomes(Workspace workspace, String id, Course.Inviting.State state) {
        Eventually.holds(
                "inviting is " + state,
                Samples.SOON,
                () -> inviting(workspace, id).state() == state);
    }

    private static List<String> mailed(Workspace workspace) {
        var mailed = new ArrayList<String>();
        workspace.collection(Outbox.COLLECTIONS.getFirst()).all().forEach(mail -> mailed.add(mail.getString("person")));
        return mailed;
    }

    @Test
    void invitationsThatAreStoppedHalfWayGoOnWhereTheyStoppedAndNobodyIsInvitedTwice() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        List<String> people = Samples.people(workspace, 0, MANY, "Sales");
        String id = planner.open(Map.of());
        planner.press(id, "/invitations");
        var visitor = planner.visitor();
        String page = planner.base() + "/surveys/" + id;
        String csrf = org.takeup.app.Visitor.token(visitor.get(page).body());
        while (invited(workspace, id) == 0) {
            Thread.onSpinWait();
        }
        visitor.post(page + "/invitations/stop", "csrf=" + csrf);
        becomes(workspace, id, Course.Inviting.State.CANCELLED);
        // The batch that was under way is finished.
        Eventually.holds("it stands still", Samples.SOON, () -> {
            long before = invited(workspace, id);
            return before % 500 == 0 && before == mailed(workspace).size();
        });
        long half = invited(workspace, id);
        assertTrue(half > 0 && half < MANY, () -> half + " were invited");
        String stopped = planner.page(id);
        assertTrue(stopped.contains("Inviting was stopped after"), stopped);
        assertTrue(stopped.contains("Invite whoever is new"), stopped);

        planner.press(id, "/invitations");
        becomes(workspace, id, Course.Inviting.State.DONE);
        assertEquals(MANY, invited(workspace, id));
        assertEquals(MANY, inviting(workspace, id).seen());
        List<String> mailed = mailed(workspace);
        assertEquals(MANY, mailed.size());
        assertEquals(new HashSet<>(people), new HashSet<>(mailed));
    }

    @Test
    void aRunThatAnotherOneHasReplacedEndsAndBothTogetherInviteEachOnce() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.DEDICATED);
        var planner = new Planner(platform, workspace);
        Samples.people(workspace, 0, 1_200, "Sales");
        String id = planner.open(Map.of("lately", "spare"));
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    202,
                    planner.send("POST", "/waves/" + id + "/invitations", "{}").statusCode());
        }
        becomes(workspace, id, Course.Inviting.State.DONE);
        assertEquals(1_200, invited(workspace, id));
        assertEquals(0, inviting(workspace, id).leftOut());
        assertEquals(1_200, new HashSet<>(mailed(workspace)).size());
        assertEquals(1_200, mailed(workspace).size());
    }
}
