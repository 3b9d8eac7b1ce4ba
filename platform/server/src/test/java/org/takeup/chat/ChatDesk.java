package org.takeup.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailState;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Where an admin has chats at a service that answers as services do, or worse, on a clock that tests put on. */
final class ChatDesk implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    final StillClock clock = new StillClock();
    final ChatService service = ChatService.start();
    final TestPlatform platform;
    Workspace workspace;
    Visitor admin;
    String base;

    ChatDesk() {
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_WEBHOOK_PRIVATE_HOSTS", service.origin());
                    return more;
                },
                clock);
        at(Placement.POOLED);
    }

    /** From here on the workspace is a new one of this placement, and the service takes what comes. */
    void at(Placement placement) {
        service.says(200, "", "ok");
        workspace = platform.tenant("c" + UUID.randomUUID().toString().substring(0, 8), placement);
        base = "/w/" + workspace.tenant().slug();
        signIn();
    }

    /** Anew where time has gone on for longer than a session lasts. */
    void signIn() {
        admin = platform.signedIn(workspace, Role.ADMIN);
    }

    /** The one hook that was made. */
    String hook() {
        return new HookStore(workspace).all(5).getFirst().id();
    }

    @Override
    public void close() {
        try (service;
                platform) {
            assertEquals(List.of(), platform.watch().offences());
        }
    }

    /** The address at the service, which no other workspace has. */
    String url() {
        return service.origin() + "/services" + base;
    }

    /** What the service got from this workspace. */
    List<ChatService.Got> got() {
        return service.got().stream().filter(each -> each.path().endsWith(base)).toList();
    }

    HttpResponse<String> add(String kind, String name, String url) {
        String token = Visitor.token(admin.get(base + "/chats").body());
        return admin.post(
                base + "/chats",
                "csrf=" + token + "&service=" + kind + "&name=" + encoded(name) + "&url=" + encoded(url));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A chat at the service, and a trial sent to it. @return the trial's id */
    String tried(String kind) {
        HttpResponse<String> added = add(kind, "#learning", url());
        assertEquals(303, added.statusCode(), added.body());
        return tryOut(hook());
    }

    String tryOut(String hook) {
        String token = Visitor.token(admin.get(base + "/chats").body());
        assertEquals(
                303,
                admin.post(base + "/chats/" + hook + "/trial", "csrf=" + token).statusCode());
        return only().id();
    }

    /** The only message that there is. */
    ChatPost only() {
        List<ChatPost> all = workspace.collection(PostStore.POSTS).all().into(new java.util.ArrayList<>()).stream()
                .map(row -> new PostStore(workspace)
                        .find(org.takeup.store.TenantCollection.id(row))
                        .orElseThrow())
                .toList();
        assertEquals(1, all.size(), all.toString());
        return all.getFirst();
    }

    void awaitState(MailState state) {
        Eventually.holds("it is " + state, SOON, () -> only().state() == state);
    }

    /** A try that ended and left the message to wait. */
    void awaitTry(int attempt) {
        Eventually.holds(
                attempt + " tries", SOON, () -> only().attempt() == attempt && only().state() == MailState.QUEUED);
    }

    /** Time goes on until the message is due; a run that looks meanwhile may look too early. */
    void passUntil(MailState state, Duration step) {
        Eventually.holds("it becomes " + state, SOON, () -> {
            if (only().state() == state) {
                return true;
            }
            clock.pass(step);
            return false;
        });
        signIn();
    }
}
