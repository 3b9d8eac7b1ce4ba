package org.takeup.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Updates;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailState;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Chats from the page to a service that answers as services do, or worse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final StillClock clock = new StillClock();
    private ChatService service;
    private TestPlatform platform;
    private Workspace workspace;
    private Visitor admin;
    private String base;

    @BeforeAll
    void start() {
        service = ChatService.start();
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_WEBHOOK_PRIVATE_HOSTS", service.origin());
                    return more;
                },
                clock);
    }

    @BeforeEach
    void fresh() {
        service.says(200, "", "ok");
        at(Placement.POOLED);
    }

    private void at(Placement placement) {
        workspace = platform.tenant("c" + UUID.randomUUID().toString().substring(0, 8), placement);
        base = "/w/" + workspace.tenant().slug();
        signIn();
    }

    private void signIn() {
        admin = platform.signedIn(workspace, Role.ADMIN);
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        service.close();
    }

    private String url() {
        return service.origin() + "/services" + base;
    }

    private List<ChatService.Got> got() {
        return service.got().stream().filter(each -> each.path().endsWith(base)).toList();
    }

    private HttpResponse<String> add(String kind, String name, String url) {
        String token = Visitor.token(admin.get(base + "/chats").body());
        return admin.post(
                base + "/chats",
                "csrf=" + token + "&service=" + kind + "&name=" + encoded(name) + "&url=" + encoded(url));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A chat at the service, and a trial sent to it. @return the trial's id */
    private String tried(String kind) {
        HttpResponse<String> added = add(kind, "#learning", url());
        assertEquals(303, added.statusCode(), added.body());
        String hook = new HookStore(workspace).all(5).getFirst().id();
        return tryOut(hook);
    }

    private String tryOut(String hook) {
        String token = Visitor.token(admin.get(base + "/chats").body());
        assertEquals(
                303,
                admin.post(base + "/chats/" + hook + "/trial", "csrf=" + token).statusCode());
        return only().id();
    }

    private ChatPost only() {
        List<ChatPost> all = workspace.collection(PostStore.POSTS).all().into(new java.util.ArrayList<>()).stream()
                .map(row -> new PostStore(workspace)
                        .find(org.takeup.store.TenantCollection.id(row))
                        .orElseThrow())
                .toList();
        assertEquals(1, all.size(), all.toString());
        return all.getFirst();
    }

    private void awaitState(MailState state) {
        Eventually.holds("it is " + state, SOON, () -> only().state() == state);
    }

    /** A try that ended and left the message to wait. */
    private void awaitTry(int attempt) {
        Eventually.holds(
                attempt + " tries", SOON, () -> only().attempt() == attempt && only().state() == MailState.QUEUED);
    }

    /** Time goes on until the message is due; a run that looks meanwhile may look too early. */
    private void passUntil(MailState state, Duration step) {
        Eventually.holds("it becomes " + state, SOON, () -> {
            if (only().state() == state) {
                return true;
            }
            clock.pass(step);
            return false;
        });
        signIn();
    }

    @Test
    void aTrialArrivesOnceInSlacksShape() {
        tried("SLACK");
        awaitState(MailState.SENT);
        assertEquals(1, got().size());
        var message = got().getFirst();
        var body = PayloadShape.slack(message.body().getBytes(StandardCharsets.UTF_8));
        assertEquals("Takeup can write here", body.get("text").asText());
        assertTrue(message.header("content-type").startsWith("application/json"));
        assertEquals(only().id(), message.header("idempotency-key"));
        String page = admin.get(base + "/chats").body();
        assertTrue(page.contains("Something last arrived"), page);
    }

    @Test
    void aTrialArrivesOnceInTeamsShape() {
        service.says(202, "", "");
        tried("TEAMS");
        awaitState(MailState.SENT);
        PayloadShape.teams(got().getFirst().body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aServiceThatAsksToBeLeftAloneIsLeftAloneForSoLong() {
        Instant begun = clock.instant();
        service.says(429, "Retry-After: 1800\r\n", "");
        tried("SLACK");
        awaitTry(1);
        assertFalse(only().due().isBefore(begun.plusSeconds(1_800).minusMillis(1)), only().toString());
        assertTrue(only().reason().contains("status 429"));
        service.says(200, "", "ok");
        passUntil(MailState.SENT, Duration.ofMinutes(5));
        assertFalse(clock.instant().isBefore(begun.plusSeconds(1_800)));
        assertEquals(2, got().size());
    }

    @Test
    void teamsSaysWithTwoHundredThatItWasTooMuch() {
        service.says(
                200,
                "",
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId");
        tried("TEAMS");
        awaitTry(1);
        service.says(200, "", "1");
        passUntil(MailState.SENT, Duration.ofSeconds(5));
        assertEquals(2, got().size());
    }

    @Test
    void aServerErrorIsTriedAgainUntilTwoDaysAreOver() {
        service.says(500, "", "rollup_error");
        tried("SLACK");
        awaitTry(1);
        assertEquals("It answered with status 500 (rollup_error).", only().reason());
        passUntil(MailState.FAILED, Duration.ofHours(1));
        assertTrue(only().reason().startsWith("Given up after two days."), only().reason());
        assertTrue(got().size() >= 2, got().size() + " tries");
        String page = admin.get(base + "/chats").body();
        assertTrue(page.contains("Given up after two days."), page);
    }

    @Test
    void aWebPageIsNoYes() {
        service.says(200, "Content-Type: text/html\r\n", "<!doctype html><title>Sign in to the Wi-Fi</title>");
        tried("SLACK");
        awaitTry(1);
        assertTrue(only().reason().contains("a web page"), only().reason());
        service.says(200, "", "ok");
        passUntil(MailState.SENT, Duration.ofSeconds(5));
    }

    @Test
    void aWebhookThatIsGoneIsNotAskedAgain() {
        service.says(404, "", "no_service");
        tried("SLACK");
        awaitState(MailState.FAILED);
        assertEquals(
                "It answered with status 404 (no_service). The webhook is gone or may not write there: make a new one.",
                only().reason());
        assertEquals(1, got().size());
    }

    @Test
    void aRedirectIsNotFollowed() {
        service.says(302, "Location: " + service.origin() + "/elsewhere" + base + "\r\n", "");
        tried("SLACK");
        awaitState(MailState.FAILED);
        assertEquals(1, got().size());
        assertTrue(only().reason().contains("Redirects are not followed"), only().reason());
    }

    @Test
    void aLineThatIsCutLeavesADoubtThatAPersonDecides() {
        service.cutsTheLine();
        String id = tried("SLACK");
        awaitState(MailState.UNSURE);
        assertEquals(1, got().size());
        // Whatever time passes, it is not sent again by itself.
        clock.pass(Duration.ofDays(3));
        signIn();
        service.says(200, "", "ok");
        String page = admin.get(base + "/chats").body();
        assertTrue(page.contains("In doubt") && page.contains("may have arrived"), page);
        assertEquals(1, got().size());
        String token = Visitor.token(page);
        String decision = base + "/chats/messages/" + id + "/decision";
        assertEquals(
                303,
                admin.post(decision, "csrf=" + token + "&decision=SEND_AGAIN").statusCode());
        awaitState(MailState.SENT);
        assertEquals(2, got().size());
        assertEquals(
                409,
                admin.post(decision, "csrf=" + token + "&decision=SEND_AGAIN").statusCode());
    }

    @Test
    void whoDiesInTheMiddleLeavesADoubtAndNoSecondCopy() {
        String id = tried("SLACK");
        awaitState(MailState.SENT);
        // What a kill between the service's answer and our note leaves behind.
        workspace
                .collection(PostStore.POSTS)
                .upsert(
                        id,
                        Updates.combine(
                                Updates.set("state", MailState.SENDING.name()),
                                Updates.set("due", Date.from(clock.instant().plus(ChatCourier.LEASE)))));
        tryAnother();
        Eventually.holds("the doubt", SOON, () -> {
            clock.pass(Duration.ofSeconds(1));
            return new PostStore(workspace).find(id).orElseThrow().state() == MailState.UNSURE;
        });
        assertEquals(
                1,
                got().stream()
                        .filter(each -> each.header("idempotency-key").equals(id))
                        .count());
        // The one that was cut off comes back to life and knows better; an older try would not be heard.
        ChatPost post = new PostStore(workspace).find(id).orElseThrow();
        var older = new ChatPost(
                id, post.hook(), "", "", MailState.SENDING, post.added(), post.due(), post.changed(), 7, "");
        assertFalse(new PostStore(workspace).end(older, MailState.SENT, "", clock.instant(), clock.instant()));
    }

    private void tryAnother() {
        String hook = new HookStore(workspace).all(5).getFirst().id();
        String token = Visitor.token(admin.get(base + "/chats").body());
        admin.post(base + "/chats/" + hook + "/trial", "csrf=" + token);
    }

    @Test
    void ofTwoWhoBeginOneSends() {
        service.says(429, "Retry-After: 100000\r\n", "");
        tried("SLACK");
        awaitTry(1);
        var store = new PostStore(workspace);
        ChatPost post = only();
        assertTrue(store.begin(post, clock.instant(), ChatCourier.LEASE));
        assertFalse(store.begin(post, clock.instant(), ChatCourier.LEASE));
    }

    @Test
    void aRefusedFormComesBackAsItWasTyped() {
        HttpResponse<String> refused = add("SLACK", "#learn\u00e9", "https://evil.example/services/x");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("value=\"#learn\u00e9\""), refused.body());
        assertTrue(refused.body().contains("https://evil.example/services/x"));
        assertTrue(refused.body().contains("Addresses of Slack are at hooks.slack.com"), refused.body());
    }

    @Test
    void aPlannerSeesWhatBecameOfMessagesAndNoSecret() {
        tried("SLACK");
        awaitState(MailState.SENT);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String page = planner.get(base + "/chats").body();
        assertTrue(page.contains("#learning"), page);
        for (String told : List.of(page, admin.get(base + "/chats").body())) {
            assertFalse(told.contains("/services" + base), told);
        }
        assertFalse(platform.dump(workspace).toString().contains("/services" + base), "the address lies open");
        assertEquals(
                403,
                planner.post(
                                base + "/chats",
                                "csrf=" + Visitor.token(page) + "&service=SLACK&name=x&url=" + encoded(url()))
                        .statusCode());
    }

    @Test
    void chatsAreAddedTriedAndTakenAwayOverTheApiAndTheAddressIsNeverTold() {
        String token = Visitor.token(admin.get(base + "/chats").body());
        String api = base + "/api/v1/chats";
        String body = "{\"service\":\"SLACK\",\"name\":\"#learning\",\"url\":\"" + url() + "\"}";
        HttpResponse<String> added = admin.json("POST", api, body, token);
        assertEquals(201, added.statusCode(), added.body());
        assertFalse(added.body().contains("/services" + base), added.body());
        String hook = new HookStore(workspace).all(5).getFirst().id();
        assertTrue(added.body().contains(hook), added.body());
        assertEquals(
                204, admin.json("POST", api + "/" + hook + "/trial", "", token).statusCode());
        Eventually.holds(
                "The trial arrives",
                SOON,
                () -> got().size() == 1 && admin.get(api).body().contains("\"lastArrived\":\"20"));
        String listed = admin.get(api).body();
        assertTrue(listed.contains("#learning") && listed.contains("\"most\":20"), listed);
        assertFalse(listed.contains("/services"), listed);

        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        assertEquals(200, planner.get(api).statusCode());
        String planners = Visitor.token(planner.get(base + "/chats").body());
        assertEquals(403, planner.json("POST", api, body, planners).statusCode());
        assertEquals(403, planner.json("DELETE", api + "/" + hook, "", planners).statusCode());
        for (String wrong : List.of(
                "{\"name\":\"x\",\"url\":\"" + url() + "\"}",
                "{\"service\":\"SLACK\",\"name\":\"\",\"url\":\"" + url() + "\"}",
                "{\"service\":\"SLACK\",\"name\":\"x\",\"url\":\"https://evil.example/x\"}")) {
            assertEquals(422, admin.json("POST", api, wrong, token).statusCode(), wrong);
        }

        assertEquals(204, admin.json("DELETE", api + "/" + hook, "", token).statusCode());
        assertEquals(404, admin.json("DELETE", api + "/" + hook, "", token).statusCode());
        assertEquals(
                404, admin.json("POST", api + "/" + hook + "/trial", "", token).statusCode());
        assertTrue(admin.get(api).body().contains("\"chats\":[]"));
    }

    @Attack(
            value = "addresses of webhooks that lead inside, elsewhere, or look like a chat service",
            kind = Kind.WEBHOOK,
            threats = "P14",
            at = "chat-add-form")
    @BothPlacements
    void onlyTheServicesOwnHostsAreTaken(Placement placement) {
        at(placement);
        List<String> hostile = List.of(
                "https://evil.example/hooks.slack.com",
                "https://hooks.slack.com.evil.example/services/x",
                "https://evil-hooks.slack.com/services/x",
                "https://hooks.slack.com@evil.example/services/x",
                "https://evil.example#hooks.slack.com",
                "https://webhook.office.com.evil.example/x",
                "https://xwebhook.office.com/x",
                "http://hooks.slack.com/services/x",
                "https://127.0.0.1/x",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/x",
                "https://2130706433/x",
                "https://0x7f.1/x",
                "http://localhost:8080/x",
                "ftp://hooks.slack.com/x",
                "javascript:alert(1)",
                "//hooks.slack.com/x",
                service.origin().replace("127.0.0.1", "localhost") + "/x",
                "https://hooks.slack.com/x\r\nHost: evil.example");
        for (String url : hostile) {
            for (String kind : List.of("SLACK", "TEAMS")) {
                HttpResponse<String> answer = add(kind, "x", url);
                assertEquals(422, answer.statusCode(), kind + " took " + url);
            }
        }
        assertEquals(
                422, add("TEAMS", "x", "https://hooks.slack.com/services/x").statusCode());
        assertEquals(List.of(), new HookStore(workspace).all(5));
        assertEquals(
                303,
                add("TEAMS", "x", "https://a.webhook.office.com/webhookb2/x").statusCode());
        assertEquals(
                Optional.of("a.webhook.office.com"),
                new HookStore(workspace).all(5).stream().map(ChatHook::host).findFirst());
    }

    @Attack(
            value = "chats and messages of another workspace: tried, taken away, decided",
            kind = Kind.ID_IN_PATH,
            threats = "T1",
            at = "chat-try-form, chat-remove-form, chat-decide-form")
    @BothPlacements
    void nobodyTouchesAnothersChat(Placement placement) {
        at(placement);
        service.cutsTheLine();
        String post = tried("SLACK");
        awaitState(MailState.UNSURE);
        String hook = new HookStore(workspace).all(5).getFirst().id();
        Workspace owner = workspace;
        String before = owner.collection(HookStore.HOOKS)
                .all()
                .into(new java.util.ArrayList<Document>())
                .toString();
        at(placement);
        String token = Visitor.token(admin.get(base + "/chats").body());
        for (String path : List.of("/chats/" + hook + "/trial", "/chats/" + hook + "/removal")) {
            assertEquals(404, admin.post(base + path, "csrf=" + token).statusCode(), path);
        }
        assertEquals(
                404,
                admin.post(base + "/chats/messages/" + post + "/decision", "csrf=" + token + "&decision=SEND_AGAIN")
                        .statusCode());
        assertEquals(
                MailState.UNSURE, new PostStore(owner).find(post).orElseThrow().state());
        assertEquals(
                before,
                owner.collection(HookStore.HOOKS)
                        .all()
                        .into(new java.util.ArrayList<Document>())
                        .toString());
    }
}
