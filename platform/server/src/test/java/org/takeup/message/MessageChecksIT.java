package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.Visitor;
import org.takeup.message.format.Format;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Checks of the words of a step: how hard they are, which terms the workspace has others for, and what a reason is good for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageChecksIT {
    private static final String HARD =
            "Organisational prioritisation facilitates capability development opportunities throughout participating departments. "
                    .repeat(3)
                    .strip();

    @AutoClose
    private final MessageDesk desk = new MessageDesk();

    @BeforeEach
    void aPlan() {
        desk.in(Placement.POOLED);
    }

    @Test
    void hardWordsNeedAReasonForExactlyTheseWordsBeforeThePlanIsApproved() {
        JsonNode saved = MessageDesk.json(desk.save("default", "Prioritisation", HARD));
        assertTrue(saved.get("needsReason").asBoolean(), saved.toString());
        assertTrue(saved.at("/variants/0/checks/above").asBoolean());
        desk.does("review");
        var refused = desk.api("POST", "/plans/" + desk.plan + "/approval", "", MessageDesk.tag(desk.planNow()));
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(
                desk.planNow().toString().contains("These words are hard to read: LIX"),
                desk.planNow().toString());
        String page = desk.admin.get(desk.base + desk.words()).body();
        assertTrue(page.contains("The plan cannot be approved with these words"), page);

        assertEquals(
                422,
                desk.api("POST", desk.words() + "/override", "{\"reason\":\" \"}", MessageDesk.tag(desk.message()))
                        .statusCode());
        Visitor writer = desk.platform.signedIn(desk.workspace, Role.PLANNER, "writer");
        assertEquals(
                303,
                writer.submit(
                                desk.base + desk.words(),
                                desk.base + desk.words() + "/details",
                                Map.of(
                                        "version",
                                        MessageDesk.tag(desk.message()).replace("\"", ""),
                                        "link",
                                        "https://a.example/"))
                        .statusCode());
        var own = writer.submit(
                desk.base + desk.words(),
                desk.base + desk.words() + "/override",
                Map.of("version", MessageDesk.tag(desk.message()).replace("\"", ""), "reason", "I like it"));
        assertEquals(403, own.statusCode(), own.body());
        JsonNode given = MessageDesk.json(desk.api(
                "POST",
                desk.words() + "/override",
                "{\"reason\":\"The law says it so\"}",
                MessageDesk.tag(desk.message())));
        assertFalse(given.get("needsReason").asBoolean());
        assertEquals("The law says it so", given.at("/reason/reason").asText());
        desk.does("review");
        assertTrue(desk.does("approval").get("approval").has("by"));
        assertTrue(
                desk.admin.get(desk.base + "/audit").body().contains("Let hard words of a plan go out, with a reason"));
    }

    @Test
    void aReasonDoesNotCountForOtherWordsAndTheLimitIsTheWorkspaces() {
        MessageDesk.json(desk.save("default", "Prioritisation", HARD));
        MessageDesk.json(desk.api(
                "POST",
                desk.words() + "/override",
                "{\"reason\":\"The law says it so\"}",
                MessageDesk.tag(desk.message())));
        assertFalse(desk.message().get("needsReason").asBoolean());
        MessageDesk.json(desk.save("default", "Prioritisation", HARD + " Organisational."));
        assertTrue(desk.message().get("needsReason").asBoolean());

        MessageDesk.json(desk.save(
                "default",
                "Come along",
                "You can learn with us in the library. ".repeat(5).strip()));
        assertFalse(desk.message().get("needsReason").asBoolean());
        assertEquals(
                422, desk.api("PUT", "/vocabulary/limit", "{\"lix\":5}", "").statusCode());
        assertEquals(
                30,
                MessageDesk.json(desk.api("PUT", "/vocabulary/limit", "{\"lix\":30}", ""))
                        .get("limit")
                        .asInt());
        assertEquals(30, desk.message().get("limit").asInt());
    }

    @Test
    void termsAreProposedAndTheWriterDecides() {
        JsonNode saved = MessageDesk.json(
                desk.save("default", "Leverage it", "We leverage **synergy**. [leverage](https://leverage.example/)"));
        assertEquals(
                List.of("leverage", "synergy"),
                saved.at("/variants/0/checks/terms").findValuesAsText("term"));
        JsonNode taken = MessageDesk.json(desk.api(
                "POST", desk.words() + "/terms", "{\"term\":\"leverage\",\"take\":true}", MessageDesk.tag(saved)));
        assertEquals("Use it", taken.at("/variants/0/subject").asText());
        assertEquals(
                "We use **synergy**. [use](https://leverage.example/)",
                taken.at("/variants/0/words").asText());
        JsonNode kept = MessageDesk.json(desk.api(
                "POST", desk.words() + "/terms", "{\"term\":\"synergy\",\"take\":false}", MessageDesk.tag(taken)));
        assertEquals(0, kept.at("/variants/0/checks/terms").size());
        assertEquals(List.of("synergy"), List.of(kept.get("kept").get(0).asText()));
        assertEquals(
                404,
                desk.api(
                                "POST",
                                desk.words() + "/terms",
                                "{\"term\":\"leverage\",\"take\":true}",
                                MessageDesk.tag(kept))
                        .statusCode());

        MessageDesk.json(desk.api("POST", "/vocabulary/terms", """
                {"language":"en","term":"hub","instead":"learning site"}""", ""));
        JsonNode own = MessageDesk.json(desk.api("POST", "/vocabulary/terms", """
                {"language":"en","audience":"%s","term":"dashboard","instead":""}""".formatted(desk.sales), ""));
        MessageDesk.json(desk.api("POST", "/vocabulary/terms", """
                {"language":"en","term":"dashboard","instead":"overview"}""", ""));
        JsonNode checked = MessageDesk.json(desk.api(
                "POST",
                desk.words() + "/checks",
                "{\"subject\":\"The hub\",\"words\":\"Look at the dashboard.\"}",
                ""));
        assertEquals(List.of("hub"), checked.get("terms").findValuesAsText("term"), "Sales say dashboard themselves");
        assertEquals(
                204,
                desk.api("DELETE", "/vocabulary/terms/" + own.get("id").asText(), "", "")
                        .statusCode());
        checked = MessageDesk.json(desk.api(
                "POST",
                desk.words() + "/checks",
                "{\"subject\":\"The hub\",\"words\":\"Look at the dashboard.\"}",
                ""));
        assertEquals(List.of("hub", "dashboard"), checked.get("terms").findValuesAsText("term"));
        String page = desk.admin.get(desk.base + "/vocabulary").body();
        assertTrue(page.contains("learning site") && page.contains("Highest LIX"), page);
        assertEquals(
                422,
                desk.api("POST", "/vocabulary/terms", "{\"language\":\"xx\",\"term\":\"<b>\"}", "")
                        .statusCode());
    }

    @Test
    void checksNameTheirMethodAndSourceInEachLanguage() {
        for (var each : Map.of(
                        "en", "Flesch 1948",
                        "de", "Amstad 1978",
                        "fr", "Kandel and Moles 1958",
                        "es", "Fernández Huerta 1959")
                .entrySet()) {
            JsonNode checks = MessageDesk.json(desk.api(
                    "POST",
                    desk.words() + "/checks",
                    "{\"language\":\"%s\",\"subject\":\"a\",\"words\":\"la la la. la la.\"}".formatted(each.getKey()),
                    ""));
            assertTrue(checks.get("easeFormula").asText().contains(each.getValue()), checks.toString());
            assertTrue(checks.get("lixGrade").asText().startsWith("very easy"), checks.toString());
            assertEquals(Format.values().length, checks.get("lengths").size());
        }
        JsonNode wrong = MessageDesk.json(
                desk.api("POST", desk.words() + "/checks", "{\"subject\":\"\",\"words\":\"{{x}}\"}", ""));
        assertTrue(wrong.get("faults").get(0).asText().contains("Line 1, column 1"), wrong.toString());
    }
}
