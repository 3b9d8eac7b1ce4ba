package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Whom a comment on a plan can ask to read it: people who see plans, found by the beginning of a name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanMentionIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        assertEquals(
                List.of(),
                platform.watch().shapes().withoutIndex(Plans.COLLECTIONS).stream()
                        .filter(shape -> shape.collection().startsWith("plan"))
                        .toList());
        platform.close();
    }

    private final class Desk {
        final Org org = new Org(platform, Placement.POOLED, Role.PLANNER);
        final String plan;

        Desk() {
            org.people();
            org.sales();
            plan = org.draft(org.workspace.today().plusDays(9)).get("id").asText();
        }

        String comments() {
            return org.base + "/plans/" + plan + "/comments";
        }

        void sees(String name) {
            assertEquals(
                    200,
                    platform.signedIn(org.workspace, Role.PLANNER, org.personId(name))
                            .get(org.base + "/plans/" + plan)
                            .statusCode());
        }

        JsonNode found(String begins) {
            return Org.read(org.api("GET", "/plans/" + plan + "/readers?name=" + begins, "", ""))
                    .get("people");
        }
    }

    @Test
    void onlyWhoSeesPlansIsFoundByTheBeginningOfAnyWordOfTheirName() {
        var desk = new Desk();
        desk.sees("ann");
        for (String begins : List.of("ann", "AN", "name", "Name%20a")) {
            JsonNode found = desk.found(begins);
            assertEquals(1, found.size(), begins + found);
            assertEquals("Name ann", found.get(0).get("name").asText());
            assertEquals(desk.org.address("ann"), found.get(0).get("address").asText());
        }
        for (String begins : List.of("", "nn", "bob", ".*", "a".repeat(200))) {
            assertEquals(0, desk.found(begins).size(), begins);
        }
        assertEquals(0, new Desk().found("ann").size(), "another organisation");
        assertEquals(
                404,
                desk.org.api("GET", "/plans/nothing/readers?name=a", "", "").statusCode());
    }

    @Test
    void whoeverLeftOrHasNotComeForLongIsNotFound() {
        var desk = new Desk();
        desk.sees("ann");
        desk.sees("bob");
        new People()
                .upsert(
                        desk.org.workspace,
                        List.of(new PersonRecord(
                                "test",
                                "ann",
                                "Name ann",
                                desk.org.address("ann"),
                                Optional.of("Sales"),
                                Optional.empty(),
                                false)));
        assertEquals(0, desk.found("ann").size());
        var readers = new PlanReaders(new People());
        assertEquals(1, readers.named(desk.org.workspace, "bob").size());
        clock.pass(Duration.ofDays(181));
        assertEquals(0, readers.named(desk.org.workspace, "bob").size());
    }

    @Test
    void withoutScriptSomebodyIsFoundAndPutIntoTheCommentAndNothingTypedIsLost() {
        var desk = new Desk();
        desk.sees("ann");
        String page = desk.comments();
        var found = desk.org.planner.submit(
                page, page + "/mention", Map.of("step", "", "text", "Is this plain?", "who", "ann"));
        assertEquals(200, found.statusCode(), found.body());
        assertTrue(found.body().contains("Is this plain?"), found.body());
        assertTrue(found.body().contains("value=\"" + desk.org.address("ann") + "\""), found.body());
        var chosen = desk.org.planner.submit(
                page,
                page + "/mention",
                Map.of("step", "", "text", "Is this plain?", "who", "ann", "chosen", desk.org.address("ann")));
        String text = "Is this plain? @" + desk.org.address("ann") + " ";
        assertTrue(chosen.body().contains(">" + text + "</textarea>"), chosen.body());
        assertFalse(chosen.body().contains("<li id=\"comment-"), "nothing is said yet");

        var nobody = desk.org.planner.submit(page, page + "/mention", Map.of("text", "Kept words", "who", "bob"));
        assertTrue(nobody.body().contains("Nobody who sees plans has a name that begins so."), nobody.body());
        assertTrue(nobody.body().contains("Kept words"), nobody.body());

        assertEquals(
                303, desk.org.planner.submit(page, page, Map.of("text", text)).statusCode());
        assertTrue(desk.org.planner.get(page).body().contains("<span>Name ann </span>"));
    }
}
