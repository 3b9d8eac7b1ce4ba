package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Wishes.Answer;
import org.takeup.delivery.Wishes.Waiting;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A workspace with people who say how they want to be told. */
final class Told {
    private static final ObjectMapper JSON = new ObjectMapper();

    final TestPlatform platform;
    final Workspace workspace;
    final String base;
    final Preferences preferences;
    final PersonalWishes wishes;
    final Sendings sendings;

    Told(TestPlatform platform, Placement placement) {
        this.platform = platform;
        this.workspace = platform.tenant("w" + UUID.randomUUID().toString().substring(0, 8), placement);
        this.base = "/w/" + workspace.tenant().slug();
        this.preferences = new Preferences(new People(), (any, id) -> id.startsWith("stakeholder-"), platform.url());
        this.wishes = new PersonalWishes(preferences);
        this.sendings = new Sendings(preferences);
        new People().upsert(workspace, Stream.of("ann", "bob").map(this::record).toList());
    }

    private PersonRecord record(String name) {
        return new PersonRecord(
                "test",
                name,
                "Name " + name,
                name + "@" + workspace.tenant().slug() + ".example",
                Optional.empty(),
                Optional.empty(),
                true);
    }

    String id(String name) {
        return People.idOfRecord("test", name);
    }

    Visitor signedIn(String name) {
        return platform.signedIn(workspace, Role.LEARNER, id(name));
    }

    /** What a person who has said nothing else says. */
    void says(String name, PreferenceEntry entry) {
        String person = id(name);
        preferences.change(workspace, person, preferences.of(workspace, person).version(), entry);
    }

    static PreferenceEntry entry(List<String> ways, String from, String to, String zone, Integer aWeek) {
        return new PreferenceEntry(ways, List.of(), from, to, zone, aWeek, "", List.of(), List.of(), false);
    }

    /** The path of the link by which a person says how they want to be told. */
    String choose(String name) {
        return preferences.link(workspace, id(name)).getPath();
    }

    /** The path of the link by which a person unsubscribes. */
    String unsubscribe(String name) {
        return preferences.link(workspace, id(name), "plan-step").getPath();
    }

    /** A mail of a plan that waits to go out. */
    Waiting mail(String name) {
        return new Waiting(id(name), "plan-step", "EMAIL", true);
    }

    Answer ask(Waiting message, Instant now) {
        return wishes.ask(workspace, message, now);
    }

    /** Asks, and says that it was sent if it may be. @return whether it was */
    boolean send(String name, String plan, String step, Instant now) {
        boolean may = ask(mail(name), now) instanceof Answer.Send;
        if (may) {
            sendings.note(workspace, id(name), plan, step, "EMAIL", now);
        }
        return may;
    }

    static void drops(Suppressed.Why why, Answer answer) {
        assertEquals(why.words(), assertInstanceOf(Answer.Drop.class, answer).reason());
    }

    Preference of(String name) {
        return preferences.of(workspace, id(name));
    }

    HttpResponse<String> get(String path) {
        return platform.stranger().get(path);
    }

    /** As a mail provider does it: no cookie, no origin. */
    HttpResponse<String> oneClick(String path) {
        return bare(path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
    }

    HttpResponse<String> bare(String path, String type, String body) {
        return platform.send(platform.stranger()
                .request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> api(Visitor visitor, String method, String path, String body, String etag) {
        var request = visitor.request(base + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header(
                        "X-Takeup-CSRF",
                        Visitor.token(visitor.get(base + "/inbox").body()));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        return platform.send(request.method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    /** The form's fields, with one way chosen. */
    static Map<String, String> fields(String version, String way) {
        var fields = new TreeMap<String, String>();
        fields.put("version", version);
        fields.put("way1", way);
        fields.put("take", "plan-step");
        return fields;
    }
}
