package org.takeup.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The inbox over HTTP: once by key, one's own alone, and news while a page is open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestPlatform platform;
    private Workspace workspace;
    private Inbox inbox;
    private Visitor ann;
    private String base;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @BeforeEach
    void anotherWorkspace() {
        at(Placement.POOLED);
    }

    private void at(Placement placement) {
        workspace = platform.tenant("i" + UUID.randomUUID().toString().substring(0, 8), placement);
        base = "/w/" + workspace.tenant().slug();
        inbox = new Inbox();
        ann = platform.signedIn(workspace, Role.LEARNER, "ann");
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static InboxMessage message(String key, String person, String subject, String link) {
        return new InboxMessage(
                key,
                person,
                "Ruth",
                subject,
                "First line.\nSecond line.",
                Optional.of(link).filter(to -> !to.isEmpty()),
                Instant.parse("2026-11-26T09:30:00Z"));
    }

    private boolean put(String key, String person, String subject) {
        return inbox.put(workspace, message(key, person, subject, "/my-surveys"));
    }

    private JsonNode list(String query) {
        try {
            return JSON.readTree(ann.get(base + "/api/v1/me/inbox" + query).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String id(int place) {
        return list("").path("messages").path(place).path("id").asText();
    }

    @Test
    void anEmptyInboxSaysWhatComesHereAndTheNavigationCountsNothing() {
        String page = ann.get(base + "/inbox").body();
        assertTrue(page.contains("Nothing is here yet") && page.contains("/how-to-be-told"), page);
        assertFalse(page.contains("data-unread"), page);
        assertTrue(ann.get(base + "/inbox?folder=archive").body().contains("The archive is empty"));
        assertTrue(ann.get(base + "/inbox?lang=fr").body().contains("Il n’y a encore rien ici"));
    }

    @Test
    void aMessageIsReadPutAwayAndBroughtBackWithoutScript() {
        assertTrue(put("k1", "ann", "Your time to learn"));
        String page = ann.get(base + "/inbox").body();
        assertTrue(page.contains("Your time to learn") && page.contains("From Ruth"), page);
        assertTrue(page.contains("First line.\nSecond line."), page);
        assertTrue(page.contains("href=\"" + base + "/my-surveys\""), page);
        assertTrue(ann.get(base + "/").body().contains("data-unread>1<"), "counted on every page");

        String deed = base + "/inbox/" + id(0) + "/deed";
        assertEquals(
                303, ann.submit(base + "/inbox", deed, Map.of("deed", "READ")).statusCode());
        assertFalse(ann.get(base + "/").body().contains("data-unread"));
        ann.submit(base + "/inbox", deed, Map.of("deed", "UNREAD"));
        assertEquals(1, list("").path("unread").asInt());
        ann.submit(base + "/inbox", deed, Map.of("deed", "PUT_AWAY"));
        assertEquals(0, list("").path("unread").asInt(), "what is put away is read");
        assertEquals(0, list("").path("messages").size());
        assertTrue(ann.get(base + "/inbox?folder=archive").body().contains("Your time to learn"));
        ann.submit(base + "/inbox", deed, Map.of("deed", "BRING_BACK"));
        assertEquals(1, list("").path("messages").size());
        assertEquals(
                422, ann.submit(base + "/inbox", deed, Map.of("deed", "EAT")).statusCode());

        put("k2", "ann", "One");
        put("k3", "ann", "Two");
        assertEquals(2, list("").path("unread").asInt());
        ann.submit(base + "/inbox", base + "/inbox/read", Map.of());
        assertEquals(0, list("").path("unread").asInt());
    }

    @Test
    void allAreReadAtOnceOverTheApiAndNobodyElses() {
        IntStream.range(0, 3).forEach(i -> put("k" + i, "ann", "Subject " + i));
        put("kb", "bob", "For bob");
        Visitor bob = platform.signedIn(workspace, Role.ADMIN, "bob");
        assertEquals(3, list("").path("unread").asInt());
        var read = ann.json(
                "POST",
                base + "/api/v1/me/inbox/read",
                "",
                Visitor.token(ann.get(base + "/inbox").body()));
        assertEquals(204, read.statusCode(), read.body());
        assertEquals(0, list("").path("unread").asInt());
        assertTrue(bob.get(base + "/api/v1/me/inbox").body().contains("\"unread\":1"));
    }

    @Test
    void puttingTheSameKeyAgainChangesNothingHoweverManyTryAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> put("the-key", "ann", "From try " + i)))
                    .toList();
            int fresh = 0;
            for (var each : tries) {
                fresh += each.get() ? 1 : 0;
            }
            assertEquals(1, fresh);
        }
        // As after a kill between the putting and the sender's own mark: it is tried again, and it is read by now.
        var deed = "{\"deed\":\"READ\"}";
        var read = ann.json(
                "POST",
                base + "/api/v1/me/inbox/" + id(0) + "/deed",
                deed,
                Visitor.token(ann.get(base + "/inbox").body()));
        assertEquals(204, read.statusCode(), read.body());
        assertFalse(put("the-key", "ann", "Once more"));
        assertEquals(1, list("").path("messages").size());
        assertEquals(0, list("").path("unread").asInt());
    }

    @Test
    void aLongInboxComesInParts() {
        IntStream.range(0, 45).forEach(i -> put("k" + i, "ann", "Subject " + i));
        var seen = new TreeSet<String>();
        String query = "";
        int parts = 0;
        while (parts < 5) {
            JsonNode part = list(query);
            part.path("messages").forEach(each -> seen.add(each.path("subject").asText()));
            parts++;
            if (part.path("next").isNull()) {
                break;
            }
            query = "?after=" + part.path("next").asText();
        }
        assertEquals(3, parts);
        assertEquals(45, seen.size());
        assertTrue(ann.get(base + "/inbox").body().contains("/inbox?after="));
        assertEquals(422, ann.get(base + "/inbox?after=$ne").statusCode());
    }

    @Attack(
            value = "somebody else's message in the same workspace: read, marked, put away",
            kind = Kind.ID_IN_PATH,
            threats = "T1",
            at = "inbox, inbox-list, inbox-act, inbox-act-form, inbox-events")
    @BothPlacements
    void eachSeesTheirOwnAndNoOther(Placement placement) {
        at(placement);
        put("k1", "ann", "For ann alone");
        Visitor bob = platform.signedIn(workspace, Role.ADMIN, "bob");
        String deed = base + "/inbox/" + id(0) + "/deed";
        for (String each : List.of("READ", "PUT_AWAY", "UNREAD", "BRING_BACK")) {
            assertEquals(
                    404, bob.submit(base + "/inbox", deed, Map.of("deed", each)).statusCode());
        }
        bob.submit(base + "/inbox", base + "/inbox/read", Map.of());
        assertFalse(bob.get(base + "/inbox").body().contains("For ann alone"));
        assertFalse(
                bob.get(base + "/inbox/events?since=" + "0".repeat(47)).body().contains("For ann alone"));
        assertEquals(1, list("").path("unread").asInt());
    }

    @Attack(
            value = "markup and scripts in subjects, words and names; links to scripts",
            kind = Kind.XSS_SURVEY,
            threats = "W2",
            at = "inbox, inbox-events",
            onePlacement = "Texts are the same wherever they lie.")
    @Test
    void textsAreTextsEverywhere() {
        String evil = "<script>alert(1)</script>\" onload=\"x";
        inbox.put(
                workspace,
                new InboxMessage(
                        "k",
                        "ann",
                        evil,
                        evil,
                        evil + "\ndata: {\"unread\":99}\n\nid: x",
                        Optional.empty(),
                        Instant.now()));
        assertFalse(ann.get(base + "/inbox").body().contains("<script>alert"));
        String stream = ann.get(base + "/inbox/events?since=" + "0".repeat(47)).body();
        assertEquals(1, stream.lines().filter(line -> line.startsWith("data:")).count(), stream);
        assertEquals(1, stream.lines().filter(line -> line.startsWith("id:")).count(), stream);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "//evil.example",
                "/\\evil.example",
                "data:text/html,x",
                "mailto:x",
                "/a b",
                "ftp://x"
            })
    void aLinkThatLeadsToNoPageIsRefused(String link) {
        assertThrows(IllegalArgumentException.class, () -> message("k", "ann", "Subject", link));
    }

    @Test
    void newsReachAPageThatIsOpenOnWhicheverNodeAndAReturningBrowserMissesNothing() throws Exception {
        put("k0", "ann", "There before");
        try (HttpClient browser = HttpClient.newHttpClient()) {
            var stream = open(browser, "/inbox/events?wait=25&since=" + newest(), "");
            try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                assertEquals(
                        "text/event-stream; charset=utf-8",
                        stream.headers().firstValue("content-type").orElse(""));
                assertEquals(
                        "no-store", stream.headers().firstValue("cache-control").orElse(""));
                assertEquals("{\"unread\":1,\"messages\":[]}", data(lines));
                // This inbox hears of nobody, as one on another node whose hint got lost: the page looks by itself.
                put("k1", "ann", "Came while open");
                JsonNode news = JSON.readTree(data(lines));
                assertEquals(2, news.path("unread").asInt());
                JsonNode came = news.path("messages").path(0);
                assertEquals("Came while open", came.path("subject").asText());
                assertEquals(base + "/my-surveys", came.path("link").asText());
                assertEquals("26 Nov 2026, 09:30", came.path("when").asText());
                // What the reader does elsewhere is told at once, by the platform's own inbox.
                ann.submit(base + "/inbox", base + "/inbox/read", Map.of());
                assertEquals(0, JSON.readTree(data(lines)).path("unread").asInt());
            }
            String last = newest();
            put("k2", "ann", "Came while away");
            var again = open(browser, "/inbox/events?since=" + "0".repeat(47), last);
            String all = new String(again.body().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(all.contains("Came while away") && !all.contains("Came while open"), all);
            assertTrue(all.startsWith("retry: 2000"), all);
        }
    }

    private String newest() {
        return new InboxStore(workspace)
                .latest("ann", false, Optional.empty(), 1)
                .getFirst()
                .cursor();
    }

    private HttpResponse<InputStream> open(HttpClient browser, String path, String last) throws Exception {
        HttpRequest.Builder request = ann.request(base + path).header("Accept", "text/event-stream");
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        return browser.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String data(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ")) {
                return line.substring(6);
            }
        }
        throw new AssertionError("The stream ended");
    }

    @Test
    void onePersonHasNoMoreThanAFewStreamsAndWithoutAWaitOneEndsAtOnce() throws Exception {
        var watchers = new Watchers();
        for (int i = 0; i < 5; i++) {
            assertTrue(watchers.watch(workspace, "ann").isPresent());
        }
        assertEquals(Optional.empty(), watchers.watch(workspace, "ann"));
        assertTrue(watchers.watch(workspace, "bob").isPresent());
        assertEquals(6, watchers.size());
        var answer = ann.get(base + "/inbox/events");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("data: {\"unread\":0,\"messages\":[]}"), answer.body());
    }
}
