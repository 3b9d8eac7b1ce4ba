package org.takeup.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailState;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Chats as admins and planners see them, on pages and over the API: which addresses are taken, and what is told to whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatPagesIT {
    @AutoClose
    private final ChatDesk desk = new ChatDesk();

    @BeforeEach
    void fresh() {
        desk.at(Placement.POOLED);
    }

    @Test
    void aRefusedFormComesBackAsItWasTyped() {
        HttpResponse<String> refused = desk.add("SLACK", "#learn\u00e9", "https://evil.example/services/x");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("value=\"#learn\u00e9\""), refused.body());
        assertTrue(refused.body().contains("https://evil.example/services/x"));
        assertTrue(refused.body().contains("Addresses of Slack are at hooks.slack.com"), refused.body());
    }

    @Test
    void aPlannerSeesWhatBecameOfMessagesAndNoSecret() {
        desk.tried("SLACK");
        desk.awaitState(MailState.SENT);
        Visitor planner = desk.platform.signedIn(desk.workspace, Role.PLANNER);
        String page = planner.get(desk.base + "/chats").body();
        assertTrue(page.contains("#learning"), page);
        for (String told : List.of(page, desk.admin.get(desk.base + "/chats").body())) {
            assertFalse(told.contains("/services" + desk.base), told);
        }
        assertFalse(
                desk.platform.dump(desk.workspace).toString().contains("/services" + desk.base),
                "the address lies open");
        assertEquals(
                403,
                planner.post(
                                desk.base + "/chats",
                                "csrf=" + Visitor.token(page) + "&service=SLACK&name=x&url="
                                        + ChatDesk.encoded(desk.url()))
                        .statusCode());
    }

    @Test
    void chatsAreAddedTriedAndTakenAwayOverTheApiAndTheAddressIsNeverTold() {
        String token = Visitor.token(desk.admin.get(desk.base + "/chats").body());
        String api = desk.base + "/api/v1/chats";
        String body = "{\"service\":\"SLACK\",\"name\":\"#learning\",\"url\":\"" + desk.url() + "\"}";
        HttpResponse<String> added = desk.admin.json("POST", api, body, token);
        assertEquals(201, added.statusCode(), added.body());
        assertFalse(added.body().contains("/services" + desk.base), added.body());
        String hook = desk.hook();
        assertTrue(added.body().contains(hook), added.body());
        assertEquals(
                204,
                desk.admin.json("POST", api + "/" + hook + "/trial", "", token).statusCode());
        Eventually.holds(
                "The trial arrives",
                ChatDesk.SOON,
                () -> desk.got().size() == 1 && desk.admin.get(api).body().contains("\"lastArrived\":\"20"));
        String listed = desk.admin.get(api).body();
        assertTrue(listed.contains("#learning") && listed.contains("\"most\":20"), listed);
        assertFalse(listed.contains("/services"), listed);

        Visitor planner = desk.platform.signedIn(desk.workspace, Role.PLANNER);
        assertEquals(200, planner.get(api).statusCode());
        String planners = Visitor.token(planner.get(desk.base + "/chats").body());
        assertEquals(403, planner.json("POST", api, body, planners).statusCode());
        assertEquals(403, planner.json("DELETE", api + "/" + hook, "", planners).statusCode());
        for (String wrong : List.of(
                "{\"name\":\"x\",\"url\":\"" + desk.url() + "\"}",
                "{\"service\":\"SLACK\",\"name\":\"\",\"url\":\"" + desk.url() + "\"}",
                "{\"service\":\"SLACK\",\"name\":\"x\",\"url\":\"https://evil.example/x\"}")) {
            assertEquals(422, desk.admin.json("POST", api, wrong, token).statusCode(), wrong);
        }

        assertEquals(204, desk.admin.json("DELETE", api + "/" + hook, "", token).statusCode());
        assertEquals(404, desk.admin.json("DELETE", api + "/" + hook, "", token).statusCode());
        assertEquals(
                404,
                desk.admin.json("POST", api + "/" + hook + "/trial", "", token).statusCode());
        assertTrue(desk.admin.get(api).body().contains("\"chats\":[]"));
    }

    @Attack(
            value = "addresses of webhooks that lead inside, elsewhere, or look like a chat service",
            kind = Kind.WEBHOOK,
            threats = "P14",
            at = "chat-add-form")
    @BothPlacements
    void onlyTheServicesOwnHostsAreTaken(Placement placement) {
        desk.at(placement);
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
                desk.service.origin().replace("127.0.0.1", "localhost") + "/x",
                "https://hooks.slack.com/x\r\nHost: evil.example");
        for (String url : hostile) {
            for (String kind : List.of("SLACK", "TEAMS")) {
                HttpResponse<String> answer = desk.add(kind, "x", url);
                assertEquals(422, answer.statusCode(), kind + " took " + url);
            }
        }
        assertEquals(
                422,
                desk.add("TEAMS", "x", "https://hooks.slack.com/services/x").statusCode());
        assertEquals(List.of(), new HookStore(desk.workspace).all(5));
        assertEquals(
                303,
                desk.add("TEAMS", "x", "https://a.webhook.office.com/webhookb2/x")
                        .statusCode());
        assertEquals(
                Optional.of("a.webhook.office.com"),
                new HookStore(desk.workspace)
                        .all(5).stream().map(ChatHook::host).findFirst());
    }

    @Attack(
            value = "chats and messages of another workspace: tried, taken away, decided",
            kind = Kind.ID_IN_PATH,
            threats = "T1",
            at = "chat-try-form, chat-remove-form, chat-decide-form")
    @BothPlacements
    void nobodyTouchesAnothersChat(Placement placement) {
        desk.at(placement);
        desk.service.cutsTheLine();
        String post = desk.tried("SLACK");
        desk.awaitState(MailState.UNSURE);
        String hook = desk.hook();
        Workspace owner = desk.workspace;
        String before = owner.collection(HookStore.HOOKS)
                .all()
                .into(new java.util.ArrayList<Document>())
                .toString();
        desk.at(placement);
        String token = Visitor.token(desk.admin.get(desk.base + "/chats").body());
        for (String path : List.of("/chats/" + hook + "/trial", "/chats/" + hook + "/removal")) {
            assertEquals(404, desk.admin.post(desk.base + path, "csrf=" + token).statusCode(), path);
        }
        assertEquals(
                404,
                desk.admin
                        .post(
                                desk.base + "/chats/messages/" + post + "/decision",
                                "csrf=" + token + "&decision=SEND_AGAIN")
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
