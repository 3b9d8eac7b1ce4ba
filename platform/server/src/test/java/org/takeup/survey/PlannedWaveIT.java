package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Waves that open later: they take nothing before, can be changed and deleted until then, and open by themselves. */
class PlannedWaveIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;
    private Workspace workspace;
    private Planner planner;
    private List<String> people;

    @BeforeEach
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
        workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        planner = new Planner(platform, workspace);
        people = Samples.people(workspace, 0, 8, "Sales");
    }

    @AfterEach
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private String plan(Duration in, String more) {
        Instant opens = clock.instant().plus(in);
        var planned = planner.send("POST", "/waves", body(opens, more));
        assertEquals(201, planned.statusCode(), planned.body());
        return Planner.json(planned).get("id").asText();
    }

    private static String body(Instant opens, String more) {
        return """
                {"plugin":"survey-maturity","title":"Later","opens":"%s","closes":"%s"%s}""".formatted(opens, opens.plus(Duration.ofDays(7)), more);
    }

    private JsonNode wave(String id) {
        return planner.read("/waves/" + id);
    }

    private void becomes(String id, String state) {
        Eventually.holds(
                "the wave is " + state,
                Samples.SOON,
                () -> wave(id).get("state").asText().equals(state));
    }

    private int statusOf(String link) {
        return platform.stranger().get(link).statusCode();
    }

    @Test
    void aPlannedWaveTakesNothingSaysWhenItOpensThenOpensAndInvites() {
        String id = plan(Duration.ofDays(2), ",\"invites\":true,\"sample\":{\"people\":6}");
        assertEquals("planned", wave(id).get("state").asText());
        assertTrue(planner.page(id).contains("It opens by itself on"), planner.page(id));
        assertTrue(planner.page(id).contains("They are invited by mail as soon as it opens"));
        assertTrue(planner.visitor().get(planner.base() + "/surveys").body().contains("Opens "));
        assertTrue(planner.visitor()
                .get(planner.base() + "/surveys/" + id + "/preview")
                .body()
                .contains("Defining business need"));
        var early =
                platform.signedIn(workspace, Role.LEARNER, people.getFirst()).get(planner.base() + "/my-surveys/" + id);
        assertEquals(409, early.statusCode());
        assertTrue(early.body().contains("This survey opens on "), early.body());
        String ticket = WaveKey.fresh().ticket("anybody");
        assertEquals(409, statusOf(planner.base() + "/answer/" + id + "/" + ticket));
        assertEquals(
                409, planner.send("POST", "/waves/" + id + "/invitations", "{}").statusCode());

        assertEquals(409, planner.send("POST", "/waves/" + id + "/close", "{}").statusCode());

        clock.pass(Duration.ofDays(2).plusSeconds(1));
        becomes(id, "open");
        Eventually.holds(
                "six are invited",
                Samples.SOON,
                () -> wave(id).at("/participation/invited").asInt() == 6);
        assertEquals(404, statusOf(planner.base() + "/answer/" + id + "/" + ticket));
        assertTrue(planner.page(id).contains("frozen when the survey opened"));
        var late = planner.send("DELETE", "/waves/" + id, "");
        assertEquals(409, late.statusCode(), late.body());
    }

    @Test
    void whatIsPlannedIsChangedByTheVersionThatWasSeenAndNotOpenedOrClosedByTheOldTimes() {
        String id = plan(Duration.ofDays(1), "");
        Instant later = clock.instant().plus(Duration.ofDays(20));
        String change = body(later, ",\"people\":[\"" + String.join("\",\"", people.subList(0, 6)) + "\"]");
        var visitor = planner.visitor();
        String csrf = org.takeup.app.Visitor.token(
                visitor.get(planner.base() + "/surveys/new").body());
        String path = planner.base() + "/api/v1/waves/" + id;
        assertEquals(428, visitor.json("PUT", path, change, csrf).statusCode());
        String form = planner.base() + "/surveys/" + id + "/plan";
        assertTrue(visitor.get(form).body().contains("value=\"Later\""));
        var fields = Map.of(
                "version",
                "1",
                "plugin",
                "survey-maturity",
                "title",
                "Moved",
                "whom",
                "people",
                "people",
                String.join("\n", people.subList(0, 6)),
                "opens",
                workspace.today().plusDays(20).toString(),
                "closes",
                workspace.today().plusDays(30).toString());
        assertEquals(303, visitor.submit(form, form, fields).statusCode());
        assertEquals(412, visitor.submit(form, form, fields).statusCode());
        assertEquals("Moved", wave(id).get("title").asText());
        assertEquals(6, wave(id).get("people").asInt());

        // The old time to open and the old time to close pass.
        clock.pass(Duration.ofDays(9));
        String other = plan(Duration.ofMinutes(1), "");
        clock.pass(Duration.ofMinutes(2));
        becomes(other, "open");
        assertEquals("planned", wave(id).get("state").asText());
        clock.pass(Duration.ofDays(12));
        becomes(id, "open");
        assertEquals(6, wave(id).get("people").asInt());
        assertEquals("closed", wave(other).get("state").asText());
    }

    @Test
    void aPlannedWaveIsDeletedWithAllOfItAndItsTimeComesForNothing() {
        String id = plan(Duration.ofDays(1), ",\"people\":[\"" + String.join("\",\"", people) + "\"]");
        planner.press(id, "/delete");
        assertEquals(
                404, planner.visitor().get(planner.base() + "/surveys/" + id).statusCode());
        assertEquals(
                404,
                statusOf(
                        planner.base() + "/answer/" + id + "/" + WaveKey.fresh().ticket("x")));
        assertEquals(List.of(), new Named(workspace, id).all());
        assertFalse(platform.dump(workspace).toString().contains("Defining business need"), "questions are left");
        String other = plan(Duration.ofDays(1).plusSeconds(1), "");
        clock.pass(Duration.ofDays(2));
        becomes(other, "open");
        assertEquals(1, planner.read("/waves").get("waves").size());
    }

    @Test
    void aWaveThatCannotOpenWhenItsTimeComesSaysWhyAndOpensOnceItCan() {
        Samples.people(workspace, 100, 5, "Works");
        String id = plan(Duration.ofDays(1), ",\"segment\":\"unit:Works\"");
        for (int n = 100; n < 105; n++) {
            var left = Samples.person(workspace, n, "Elsewhere");
            new org.takeup.people.People().upsert(workspace, List.of(left));
        }
        clock.pass(Duration.ofDays(1).plusSeconds(1));
        Eventually.holds(
                "the page says why", Samples.SOON, () -> planner.page(id).contains("This has 0 people."));
        assertEquals("planned", wave(id).get("state").asText());
        Samples.people(workspace, 100, 5, "Works");
        clock.pass(Duration.ofMinutes(2));
        becomes(id, "open");
        assertFalse(planner.page(id).contains("could not open"));
    }

    @Test
    void aClockThatIsMovedBackOpensNothingTwiceAndReopensNothing() {
        String id = plan(Duration.ofDays(1), "");
        clock.pass(Duration.ofDays(1).plusSeconds(1));
        becomes(id, "open");
        String opened = wave(id).get("opened").asText();
        clock.pass(Duration.ofDays(-3));
        assertEquals("open", wave(id).get("state").asText());
        assertEquals(409, planner.send("DELETE", "/waves/" + id, "").statusCode());
        assertEquals(opened, wave(id).get("opened").asText());
        planner.send("POST", "/waves/" + id + "/close", "{}");
        clock.pass(Duration.ofDays(-3));
        assertEquals("closed", wave(id).get("state").asText());
        assertEquals(
                410, planner.send("POST", "/waves/" + id + "/invitations", "{}").statusCode());
    }

    @Test
    void timesAreThoseOfTheWavesZoneAlsoInTheHourThatIsLeftOut() {
        var form = Map.of(
                "zone",
                "Europe/Berlin",
                "opens",
                "2027-03-28",
                "opensAt",
                "02:30",
                "closes",
                "2027-04-02",
                "closesAt",
                "17:00");
        String id = planner.open(form);
        JsonNode wave = wave(id);
        assertEquals("2027-03-28T01:30:00Z", wave.get("opened").asText());
        assertEquals("2027-04-02T15:00:00Z", wave.get("closes").asText());
        assertTrue(planner.page(id).contains("(Europe/Berlin)"), planner.page(id));
        var unknown = planner.sendForm(Map.of("zone", "Mars/" + UUID.randomUUID()));
        assertEquals(422, unknown.statusCode());
        assertTrue(unknown.body().contains("Give a time zone like Europe/Berlin."));
        var past = planner.sendForm(Map.of("opens", "2020-01-01"));
        assertEquals(422, past.statusCode());
        assertTrue(past.body().contains("Choose a time in the future and within a year"), past.body());
    }
}
