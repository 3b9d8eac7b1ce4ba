package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.MailCatcher;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/** Where an admin writes the words of a step, over HTTP, and the mails that go out. */
final class MessageDesk implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    final MailCatcher mail = MailCatcher.start();
    final TestPlatform platform;
    Workspace workspace;
    String base;
    Visitor admin;
    String token;
    String sales;
    String plan;
    String step;

    /** At a plan with one mail to Sales, today, whose other steps are not due. */
    MessageDesk() {
        this(Clock.systemUTC());
    }

    MessageDesk(Clock clock) {
        platform = TestPlatform.mailing(mail, clock);
        in(Placement.POOLED);
    }

    /** From here on it is about another step of the plan, a mail on that day. */
    void another(String subject, LocalDate on) {
        another(subject, on, "");
    }

    /** The same. @param more members of the step, each behind a comma */
    void another(String subject, LocalDate on, String more) {
        JsonNode added =
                json(api("POST", "/plans/" + plan + "/steps", """
                {"audienceId":"%s","messenger":"SPONSOR","channel":"EMAIL","on":"%s",
                 "subject":"%s","words":"Because we say so."%s}""".formatted(sales, on, subject, more), tag(planNow())));
        for (JsonNode each : added.get("steps")) {
            step = each.get("subject").asText().equals(subject) ? each.get("id").asText() : step;
        }
    }

    /** From here on it is about such a plan in a new workspace of this placement. */
    void in(Placement placement) {
        String slug = "w" + UUID.randomUUID().toString().substring(0, 8);
        workspace = platform.tenant(slug, placement);
        base = "/w/" + slug;
        signIn();
        new People()
                .upsert(
                        workspace,
                        List.of(
                                person("boss", "Bea Boss", Optional.empty()),
                                person("ann", "Ann <b>Lee</b>", Optional.of("boss"))));
        sales = json(api("POST", "/stakeholders", """
                {"name":"Sales people","kind":"LEARNERS","size":3,"power":2,"interest":2,"segment":"unit:Sales"}""", "")).get("id").asText();
        JsonNode drafted =
                json(api("POST", "/plans", """
                {"builder":"plan-stakeholder","objective":"Everybody learns",
                 "answers":{"startDate":"%s","programme":"Safe data","gain":"keep data safe","weeks":"8"}}""".formatted(workspace.today().plusDays(7)), ""));
        plan = drafted.get("id").asText();
        JsonNode added =
                json(api("POST", "/plans/" + plan + "/steps", """
                {"audienceId":"%s","messenger":"SPONSOR","channel":"EMAIL","on":"%s",
                 "subject":"Why this matters","words":"Because we say so."}""".formatted(sales, workspace.today()), tag(drafted)));
        for (JsonNode each : added.get("steps")) {
            step = each.get("subject").asText().equals("Why this matters")
                    ? each.get("id").asText()
                    : step;
        }
    }

    /** The workspace sends in these hours from now on. */
    void hours(TenantSettings.Mail mail) {
        TenantDefinition now = workspace.tenant().declared();
        TenantSettings was = now.settings();
        var settings = new TenantSettings(
                was.hosts(),
                was.zone(),
                was.language(),
                was.signIn(),
                was.groupsByRole(),
                was.plugins(),
                was.smallestGroup(),
                mail,
                was.accent());
        platform.platform()
                .tenants()
                .apply(new TenantDefinition(now.slug(), now.name(), now.status(), now.placement(), settings));
        workspace = platform.platform().tenants().bySlug(now.slug()).orElseThrow();
    }

    /** The admin signs in, again if the clock has ended their session. */
    void signIn() {
        admin = platform.signedIn(workspace, Role.ADMIN);
        token = Visitor.token(admin.get(base + "/stakeholders").body());
    }

    private PersonRecord person(String id, String name, Optional<String> manager) {
        String address = id + "@" + workspace.tenant().slug() + ".example";
        return new PersonRecord("test", id, name, address, Optional.of("Sales"), manager, true);
    }

    String personId(String id) {
        return person(id, id, Optional.empty()).personId();
    }

    HttpResponse<String> api(String method, String path, String body, String etag) {
        var request = admin.request(base + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", token);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        return admin.send(request.method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static JsonNode json(HttpResponse<String> answer) {
        assertTrue(answer.statusCode() < 300, answer.statusCode() + " " + answer.body());
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    static String tag(JsonNode versioned) {
        return "\"" + versioned.get("version").asLong() + "\"";
    }

    String words() {
        return "/plans/" + plan + "/steps/" + step + "/words";
    }

    JsonNode message() {
        return json(api("GET", words(), "", ""));
    }

    HttpResponse<String> save(String variant, String subject, String text) {
        ObjectNode body = JSON.createObjectNode().put("subject", subject).put("words", text);
        return api("PUT", words() + "/variants/" + variant, body.toString(), tag(message()));
    }

    JsonNode format(String format, String query) {
        return json(api("GET", words() + "/formats/" + format + query, "", ""));
    }

    JsonNode planNow() {
        return json(api("GET", "/plans/" + plan, "", ""));
    }

    JsonNode does(String what) {
        return json(api("POST", "/plans/" + plan + "/" + what, "", tag(planNow())));
    }

    @Override
    public void close() {
        platform.close();
        mail.close();
        assertEquals(List.of(), platform.watch().offences());
        assertEquals(
                List.of(),
                platform.watch().shapes().withoutIndex(Messages.COLLECTIONS).stream()
                        .filter(shape -> shape.collection().startsWith("message"))
                        .toList());
    }
}
