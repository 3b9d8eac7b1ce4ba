package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** The first page of a workspace: what waits for whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingAtHomeIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void anInvitedLearnerFindsTheSurveyAndGetsToItsQuestions() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, wave, people.size());
        Visitor learner = platform.signedIn(workspace, Role.LEARNER, people.getFirst());

        String page = learner.get(Samples.base(workspace) + "/").body();
        assertTrue(page.contains("How we learn"), page);
        assertTrue(page.contains("About 4 minutes"), page);
        String path = Samples.base(workspace) + "/my-surveys/" + wave.id();
        assertTrue(page.contains("href=\"" + path + "\""), page);
        assertEquals(303, learner.get(path).statusCode());
    }

    @Test
    void whoIsNotInvitedIsToldThatNothingWaitsAndAPlannerWhereToGoOn() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        String base = Samples.base(workspace);
        String learner =
                platform.signedIn(workspace, Role.LEARNER).get(base + "/").body();
        assertTrue(learner.contains("nothing for you to do"), learner);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String page = planner.get(base + "/").body();
        assertFalse(page.contains("nothing for you to do"), page);
        for (String path : List.of("/surveys", "/stakeholders", "/plans", "/board")) {
            assertTrue(page.contains("href=\"" + base + path + "\""), path);
            assertEquals(200, planner.get(base + path).statusCode(), path);
        }
    }
}
