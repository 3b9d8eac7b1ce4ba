package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Comments, versions, templates, copies, the calendar and findings in the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanApiIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
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
        final String learners;
        final String plan;
        final LocalDate monday = org.workspace.today().plusWeeks(2).with(TemporalAdjusters.next(DayOfWeek.MONDAY));

        Desk() {
            org.people();
            learners = org.sales();
            plan = org.draft(monday).get("id").asText();
        }

        JsonNode does(int status, String method, String path, String body) {
            HttpResponse<String> answer = org.api(method, path, body, org.tag(org.plan(plan)));
            assertEquals(status, answer.statusCode(), answer.body());
            return answer.body().isEmpty() ? org.plan(plan) : Org.read(answer);
        }

        JsonNode get(String path) {
            return does(200, "GET", path, "");
        }

        String at(String path) {
            return "/plans/" + plan + path;
        }
    }

    @Test
    void aCommentIsSaidReadAndResolved() {
        var desk = new Desk();
        String step = desk.org.plan(desk.plan).get("steps").get(0).get("id").asText();
        assertEquals(
                200,
                platform.signedIn(desk.org.workspace, Role.PLANNER, desk.org.personId("ann"))
                        .get(desk.org.base + "/plans/" + desk.plan)
                        .statusCode());
        JsonNode said = desk.does(
                201,
                "POST",
                desk.at("/comments"),
                "{\"step\":\"" + step + "\",\"text\":\"Is this plain? @" + desk.org.address("ann") + "\"}");
        assertEquals("Name ann", said.get("mentions").get(0).get("name").asText());
        JsonNode all = desk.get(desk.at("/comments"));
        assertEquals(said, all.get("comments").get(0));
        assertTrue(all.get("next").isNull());
        String one = desk.at("/comments/" + said.get("id").asText() + "/resolution");
        desk.does(204, "POST", one, "");
        desk.does(204, "POST", one, "");
        assertTrue(desk.get(desk.at("/comments"))
                .get("comments")
                .get(0)
                .get("resolved")
                .isTextual());
        desk.does(422, "POST", desk.at("/comments"), "{\"text\":\"\"}");
        desk.does(422, "POST", desk.at("/comments"), "{\"text\":\"@nobody@example.org\"}");
        desk.does(404, "POST", desk.at("/comments"), "{\"step\":\"nothing\",\"text\":\"Words\"}");
        desk.does(404, "GET", "/plans/nothing/comments", "");
    }

    @Test
    void ofManyCommentsEachIsReadOnceAlsoThoseOfOneMoment() {
        var desk = new Desk();
        var planner = new Caller("pia", "Pia", "pia@example.org", Set.of(Role.PLANNER));
        var comments = new PlanComments(new org.takeup.people.People());
        for (int n = 0; n < 120; n++) {
            comments.add(desk.org.workspace, planner, desk.plan, "", "Comment " + n);
        }
        var met = new HashSet<String>();
        String next = "";
        int parts = 0;
        do {
            JsonNode part = desk.get(desk.at("/comments") + (next.isEmpty() ? "" : "?before=" + next));
            part.get("comments")
                    .forEach(each -> assertTrue(met.add(each.get("id").asText()), "once"));
            next = part.get("next").isNull() ? "" : part.get("next").asText();
            parts++;
        } while (!next.isEmpty());
        assertEquals(120, met.size());
        assertEquals(3, parts);
        desk.does(422, "GET", desk.at("/comments?before=yesterday"), "");
    }

    @Test
    void versionsAreListedComparedAndBroughtBack() {
        var desk = new Desk();
        JsonNode before = desk.org.plan(desk.plan);
        JsonNode first = before.get("steps").get(0);
        String step = first.get("id").asText();
        desk.does(200, "POST", desk.at("/steps/" + step + "/move"), "{\"days\":1}");
        JsonNode versions = desk.get(desk.at("/versions"));
        assertEquals(2, versions.get("versions").get(0).get("version").asInt());
        assertTrue(versions.get("next").isNull());
        assertEquals(1, desk.get(desk.at("/versions?before=2")).get("versions").size());
        JsonNode comparison = desk.get(desk.at("/comparison?from=1&to=2"));
        assertEquals(1, comparison.get("steps").size());
        assertEquals(
                "on",
                comparison.get("steps").get(0).get("fields").get(0).get("name").asText());
        assertEquals(comparison, desk.get(desk.at("/comparison")));
        desk.does(404, "GET", desk.at("/comparison?from=1&to=99"), "");
        desk.does(422, "GET", desk.at("/comparison?from=old"), "");
        JsonNode back = desk.does(200, "POST", desk.at("/restoration"), "{\"version\":1}");
        assertEquals(first.get("on"), back.get("steps").get(0).get("on"));
        desk.does(422, "POST", desk.at("/restoration"), "{}");
        assertEquals(
                428,
                desk.org
                        .api("POST", desk.at("/restoration"), "{\"version\":1}", "")
                        .statusCode());
        assertEquals(
                412,
                desk.org
                        .api("POST", desk.at("/restoration"), "{\"version\":1}", "\"1\"")
                        .statusCode());
    }

    @Test
    void aPlanIsKeptAsATemplateBegunAnewAndCopiedForSomebodyElse() {
        var desk = new Desk();
        String template =
                desk.does(201, "POST", desk.at("/template"), "").get("id").asText();
        assertEquals(
                template,
                desk.get("/plan-templates").get("templates").get(0).get("id").asText());
        String start = desk.monday.plusWeeks(4).toString();
        JsonNode begun =
                desk.does(201, "POST", "/plan-templates/" + template + "/plans", "{\"start\":\"" + start + "\"}");
        assertEquals(start, begun.get("steps").get(0).get("on").asText());
        desk.does(422, "POST", "/plan-templates/" + template + "/plans", "{}");
        desk.does(204, "DELETE", "/plan-templates/" + template, "");
        desk.does(404, "DELETE", "/plan-templates/" + template, "");

        String service = desk.org.stakeholder("Service people", "LEARNERS", "\"segment\":\"everybody\"");
        String from =
                desk.org.plan(desk.plan).get("steps").get(0).get("audienceId").asText();
        JsonNode copy = desk.does(
                201,
                "POST",
                desk.at("/copies"),
                "{\"title\":\"For service\",\"from\":\"" + from + "\",\"to\":\"" + service
                        + "\",\"messenger\":\"PEER\"}");
        assertEquals("For service", copy.get("title").asText());
        assertEquals(service, copy.get("steps").get(0).get("audienceId").asText());
        assertEquals("PEER", copy.get("steps").get(0).get("messenger").asText());
        desk.does(422, "POST", desk.at("/copies"), "{\"from\":\"" + from + "\",\"to\":\"nobody\"}");
    }

    @Test
    void theCalendarIsSetAndWhatDoesNotFitIsListed() {
        var desk = new Desk();
        assertEquals("", desk.get("/plan-calendar").get("region").asText());
        JsonNode set = desk.does(200, "PUT", "/plan-calendar", "{\"region\":\"DE-BY\"}");
        assertEquals("DE-BY", set.get("region").asText());
        assertEquals(
                "DE-BY",
                desk.does(200, "PUT", "/plan-calendar", "{}").get("region").asText());
        desk.does(422, "PUT", "/plan-calendar", "{\"region\":\"nowhere\"}");
        assertEquals(
                200, desk.org.api("PUT", "/wishes/cap", "{\"most\":1}", "\"0\"").statusCode());
        assertEquals(1, desk.get("/plan-calendar").get("cap").asInt());
        JsonNode day = desk.does(
                201,
                "POST",
                "/plan-calendar/days",
                "{\"name\":\"Stock taking\",\"from\":\"" + desk.monday + "\",\"kind\":\"BLACKOUT\"}");
        for (int n = 0; n < 2; n++) {
            desk.does(201, "POST", desk.at("/steps"), """
                    {"audienceId":"%s","messenger":"SPONSOR","channel":"EMAIL","on":"%s","subject":"Mail %d",
                     "words":"Words"}""".formatted(desk.learners, desk.monday, n));
        }
        JsonNode findings = desk.get(desk.at("/findings"));
        assertEquals(1, findings.get("cap").asInt());
        JsonNode week = findings.get("weeks").get(0);
        assertEquals(desk.monday.toString(), week.get("monday").asText());
        assertTrue(week.get("people").isNull(), "three people are few");
        assertTrue(findings.get("steps").toString().contains("Stock taking"), findings.toString());
        assertTrue(findings.get("next").isNull());
        assertEquals(0, desk.get(desk.at("/findings?after=9999")).get("steps").size());
        desk.does(204, "DELETE", "/plan-calendar/days/" + day.get("id").asText(), "");
        assertEquals(0, desk.get("/plan-calendar").get("days").size());
    }
}
