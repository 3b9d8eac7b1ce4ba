package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.takeup.preference.Told.drops;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.identity.StillClock;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What planners learn of wishes: the cap, what was not sent and why, and sums that show nobody. The test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannersOfWishesIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(environment -> environment, clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    @ParameterizedTest
    @CsvSource({"2, 4, 2", "4, 2, 2", "3, 0, 3", "9, 0, 5", "0, 4, 4"})
    void whoOnceHadTwoCapsHasTheStricterOneAndBothPagesSayIt(int planned, int sent, int counts) {
        var told = new Told(platform, Placement.POOLED);
        Workspace workspace = told.workspace;
        if (planned > 0) {
            workspace
                    .collection(CollectionSpec.named("plan_calendar"))
                    .upsert("calendar", new Document("$set", new Document("region", "").append("cap", planned)));
        }
        if (sent > 0) {
            workspace.collection(CapStore.RULES).insert("cap", new Document("most", sent).append("version", 7L));
        }
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String calendar = planner.get(told.base + "/plan-calendar").body();
        assertTrue(calendar.contains("At most " + counts + " messages"), calendar);
        assertTrue(calendar.contains(told.base + "/wishes"), calendar);
        JsonNode sums = Told.json(told.api(planner, "GET", "/wishes", "", ""));
        assertEquals(counts, sums.path("cap").asInt(), sums.toString());

        // Saying it anew is not undone by what planning once kept.
        var loose = told.api(
                planner,
                "PUT",
                "/wishes/cap",
                "{\"most\":6}",
                "\"" + sums.path("version").asLong() + "\"");
        assertEquals(200, loose.statusCode(), loose.body());
        assertTrue(planner.get(told.base + "/plan-calendar").body().contains("At most 6 messages"));
    }

    @Test
    void plannersSeeWhatWasNotSentWithTheReasonAndThePlanThatWon() {
        var told = new Told(platform, Placement.POOLED);
        Visitor planner = platform.signedIn(told.workspace, Role.PLANNER);
        assertTrue(planner.get(told.base + "/wishes").body().contains("Everything was sent"));
        var cap = told.api(planner, "PUT", "/wishes/cap", "{\"most\":1}", "\"0\"");
        assertEquals(200, cap.statusCode(), cap.body());
        assertEquals(
                412,
                told.api(planner, "PUT", "/wishes/cap", "{\"most\":3}", "\"0\"").statusCode());
        assertEquals(
                422,
                told.api(planner, "PUT", "/wishes/cap", "{\"most\":0}", "\"1\"").statusCode());
        assertTrue(told.send("ann", "the-plan-that-won", "its-step", clock.instant()));
        clock.pass(Duration.ofMinutes(1));
        assertFalse(told.send("ann", "another-plan", "late", clock.instant()));
        clock.pass(Duration.ofMinutes(1));
        told.says("bob", Told.entry(List.of("CHAT"), "", "", "", null));
        drops(Suppressed.Why.CHANNEL, told.ask(told.mail("bob"), clock.instant()));

        JsonNode list = Told.json(told.api(planner, "GET", "/wishes/suppressed", "", ""));
        assertEquals(2, list.path("suppressed").size(), list.toString());
        assertEquals("CHANNEL", list.path("suppressed").path(0).path("why").asText());
        JsonNode lost = list.path("suppressed").path(1);
        assertEquals("TENANT_CAP", lost.path("why").asText());
        assertEquals("the-plan-that-won", lost.path("plan").asText());
        assertEquals("its-step", lost.path("step").asText());
        String page = planner.get(told.base + "/wishes").body();
        assertTrue(page.contains("as anybody may get"), page);
        for (String name : List.of("ann", "bob")) {
            assertFalse(page.contains(told.id(name)) || list.toString().contains(told.id(name)), "nobody is named");
        }
        assertEquals(403, told.signedIn("ann").get(told.base + "/wishes").statusCode());
    }

    @Test
    void theListOfWhatWasNotSentGoesOnByItsCursor() {
        var told = new Told(platform, Placement.POOLED);
        Visitor planner = platform.signedIn(told.workspace, Role.PLANNER);
        told.preferences.unsubscribe(told.workspace, told.id("ann"), "plan-step");
        for (int i = 0; i < 53; i++) {
            drops(Suppressed.Why.UNSUBSCRIBED, told.ask(told.mail("ann"), clock.instant()));
            clock.pass(Duration.ofMillis(1));
        }
        JsonNode first = Told.json(told.api(planner, "GET", "/wishes/suppressed", "", ""));
        assertEquals(50, first.path("suppressed").size());
        String next = first.path("next").asText();
        JsonNode rest = Told.json(told.api(planner, "GET", "/wishes/suppressed?after=" + next, "", ""));
        assertEquals(3, rest.path("suppressed").size());
        assertTrue(rest.path("next").isNull());
        assertTrue(planner.get(told.base + "/wishes").body().contains("/wishes?after=" + next));
        assertEquals(422, planner.get(told.base + "/wishes?after=~").statusCode());
    }

    @Test
    void sumsShowNobodyAndTheShareOfTheWayThatPeopleLikeBest() {
        var told = new Told(platform, Placement.POOLED);
        Visitor planner = platform.signedIn(told.workspace, Role.PLANNER);
        IntStream.range(0, 4).forEach(i -> says(told, "p" + i, i % 2 == 0 ? "EMAIL" : "CHAT"));
        JsonNode few = Told.json(told.api(planner, "GET", "/wishes", "", ""));
        assertTrue(few.path("people").isNull() && few.path("ways").isEmpty(), few.toString());
        assertTrue(planner.get(told.base + "/wishes").body().contains("Too few have said it yet"));

        IntStream.range(4, 17).forEach(i -> says(told, "p" + i, i < 12 ? "EMAIL" : "IN_APP"));
        for (int i = 0; i < 17; i++) {
            String way = i % 2 == 0 ? "EMAIL" : "IN_APP";
            told.sendings.note(told.workspace, "p" + i, "plan", "step", way, clock.instant());
        }
        JsonNode sums = Told.json(told.api(planner, "GET", "/wishes", "", ""));
        assertEquals(15, sums.path("people").asInt(), sums.toString());
        // EMAIL: two of the first four, and eight; IN_APP: five; CHAT: two, which are too few.
        assertEquals(10, best(sums, "EMAIL").asInt());
        assertEquals(5, best(sums, "IN_APP").asInt());
        assertTrue(best(sums, "CHAT").isNull());
        // Of 17, on the way that they like best: p0 and p2 and the even ones of p4 to p11, and the odd ones from p12
        // on.
        assertEquals(100 * (2 + 4 + 2) / 17, sums.path("onBest").asInt());
        assertTrue(planner.get(told.base + "/wishes").body().contains("10 or some more"));
    }

    private static void says(Told told, String person, String way) {
        told.preferences.change(told.workspace, person, 0, Told.entry(List.of(way), "", "", "", null));
    }

    private static JsonNode best(JsonNode sums, String way) {
        for (JsonNode line : sums.path("ways")) {
            if (line.path("way").asText().equals(way)) {
                return line.path("best");
            }
        }
        throw new AssertionError(sums);
    }
}
