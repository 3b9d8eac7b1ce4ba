package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** An org with a map and a draft that begins in a week, as a planner works on it over HTTP. */
final class PlanDesk {
    final Org org;
    final String learners;
    final String id;
    final LocalDate monday;

    PlanDesk(TestPlatform platform, Role role) {
        this(platform, role, Placement.POOLED);
    }

    PlanDesk(TestPlatform platform, Role role, Placement placement) {
        org = new Org(platform, placement, role);
        org.people();
        learners = org.sales();
        monday = org.workspace.today().plusWeeks(2).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        id = org.draft(org.workspace.today().plusDays(7)).get("id").asText();
    }

    JsonNode plan() {
        return org.plan(id);
    }

    String path() {
        return org.base + "/plans/" + id;
    }

    HttpResponse<String> tryAdd(String subject, LocalDate on, String more) {
        String audience = more.contains("audienceId") ? "" : "\"audienceId\":\"" + learners + "\",";
        return org.api("POST", "/plans/" + id + "/steps", """
                {%s"messenger":"SPONSOR","channel":"EMAIL","on":"%s","subject":"%s","words":"Words"%s}""".formatted(audience, on, subject, more), org.tag(plan()));
    }

    String add(String subject, LocalDate on, String more) {
        var answer = tryAdd(subject, on, more);
        assertEquals(201, answer.statusCode(), answer.body());
        return org.step(id, subject).get("id").asText();
    }

    HttpResponse<String> change(String step, String etag, String more) {
        return org.api(
                "PUT",
                "/plans/" + id + "/steps/" + step,
                "{\"subject\":\"%s\",\"words\":\"Words\"%s}".formatted("About " + step.substring(0, 4), more),
                etag);
    }

    HttpResponse<String> move(String step, String body) {
        return org.api("POST", "/plans/" + id + "/steps/" + step + "/move", body, org.tag(plan()));
    }

    JsonNode byId(String step) {
        for (JsonNode each : plan().get("steps")) {
            if (each.get("id").asText().equals(step)) {
                return each;
            }
        }
        throw new AssertionError("No step " + step);
    }

    Map<String, String> form(String step) {
        JsonNode now = byId(step);
        return new java.util.HashMap<>(Map.of(
                "version", plan().get("version").asText(),
                "audienceId", now.get("audienceId").asText(),
                "messenger", now.get("messenger").asText(),
                "channel", now.get("channel").asText(),
                "on", now.get("on").asText(),
                "subject", now.get("subject").asText(),
                "words", now.get("words").asText()));
    }

    /** Stops the platform, and holds that no query of it went past the door or without an index. */
    static void stop(TestPlatform platform) {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
        assertEquals(
                List.of(),
                platform.watch().shapes().withoutIndex(Plans.COLLECTIONS).stream()
                        .filter(shape -> shape.collection().startsWith("plan"))
                        .toList());
    }
}
