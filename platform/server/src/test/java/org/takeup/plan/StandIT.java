package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Whom planners call disenchanted is seen by planners, and by nobody else in no way; and how people move on the map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LABEL = "disenchanted";

    private TestPlatform platform;
    private MailCatcher mail;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
    }

    private static boolean tells(String text) {
        return text.toLowerCase(Locale.ROOT).contains(LABEL);
    }

    @Attack(
            value = "where a stakeholder stands, by who is no planner and by what leaves the workspace",
            kind = Kind.EXPORT,
            threats = "T1",
            at = "stakeholders, stakeholders-list, stakeholder-get, export-file, audit, audit-export, outbox")
    @BothPlacements
    void whereSomebodyStandsIsForPlannersAlone(Placement placement) {
        var org = new Org(platform, placement, Role.ADMIN);
        org.people();
        String id = org.sales();
        String set = """
                {"name":"Sales people","kind":"LEARNERS","size":3,"power":4,"interest":2,"attitude":"DISENCHANTED",
                 "segment":"unit:Sales"}""";
        assertEquals(200, org.api("PUT", "/stakeholders/" + id, set, "\"1\"").statusCode());
        // Who leaves it out does not change it.
        String without = set.replace("\"attitude\":\"DISENCHANTED\",", "");
        assertEquals(
                200, org.api("PUT", "/stakeholders/" + id, without, "\"2\"").statusCode());

        assertTrue(tells(org.planner.get(org.base + "/stakeholders").body()));
        for (String path : List.of("/stakeholders", "/stakeholders/" + id)) {
            assertFalse(tells(org.api("GET", path, "", "").body()), path);
            assertTrue(tells(org.api("GET", path + "?positions=true", "", "").body()), path);
        }
        for (Role role : List.of(Role.LEARNER, Role.MANAGER)) {
            Visitor other = platform.signedIn(org.workspace, role, org.personId("ann"));
            for (String path : List.of("/stakeholders", "/api/v1/stakeholders?positions=true")) {
                assertEquals(403, other.get(org.base + path).statusCode());
            }
            assertFalse(tells(other.get(org.base + "/").body()));
        }
        String plan = org.send(org.addMail(org.draft(), id));
        Eventually.holds(
                "ann has her mail",
                SOON,
                () -> org.step(plan, "Why this matters").get("status").asText().equals("SENT"));
        mail.mails().forEach(each -> assertFalse(tells(MailCatcher.text(each) + MailCatcher.header(each, "Subject"))));
        for (String path : List.of("/audit", "/api/v1/audit", "/outbox", "/api/v1/outbox", "/")) {
            assertFalse(tells(org.planner.get(org.base + path).body()), path);
        }
        // An archive is made of all collections but those that it names as left out.
        boolean somewhere = false;
        for (CollectionSpec spec : TestPlatform.collections()) {
            var stored = new StringBuilder();
            org.workspace.collection(spec).all().forEach(each -> stored.append(each.toJson()));
            boolean told = tells(stored.toString());
            assertFalse(told && !TestPlatform.leftOut().contains(spec.name()), spec.name());
            somewhere |= told;
        }
        assertTrue(somewhere);
        assertEquals(204, org.api("DELETE", "/stakeholders/" + id, "", "\"3\"").statusCode());
        assertEquals(0, org.workspace.collection(Positions.POSITIONS).count(new org.bson.Document()));
    }

    @Test
    void aMoveIsNotedAndMadeOnceAndToWhatWasSeen() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        String id = org.sales();
        String place = "/stakeholders/" + id + "/place";
        JsonNode moved = Org.read(org.api("PUT", place, "{\"power\":5,\"interest\":5}", "\"1\""));
        assertEquals("PARTNER", moved.path("quadrant").asText());
        assertEquals(2, moved.path("version").asInt());
        assertEquals(
                412,
                org.api("PUT", place, "{\"power\":1,\"interest\":1}", "\"1\"").statusCode());
        assertEquals(
                422,
                org.api("PUT", place, "{\"power\":6,\"interest\":1}", "\"2\"").statusCode());
        var form = org.planner.submit(
                org.base + "/stakeholders",
                org.base + place,
                java.util.Map.of("version", "2", "power", "2", "interest", "4"));
        assertEquals(303, form.statusCode());
        String page = org.planner.get(org.base + "/stakeholders").body();
        assertTrue(page.contains("Moved Sales people from power 5 and interest 5 to power 2 and interest 4."), page);
        assertTrue(page.contains("Put Sales people on the map"), page);
    }

    @Test
    void managersAreSuggestedWithTheirReasonAndComeOntoTheMapOnlyByAYes() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        assertEquals(
                "[]",
                Org.read(org.api("GET", "/stakeholder-suggestions", "", ""))
                        .path("suggestions")
                        .toString());
        org.peopleOf("boss", "c1", "c2", "c3");
        JsonNode suggested = Org.read(org.api("GET", "/stakeholder-suggestions", "", ""))
                .path("suggestions")
                .path(0);
        assertEquals("Name boss", suggested.path("name").asText());
        assertTrue(suggested.path("reason").asText().startsWith("5 people report to them"), suggested.toString());
        String page = org.planner.get(org.base + "/stakeholders").body();
        assertFalse(page.contains("Name boss"), page);

        String path = "/stakeholder-suggestions/" + suggested.path("id").asText();
        assertEquals(
                303,
                org.planner
                        .submit(org.base + "/stakeholder-suggestions", org.base + path, java.util.Map.of("say", "YES"))
                        .statusCode());
        assertEquals(404, org.api("POST", path, "{\"yes\":true}", "").statusCode());
        assertTrue(org.api("GET", "/stakeholders", "", "").body().contains("Name boss"));
        assertFalse(
                org.planner.get(org.base + "/stakeholder-suggestions").body().contains("Name boss"));
    }
}
