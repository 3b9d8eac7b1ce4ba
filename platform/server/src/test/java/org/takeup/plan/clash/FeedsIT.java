package org.takeup.plan.clash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.plan.Org;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Calendars by address, from a server that answers as it likes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsIT {
    private HttpServer server;
    private TestPlatform platform;
    private volatile byte[] answer = new byte[0];
    private volatile int status = 200;

    @BeforeAll
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_PLUGIN_PRIVATE_HOSTS", origin());
                    return more;
                },
                Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        server.stop(0);
        assertEquals(List.of(), platform.watch().offences());
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = answer;
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private void answers(int code, String text) {
        status = code;
        answer = text.getBytes(StandardCharsets.UTF_8);
    }

    private Workspace workspace(Placement placement) {
        return platform.tenant("f" + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    private static String base(Workspace workspace) {
        return "/w/" + workspace.tenant().slug() + "/plan-calendar";
    }

    @Test
    void aCalendarIsReadAndStaysWhenItCannotBeReadAnyMore() {
        Workspace workspace = workspace(Placement.DEDICATED);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String day = workspace.today().plusDays(9).toString().replace("-", "");
        answers(
                200,
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:" + day
                        + "\r\nSUMMARY:Works meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        var added = planner.submit(
                base(workspace),
                base(workspace) + "/feeds",
                Map.of("feedName", "Company", "address", origin() + "/secret-7f3a.ics"));
        assertEquals(303, added.statusCode(), added.body());
        String page = planner.get(base(workspace)).body();
        assertTrue(page.contains("1 events, read"), page);
        assertFalse(page.contains("secret-7f3a"), "only the host is shown");
        Document stored = stored(workspace).getFirst();
        assertEquals(
                workspace.today().plusDays(9).toString(),
                stored.getList("events", Document.class).getFirst().getString("from"));
        String id = TenantCollection.id(stored);
        for (String text : List.of("<html>Sign in</html>", "")) {
            answers(text.isEmpty() ? 500 : 200, text);
            assertEquals(
                    303,
                    planner.submit(base(workspace), base(workspace) + "/feeds/" + id + "/reading", Map.of())
                            .statusCode());
            assertTrue(planner.get(base(workspace)).body().contains("It could not be read"));
            assertTrue(planner.get(base(workspace)).body().contains("1 events, read"));
        }
        answers(
                200,
                "BEGIN:VCALENDAR\r\n" + "X:yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(70_000)
                        + "END:VCALENDAR\r\n");
        planner.submit(base(workspace), base(workspace) + "/feeds/" + id + "/reading", Map.of());
        assertTrue(planner.get(base(workspace)).body().contains("larger than"));
        assertEquals(
                303,
                planner.submit(base(workspace), base(workspace) + "/feeds/" + id + "/removal", Map.of())
                        .statusCode());
        assertEquals(List.of(), stored(workspace));
    }

    @Test
    void theApiAddsReadsAndRemovesACalendarAndSaysWhatWasWrongWithIt() {
        var org = new Org(platform, Placement.POOLED, Role.PLANNER);
        String day = org.workspace.today().plusDays(9).toString().replace("-", "");
        answers(
                200,
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:" + day
                        + "\r\nSUMMARY:Works meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        String feeds = "/plan-calendar/feeds";
        var added =
                org.api("POST", feeds, "{\"name\":\"Company\",\"address\":\"" + origin() + "/secret-7f3a.ics\"}", "");
        assertEquals(201, added.statusCode(), added.body());
        assertFalse(added.body().contains("secret-7f3a"), "only the host is shown");
        String one = feeds + "/" + Org.read(added).path("id").asText();
        assertTrue(
                added.headers().firstValue("location").orElse("").endsWith(one),
                added.headers().toString());
        assertEquals(1, Org.read(added).path("events").asInt());
        assertEquals(Org.read(added), Org.read(org.api("GET", one, "", "")));
        assertEquals(
                Org.read(added),
                Org.read(org.api("GET", feeds, "", "")).path("feeds").path(0));

        answers(500, "");
        var failed = org.api("POST", one + "/reading", "", "");
        assertEquals(200, failed.statusCode(), failed.body());
        assertTrue(Org.read(failed).path("trouble").asText().contains("status 500"), failed.body());
        assertEquals(1, Org.read(failed).path("events").asInt(), "what was read stays");
        assertEquals(Org.read(added).path("read"), Org.read(failed).path("read"), "it was not read since");

        for (String wrong : List.of(
                "{}",
                "{\"name\":\"\",\"address\":\"https://calendar.example/x.ics\"}",
                "{\"name\":\"Inside\",\"address\":\"http://169.254.169.254/latest\"}",
                "{\"name\":\"None\",\"address\":\"no address\"}")) {
            var refused = org.api("POST", feeds, wrong, "");
            assertEquals(422, refused.statusCode(), wrong);
            assertFalse(refused.body().contains("feedName"), refused.body());
        }
        var other = new Org(platform, Placement.POOLED, Role.PLANNER);
        for (String method : List.of("GET", "DELETE")) {
            assertEquals(404, other.api(method, one, "", "").statusCode(), method);
        }
        assertEquals(404, other.api("POST", one + "/reading", "", "").statusCode());
        assertEquals(204, org.api("DELETE", one, "", "").statusCode());
        assertEquals(404, org.api("GET", one, "", "").statusCode());
        assertEquals(404, org.api("DELETE", one, "", "").statusCode());
        assertEquals(0, Org.read(org.api("GET", feeds, "", "")).path("feeds").size());
    }

    private static List<Document> stored(Workspace workspace) {
        return workspace.collection(Feeds.FEEDS).all().into(new ArrayList<>());
    }

    @Attack(
            value = "a calendar's address inside the platform's own network, or that of a cloud's metadata service",
            kind = Kind.OTHER,
            threats = "P14",
            at = "POST /plan-calendar/feeds")
    @ParameterizedTest
    @EnumSource(Placement.class)
    void anAddressInsideIsRefusedAndStoresNothing(Placement placement) {
        Workspace workspace = workspace(placement);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        for (String address : List.of(
                "http://127.0.0.1:1/x.ics",
                "http://169.254.169.254/latest/meta-data",
                "https://[::1]/x.ics",
                "https://10.0.0.1/x.ics",
                "file:///etc/passwd",
                "https://user:secret@calendar.example/x.ics",
                "webcal://calendar.example/x.ics",
                "no address")) {
            var refused = planner.submit(
                    base(workspace), base(workspace) + "/feeds", Map.of("feedName", "Inside", "address", address));
            assertEquals(422, refused.statusCode(), address);
        }
        assertEquals(List.of(), stored(workspace));
    }
}
