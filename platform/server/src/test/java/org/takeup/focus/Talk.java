package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** A tenant with people and a focus group, as planner, moderator and the invited use it. */
final class Talk {
    static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    final TestPlatform platform;
    final MailCatcher mail;
    private final StillClock clock;
    final Workspace workspace;
    final String base;
    Visitor planner;
    Visitor moderator;
    final String group;

    Talk(TestPlatform platform, StillClock clock, MailCatcher mail, Placement placement, int seats, String... names) {
        this.clock = clock;
        this.platform = platform;
        this.mail = mail;
        String slug = "f" + UUID.randomUUID().toString().substring(0, 8);
        workspace = platform.tenant(slug, placement);
        base = "/w/" + slug;
        new People()
                .upsert(
                        workspace,
                        Stream.concat(Stream.of("mod"), Stream.of(names))
                                .map(this::person)
                                .toList());
        planner = platform.signedIn(workspace, Role.ADMIN);
        moderator = platform.signedIn(workspace, Role.LEARNER, id("mod"));
        group = make("Why courses stop", seats);
    }

    /** Sessions end while weeks pass. */
    void signInAgain() {
        planner = platform.signedIn(workspace, Role.ADMIN);
        moderator = platform.signedIn(workspace, Role.LEARNER, id("mod"));
    }

    private PersonRecord person(String name) {
        Optional<String> unit = Optional.of(name.equals("mod") ? "Learning" : "Sales");
        return new PersonRecord("test", name, "Name " + name, address(name), unit, Optional.empty(), true);
    }

    String id(String name) {
        return person(name).personId();
    }

    String address(String name) {
        return name + "@" + workspace.tenant().slug() + ".example";
    }

    Instant begins() {
        return new FocusStore(workspace).find(group).orElseThrow().begins();
    }

    /** A group of Sales that begins in two days. */
    String make(String topic, int seats) {
        String begins = workspace
                .clock()
                .instant()
                .plus(Duration.ofDays(2))
                .truncatedTo(ChronoUnit.MINUTES)
                .atZone(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
        var answer = api(planner, "POST", "/focus-groups", """
                {"topic":"%s","segment":"unit:Sales","seats":%d,"seed":"s1","begins":"%s","zone":"UTC","minutes":60,
                 "place":"Room 1","moderator":"%s","language":"en","keepDays":30}""".formatted(topic, seats, begins, address("mod")), 0);
        assertEquals(201, answer.statusCode(), answer.body());
        return read(answer).path("id").asText();
    }

    void invite(int many) {
        var answer = api(planner, "POST", "/focus-groups/" + group + "/invitations", "{\"many\":" + many + "}", 0);
        assertEquals(200, answer.statusCode(), answer.body());
    }

    /** The path of the link that somebody got by mail. */
    String link(String name) {
        Pattern pattern = Pattern.compile(Pattern.quote(base) + "/focus/[0-9a-f]{24}/[A-Za-z0-9_-]{43}");
        eventually(
                name + " has a link",
                () -> text(name).map(pattern::matcher).filter(Matcher::find).isPresent());
        Matcher matcher = pattern.matcher(text(name).orElseThrow());
        if (!matcher.find()) {
            throw new AssertionError(text(name));
        }
        return matcher.group();
    }

    /** What has to wait for another one's turn is tried again a little later. */
    void eventually(String words, BooleanSupplier condition) {
        Eventually.holds(words, SOON, () -> {
            clock.pass(Duration.ofSeconds(1));
            return condition.getAsBoolean();
        });
    }

    private Optional<String> text(String name) {
        return mails(name, "Invitation").stream().findFirst();
    }

    /** Texts of somebody's mails whose subject begins so. */
    List<String> mails(String name, String subject) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(address(name)))
                .filter(each -> MailCatcher.header(each, "Subject").startsWith(subject))
                .map(MailCatcher::text)
                .toList();
    }

    HttpResponse<String> follow(String link) {
        return platform.stranger().get(link);
    }

    HttpResponse<String> says(String link, String say) {
        return platform.stranger().post(link, "say=" + say);
    }

    HttpResponse<String> consents(String link, String what, String say) {
        return platform.stranger().post(link + "/consent", "what=" + what + "&say=" + say);
    }

    /** Somebody who comes and agrees to these. @return the number of their seat */
    int comes(String name, String... questions) {
        String link = link(name);
        assertEquals(303, says(link, "COME").statusCode());
        for (String question : questions) {
            assertEquals(303, consents(link, question, "YES").statusCode());
        }
        return new GuestStore(workspace).seatOf(group, id(name)).orElseThrow();
    }

    HttpResponse<String> note(Visitor by, int speaker, String text, boolean quote, String... codes) {
        var body = Map.of("speaker", speaker, "text", text, "quote", quote, "codes", List.of(codes));
        return api(by, "POST", "/focus-groups/" + group + "/notes", json(body), 0);
    }

    String code(String label, String joins, String joined) {
        var answer =
                api(planner, "POST", "/focus-codes", json(Map.of("label", label, "joins", joins, "joined", joined)), 0);
        assertEquals(201, answer.statusCode(), answer.body());
        return read(answer).path("id").asText();
    }

    /** Everything that a planner and the moderator can see, take out or ask for, and all that is stored. */
    String everything() {
        var all = new StringBuilder();
        for (String page : List.of(
                "/focus-groups",
                "/focus-groups/" + group,
                "/focus-groups/" + group + "/session",
                "/focus-themes",
                "/focus-themes/themes.csv",
                "/focus-themes/quotes.csv",
                "/api/v1/focus-themes",
                "/api/v1/focus-groups/" + group + "/notes",
                "/audit")) {
            var answer = planner.get(base + page);
            assertEquals(200, answer.statusCode(), page);
            all.append(answer.body());
        }
        all.append(moderator.get(base + "/focus-groups/" + group + "/session").body());
        all.append(stored());
        return all.toString();
    }

    /** All that an archive is made of. */
    String stored() {
        return platform.dump(workspace).toString();
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

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }
}
