package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** A form about a stakeholder that is refused comes back as it was typed, and says what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StakeholderFormIT {
    private static final Map<String, String> TRAINERS = Map.of(
            "name", "Trainers",
            "kind", "TRAINERS",
            "size", "3",
            "power", "2",
            "interest", "4",
            "attitude", "SUPPORTER",
            "note", "Meet them on Tuesdays",
            "vocabulary", "field engagement = customer visits");

    private TestPlatform platform;
    private Visitor planner;
    private String map;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @BeforeEach
    void anotherWorkspace() {
        var workspace = platform.tenant("f" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
        planner = platform.signedIn(workspace, Role.PLANNER);
        map = "/w/" + workspace.tenant().slug() + "/stakeholders";
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static Map<String, String> with(String... more) {
        var fields = new TreeMap<>(TRAINERS);
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private String id() {
        return planner.get(map).body().replaceFirst("(?s).*id=\"place-([0-9a-f]+)\".*", "$1");
    }

    @Test
    void whoIsToBeAddedIsNotTypedTwice() {
        HttpResponse<String> refused = planner.submit(map, map, with("email", "them@elsewhere.example", "power", "3"));
        assertEquals(422, refused.statusCode());
        String page = refused.body();
        assertTrue(page.contains("href=\"#new-email\""), page);
        assertTrue(page.contains("Give one address of your own organisation"), page);
        for (String typed : List.of(
                "value=\"Trainers\"",
                "value=\"TRAINERS\" selected",
                "value=\"SUPPORTER\" selected",
                "value=\"them@elsewhere.example\"",
                ">Meet them on Tuesdays<",
                ">field engagement = customer visits<")) {
            assertTrue(page.contains(typed), typed + "\n" + page);
        }
        assertTrue(planner.get(map).body().contains("Nobody is on the map yet"));
    }

    @Test
    void aChangeThatDoesNotFitComesBackInItsOwnForm() {
        assertEquals(303, planner.submit(map, map, with()).statusCode());
        String one = map + "/" + id();
        HttpResponse<String> refused =
                planner.submit(map, one, with("version", "1", "size", "many", "note", "<b>New note</b>"));
        assertEquals(422, refused.statusCode());
        String page = refused.body();
        assertTrue(page.contains("href=\"#s-" + id() + "-size\""), page);
        assertTrue(page.contains("value=\"many\""), page);
        assertTrue(page.contains("&lt;b&gt;New note&lt;/b&gt;"), page);
        assertTrue(page.contains("<details class=\"card\" open"), page);
        assertFalse(page.contains("href=\"#new-size\""), "the other form is as it was");
    }

    @Test
    void whatSomebodyElseWroteIsReplacedOnlyKnowingly() {
        planner.submit(map, map, with());
        String one = map + "/" + id();
        assertEquals(
                303,
                planner.submit(map, one, with("version", "1", "note", "Theirs")).statusCode());
        HttpResponse<String> late = planner.submit(map, one, with("version", "1", "note", "Mine"));
        assertEquals(412, late.statusCode());
        assertTrue(late.body().contains("Somebody else has changed this"), late.body());
        assertTrue(late.body().contains(">Mine<"), late.body());
        assertTrue(planner.get(map).body().contains(">Theirs<"), "nothing was overwritten");
        String version = late.body().replaceFirst("(?s).*>Mine<.*?name=\"version\" value=\"(\\d+)\".*", "$1");
        assertEquals(
                303,
                planner.submit(map, one, with("version", version, "note", "Mine"))
                        .statusCode());
        assertTrue(planner.get(map).body().contains(">Mine<"));
    }

    @Test
    void whoIsGoneIsNotThere() {
        assertEquals(
                404,
                planner.submit(map, map + "/" + "0".repeat(24), with("version", "1"))
                        .statusCode());
    }
}
