package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Words to say: for those who were asked, whatever their role, and for nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandOversIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    /** A hand-over to the people of Sales that went out. @return its step */
    private static JsonNode handedOver(Org org, String messenger) {
        String sales = org.sales();
        String plan = org.send(org.addStep(org.draft(), sales, messenger, "HAND_OVER", "Two minutes on data"));
        return org.step(plan, "Two minutes on data");
    }

    @Test
    void aPeerWhoIsAskedFindsTheirWordsAndTicksThemOffWithoutAnyRole() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        org.stakeholder("Ann", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("ann") + "\"");
        JsonNode step = handedOver(org, "PEER");
        String page = org.base + "/hand-over/" + step.get("id").asText();
        Visitor ann = platform.signedIn(org.workspace, Role.LEARNER, org.personId("ann"));

        String home = ann.get(org.base + "/").body();
        assertTrue(home.contains("href=\"" + page + "\""), home);
        String list = ann.get(org.base + "/hand-over").body();
        assertTrue(list.contains("Two minutes on data") && list.contains("Not said yet"), list);
        assertTrue(list.contains("datetime=\"" + step.get("on").asText() + "\""), list);
        assertEquals(303, ann.submit(page, page + "/said", Map.of()).statusCode());
        assertTrue(ann.get(page).body().contains("You said it"));
        assertTrue(ann.get(org.base + "/").body().contains("nothing for you to do"));
        assertTrue(ann.get(org.base + "/api/v1/hand-overs").body().contains("\"said\":true"));
    }

    @Test
    void aManagerWhoWasNotAskedSeesNothingOfIt() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        String step = handedOver(org, "LINE_MANAGER").get("id").asText();
        Visitor boss = platform.signedIn(org.workspace, Role.MANAGER, org.personId("boss"));
        assertEquals(200, boss.get(org.base + "/hand-over/" + step).statusCode());

        Visitor other = platform.signedIn(org.workspace, Role.MANAGER);
        assertFalse(other.get(org.base + "/hand-over").body().contains("Two minutes on data"));
        assertEquals(404, other.get(org.base + "/hand-over/" + step).statusCode());
        String token = Visitor.token(other.get(org.base + "/").body());
        assertEquals(
                404,
                other.json("POST", org.base + "/api/v1/hand-overs/" + step + "/said", "", token)
                        .statusCode());
    }

    @Test
    void whatAMailboxWasAskedEveryManagerFindsAndNoLearner() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.stakeholder("Trainers", "TRAINERS", "\"email\":\"" + org.address("trainers") + "\"");
        String page =
                org.base + "/hand-over/" + handedOver(org, "TRAINER").get("id").asText();
        assertEquals(
                200, platform.signedIn(org.workspace, Role.MANAGER).get(page).statusCode());
        assertEquals(
                404, platform.signedIn(org.workspace, Role.LEARNER).get(page).statusCode());
    }

    @Test
    void whyTheBuilderChoseTheWordsIsNotTold() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        JsonNode step = handedOver(org, "LINE_MANAGER");
        String reason = step.get("reason").asText();
        assertFalse(reason.isBlank());
        Visitor boss = platform.signedIn(org.workspace, Role.MANAGER, org.personId("boss"));
        for (String path : List.of("/hand-over/" + step.get("id").asText(), "/api/v1/hand-overs")) {
            String told = boss.get(org.base + path).body();
            assertTrue(told.contains("Two minutes on data"), told);
            assertFalse(told.contains(reason), told);
        }
    }
}
