package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A workspace with eight people of Sales and three of Works, and who plans focus groups there, over HTTP. */
final class QuotaDesk {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Workspace workspace;
    final String base;
    final Visitor planner;
    private final TestPlatform platform;
    private final Clock clock;

    /** @param clock of the platform */
    QuotaDesk(TestPlatform platform, Clock clock, Placement placement) {
        this.platform = platform;
        this.clock = clock;
        String slug = "q" + UUID.randomUUID().toString().substring(0, 8);
        workspace = platform.tenant(slug, placement);
        base = "/w/" + slug;
        planner = platform.signedIn(workspace, Role.PLANNER);
        var records = new ArrayList<PersonRecord>();
        IntStream.range(0, 8).forEach(n -> records.add(person("s" + n, "Sales")));
        IntStream.range(0, 3).forEach(n -> records.add(person("w" + n, "Works")));
        records.add(person("mod", "Learning"));
        new People().upsert(workspace, records);
    }

    PersonRecord person(String name, String unit) {
        String email = name + "@" + workspace.tenant().slug() + ".example";
        return new PersonRecord("test", name, "Name " + name, email, Optional.of(unit), Optional.empty(), true);
    }

    HttpResponse<String> send(String method, String path, String body) {
        String csrf = Visitor.token(planner.get(base + "/focus-groups/new").body());
        return planner.json(method, base + "/api/v1" + path, body, csrf);
    }

    HttpResponse<String> make(int seats, String quotas) {
        String begins = clock.instant()
                .plus(Duration.ofDays(2))
                .truncatedTo(ChronoUnit.MINUTES)
                .atZone(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
        return send("POST", "/focus-groups", """
                {"topic":"Why courses stop","seats":%d,"quotas":%s,"seed":"s1","begins":"%s","zone":"UTC","minutes":60,
                 "place":"Room 1","moderator":"mod@%s.example"}""".formatted(
                        seats, quotas, begins, workspace.tenant().slug()));
    }

    /** Three seats of Sales and two of Works. */
    String group() throws Exception {
        var made = make(5, "[{\"unit\":\"Sales\",\"seats\":3},{\"unit\":\"Works\",\"seats\":2}]");
        assertEquals(201, made.statusCode(), made.body());
        return read(made.body()).get("id").asText();
    }

    int recruit(String group, int beyond) throws Exception {
        var begun = send("POST", "/focus-groups/" + group + "/recruiting", "{\"beyond\":" + beyond + "}");
        assertEquals(200, begun.statusCode(), begun.body());
        return read(begun.body()).get("invited").asInt();
    }

    List<Guest> guests(String group, String unit, Guest.State state) {
        return new GuestStore(workspace)
                .of(group).stream()
                        .filter(guest -> guest.quota().equals(unit) && guest.state() == state)
                        .toList();
    }

    int says(String group, String person, String what) {
        String ticket = new FocusStore(workspace).key(group).ticket(person);
        String link = base + "/focus/" + group + "/" + ticket;
        return platform.stranger().post(link, "say=" + what).statusCode();
    }

    String quotaOf(String group, String person) {
        return new GuestStore(workspace).of(group, person).orElseThrow().quota();
    }

    JsonNode quota(String group, int which) throws Exception {
        return read(planner.get(base + "/api/v1/focus-groups/" + group).body())
                .get("quotas")
                .get(which);
    }

    long invitations() {
        return workspace.collection(CollectionSpec.named("outbox")).all().into(new ArrayList<>()).stream()
                .filter(mail -> mail.getString("kind").equals("focus-invitation"))
                .count();
    }

    static JsonNode read(String text) throws IOException {
        return JSON.readTree(text);
    }
}
