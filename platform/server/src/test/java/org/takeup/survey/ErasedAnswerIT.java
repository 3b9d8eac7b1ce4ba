package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** What was answered stays when its person is erased, and not even the key of an open survey leads to it any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasedAnswerIT {
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
    void theAnswerOfAnErasedPersonCountsAndNobodysKeyLeadsToIt() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> people = Samples.people(workspace, 0, 7, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, wave, 7);
        String answered = people.getFirst();
        String silent = people.getLast();
        String ticket = Samples.ticket(workspace, wave, answered);
        String link = Samples.base(workspace) + "/answer/" + wave.id() + "/" + ticket;
        for (String person : people.subList(0, 6)) {
            String own =
                    Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, person);
            Visitor phone = platform.stranger();
            assertEquals(303, phone.post(own + "/1", "a.mood=3&a.time=2").statusCode());
            String words = person.equals(answered) ? "canary-of-the-erased" : "fine";
            assertEquals(303, phone.post(own + "/2", "a.words=" + words).statusCode());
        }

        erase(workspace, answered);
        erase(workspace, silent);

        var ballots = new BallotStore(workspace, wave.id());
        var turnout = new TurnoutStore(workspace, wave.id());
        assertTrue(ballots.find(WaveKey.ballotId(wave.id(), ticket)).isEmpty(), "the key leads nowhere");
        Participation now = turnout.participation();
        assertEquals(6, now.invited());
        assertEquals(6, now.finished());
        List<Document> dump = platform.dump(workspace);
        assertTrue(dump.toString().contains("canary-of-the-erased"));
        assertFalse(dump.toString().contains(answered));
        assertFalse(dump.toString().contains(silent));
        // Whoever still has the link changes nothing with it.
        assertTrue(platform.stranger().post(link + "/2", "a.words=changed").statusCode() >= 400);
        Samples.closeAndSeparate(platform, workspace, wave);
        assertTrue(platform.dump(workspace).toString().contains("canary-of-the-erased"), "it is counted");
        assertEquals(6, turnout.participation().finished());
    }

    private void erase(Workspace workspace, String person) {
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String page = Samples.base(workspace) + "/your-data";
        assertEquals(
                303,
                admin.submit(page, page + "/erasures", java.util.Map.of("person", person))
                        .statusCode());
        Eventually.holds(
                "the person is erased",
                Samples.SOON,
                () -> !admin.get(page).body().contains("Under way"));
    }
}
