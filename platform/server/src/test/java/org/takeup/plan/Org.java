package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A tenant with its API, and what plans need: people, stakeholders, steps. */
public final class Org {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestPlatform platform;
    public final Workspace workspace;
    public final Visitor planner;
    private final String token;
    public final String base;

    public Org(TestPlatform platform, Placement placement, Role role) {
        this.platform = platform;
        String slug = "p" + UUID.randomUUID().toString().substring(0, 8);
        workspace = platform.tenant(slug, placement);
        planner = platform.signedIn(workspace, role);
        base = "/w/" + slug;
        token = Visitor.token(planner.get(base + "/stakeholders").body());
    }

    public HttpResponse<String> api(String method, String path, String body, String etag) {
        var request = planner.request(base + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", token);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        return platform.send(request.method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public String stakeholder(String name, String kind, String reach) {
        var answer = api("POST", "/stakeholders", """
                {"name":"%s","kind":"%s","size":3,"power":4,"interest":2,"attitude":"DOUBTER",%s}""".formatted(name, kind, reach), "");
        assertEquals(201, answer.statusCode(), answer.body());
        return read(answer).get("id").asText();
    }

    /** Puts the people of the unit Sales on the map. @return the id of the audience */
    public String sales() {
        return stakeholder("Sales people", "LEARNERS", "\"segment\":\"unit:Sales\"");
    }

    /** Boss, and Ann and Bob who report to them, all of the unit Sales. */
    public void people() {
        String domain = workspace.tenant().slug() + ".example";
        new People()
                .upsert(
                        workspace,
                        List.of(
                                person("boss", domain, Optional.empty()),
                                person("ann", domain, Optional.of("boss")),
                                person("bob", domain, Optional.of("boss"))));
    }

    private PersonRecord person(String id, String domain, Optional<String> manager) {
        return new PersonRecord("test", id, "Name " + id, id + "@" + domain, Optional.of("Sales"), manager, true);
    }

    /** A draft that starts today. From 9:00 on, its first step goes out as soon as it is approved. */
    public JsonNode draft() {
        return draft(workspace.today());
    }

    public JsonNode draft(LocalDate start) {
        var answer = api("POST", "/plans", """
                {"builder":"plan-stakeholder","objective":"Everybody learns to handle data safely",
                 "answers":{"startDate":"%s","programme":"Safe data","gain":"keep data safe","weeks":"8"}}""".formatted(start), "");
        assertEquals(201, answer.statusCode(), answer.body());
        return read(answer);
    }

    public String tag(JsonNode plan) {
        return "\"" + plan.get("version").asLong() + "\"";
    }

    public JsonNode plan(String id) {
        return read(api("GET", "/plans/" + id, "", ""));
    }

    /** Adds a mail to this audience for today. */
    public JsonNode addMail(JsonNode plan, String audience) {
        return addStep(plan, audience, "SPONSOR", "EMAIL", "Why this matters");
    }

    /** Adds a step for today. */
    public JsonNode addStep(JsonNode plan, String audience, String messenger, String channel, String subject) {
        return addStep(plan, audience, messenger, channel, subject, workspace.today(), "");
    }

    /** Adds a step. @param more members of it, each after a comma */
    public JsonNode addStep(
            JsonNode plan,
            String audience,
            String messenger,
            String channel,
            String subject,
            LocalDate on,
            String more) {
        var answer = api(
                "POST",
                "/plans/" + plan.get("id").asText() + "/steps",
                """
                {"audienceId":"%s","messenger":"%s","channel":"%s","on":"%s",
                 "subject":"%s","words":"Because we say so.\\nhttps://learn.example/x"%s}""".formatted(audience, messenger, channel, on, subject, more),
                tag(plan));
        assertEquals(201, answer.statusCode(), answer.body());
        return read(answer);
    }

    /** Adds a step that line managers are asked to say to the audience. */
    public JsonNode addHandOver(JsonNode plan, String audience, String subject, LocalDate on) {
        return addStep(plan, audience, "LINE_MANAGER", "HAND_OVER", subject, on, "");
    }

    /** Has the plan approved and sends what is due of it today. @return the plan's id */
    public String send(JsonNode plan) {
        String id = does("approval", does("review", plan)).get("id").asText();
        var answer = api("POST", "/plans/" + id + "/dispatch", "", "");
        assertEquals(200, answer.statusCode(), answer.body());
        return id;
    }

    /** The plan's step with this subject, as it is now. */
    public JsonNode step(String plan, String subject) {
        for (JsonNode step : plan(plan).get("steps")) {
            if (step.get("subject").asText().equals(subject)) {
                return step;
            }
        }
        throw new AssertionError("No step about " + subject);
    }

    /** The id of a person of {@link #people}. */
    public String personId(String name) {
        return person(name, "any.example", Optional.empty()).personId();
    }

    public String address(String name) {
        return name + "@" + workspace.tenant().slug() + ".example";
    }

    /** Adds people of the unit Sales, who report to nobody. */
    public void peopleWithoutManager(String... names) {
        String domain = workspace.tenant().slug() + ".example";
        new People()
                .upsert(
                        workspace,
                        Stream.of(names)
                                .map(name -> person(name, domain, Optional.empty()))
                                .toList());
    }

    /** Adds people of the unit Sales, who report to this one. */
    public void peopleOf(String manager, String... names) {
        String domain = workspace.tenant().slug() + ".example";
        new People()
                .upsert(
                        workspace,
                        Stream.of(names)
                                .map(name -> person(name, domain, Optional.of(manager)))
                                .toList());
    }

    public JsonNode does(String what, JsonNode plan) {
        var answer = api("POST", "/plans/" + plan.get("id").asText() + "/" + what, "", tag(plan));
        assertEquals(200, answer.statusCode(), answer.body());
        return read(answer);
    }

    public static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
