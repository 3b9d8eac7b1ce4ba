package org.takeup.question;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A tenant with people who ask and a learning team that answers. */
final class Desk {
    static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    final TestPlatform platform;
    final MailCatcher mail;
    final StillClock clock;
    final Workspace workspace;
    final String base;

    /** @param names of people who are learners; {@code lead} is there as well */
    Desk(TestPlatform platform, StillClock clock, MailCatcher mail, Placement placement, String... names) {
        this.platform = platform;
        this.clock = clock;
        this.mail = mail;
        String slug = "q" + UUID.randomUUID().toString().substring(0, 8);
        workspace = platform.tenant(slug, placement);
        base = "/w/" + slug;
        new People()
                .upsert(
                        workspace,
                        Stream.concat(Stream.of("lead", "second"), Stream.of(names))
                                .map(this::person)
                                .toList());
    }

    static TestPlatform platform(StillClock clock, MailCatcher mail) {
        return TestPlatform.mailing(mail, clock);
    }

    private PersonRecord person(String name) {
        return new PersonRecord("test", name, "Name " + name, address(name), Optional.empty(), Optional.empty(), true);
    }

    String id(String name) {
        return person(name).personId();
    }

    String address(String name) {
        return name + "@" + workspace.tenant().slug() + ".example";
    }

    /** Signed in anew each time: the clock moves. */
    Visitor learner(String name) {
        return platform.signedIn(workspace, Role.LEARNER, id(name));
    }

    Visitor lead() {
        return platform.signedIn(workspace, Role.PLANNER, id("lead"));
    }

    Visitor second() {
        return platform.signedIn(workspace, Role.PLANNER, id("second"));
    }

    Visitor admin() {
        return platform.signedIn(workspace, Role.ADMIN, id("lead"));
    }

    /** Asks through the page, past the list of similar ones. */
    HttpResponse<String> asks(String name, String text, String... more) {
        var fields = new HashMap<>(Map.of("text", text, "who", "TEAM", "checked", "yes"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return learner(name).submit(base + "/ask", base + "/ask", fields);
    }

    /** Asks and gives the id of the question. Moves the clock, so that it is later than all before. */
    String asked(String name, String text, String... more) {
        clock.pass(Duration.ofSeconds(1));
        var answer = asks(name, text, more);
        assertEquals(303, answer.statusCode(), answer.body());
        return stored().latest(Question.State.NEW, Optional.empty(), 1)
                .getFirst()
                .id();
    }

    QuestionStore stored() {
        return new QuestionStore(workspace);
    }

    Question question(String id) {
        return stored().find(id).orElseThrow();
    }

    /** A form of the team's page of a question. */
    HttpResponse<String> form(Visitor by, String id, String action, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.putIfAbsent("version", String.valueOf(question(id).version()));
        return by.submit(base + "/questions/" + id, base + "/questions/" + id + "/" + action, all);
    }

    void answered(String id, String text) {
        var answer = form(lead(), id, "answer", Map.of("text", text, "language", "en"));
        assertEquals(303, answer.statusCode(), answer.body());
    }

    void published(String id, String categories) {
        var question = question(id);
        var answer = form(
                lead(),
                id,
                "publication",
                Map.of(
                        "language",
                        "en",
                        "question",
                        question.text(),
                        "answer",
                        question.answer().orElseThrow().text(),
                        "categories",
                        categories));
        assertEquals(303, answer.statusCode(), answer.body());
    }

    String page(Visitor by, String path) {
        var answer = by.get(base + path);
        assertEquals(200, answer.statusCode(), path + " " + answer.body());
        return answer.body();
    }

    HttpResponse<String> api(Visitor by, String method, String path, String body, long version) {
        var request = by.request(base + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", Visitor.token(by.get(base + "/").body()));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (version > 0) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return platform.send(request.method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Texts of somebody's mails whose subject begins so. */
    List<String> mails(String name, String subject) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(address(name)))
                .filter(each -> MailCatcher.header(each, "Subject").startsWith(subject))
                .map(MailCatcher::text)
                .toList();
    }

    void eventually(String words, BooleanSupplier condition) {
        Eventually.holds(words, SOON, () -> {
            clock.pass(Duration.ofSeconds(1));
            return condition.getAsBoolean();
        });
    }

    String dump() {
        return platform.dump(workspace).toString();
    }
}
