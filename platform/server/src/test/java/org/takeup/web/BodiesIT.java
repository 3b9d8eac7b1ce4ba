package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.RawHttp;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Bodies that are too large, too slow, of the wrong kind, or no bodies at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesIT {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private TestPlatform platform;
    private String host;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_BODY_SECONDS", "1");
                    return more;
                },
                Clock.systemUTC());
        host = "Host: localhost:" + platform.url().getPort();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private RawHttp.Answer post(String body, String... headers) {
        var all = new java.util.ArrayList<>(List.of(host));
        all.addAll(List.of(headers));
        return RawHttp.send(platform.url(), RawHttp.request("POST /backchannel-logout HTTP/1.1", all) + body);
    }

    private static void says(RawHttp.Answer answer, int status, String type) {
        assertEquals(status, answer.status(), answer.text());
        assertTrue(answer.text().contains("/problems/" + type), answer.text());
        assertTrue(answer.text().contains("urn:takeup:request:"), answer.text());
    }

    @Attack(
            value = "a body that says it has 10 MB where 64 KiB are the most",
            kind = Kind.OVERSIZE_BODY,
            threats = "W5",
            at = "/backchannel-logout",
            onePlacement = "limits of a route hold before anything of a tenant is read")
    @Test
    void aBodyThatSaysItIsTooLargeIsNotRead() {
        says(post("", FORM, "Content-Length: 10000000"), 413, "too-large");
    }

    @Attack(
            value = "a chunked body that turns out too large",
            kind = Kind.OVERSIZE_BODY,
            threats = "W5",
            at = "/backchannel-logout",
            onePlacement = "limits of a route hold before anything of a tenant is read")
    @Test
    void aBodyThatTurnsOutTooLargeIsCutOff() {
        String chunk = "10000\r\na=" + "a".repeat(0xfffe) + "\r\n";
        says(post(chunk + chunk + chunk + "0\r\n\r\n", FORM, "Transfer-Encoding: chunked"), 413, "too-large");
    }

    @Attack(
            value = "a body that does not come",
            kind = Kind.SLOW_BODY,
            threats = "W7",
            at = "/backchannel-logout",
            onePlacement = "limits of a route hold before anything of a tenant is read")
    @Test
    void aBodyThatDoesNotComeIsNotWaitedForForever() {
        says(post("logout_", FORM, "Content-Length: 100"), 408, "too-slow");
    }

    @Test
    void aBodyOfAnotherKindIsRefusedWithTheRightOne() {
        RawHttp.Answer answer = post("{}", "Content-Type: application/json", "Content-Length: 2");
        says(answer, 415, "wrong-type");
        assertTrue(answer.text().contains("application/x-www-form-urlencoded"), answer.text());
    }

    @Attack(
            value = "lengths that are no numbers",
            kind = Kind.SMUGGLING,
            threats = "W6",
            at = "/backchannel-logout",
            onePlacement = "limits of a route hold before anything of a tenant is read")
    @Test
    void aLengthThatIsNoNumberIsRefused() {
        for (String length : List.of("-1", "1e3", "99999999999999999999", "abc", "1, 2")) {
            assertTrue(
                    List.of(400, 413)
                            .contains(
                                    post("", FORM, "Content-Length: " + length).status()),
                    length);
        }
    }

    @Attack(
            value = "a length beside chunks",
            kind = Kind.SMUGGLING,
            threats = "W6",
            at = "/backchannel-logout",
            onePlacement = "limits of a route hold before anything of a tenant is read")
    @Test
    void aRequestWithTwoWaysToEndIsRefused() {
        String both = "0\r\n\r\n";
        assertEquals(
                400,
                post(both, FORM, "Content-Length: 5", "Transfer-Encoding: chunked")
                        .status());
    }

    @Test
    void anAddressThatCannotBeReadIsMalformed() {
        RawHttp.Answer answer = RawHttp.get(platform.url(), "/w/%zz/", host);
        assertEquals(400, answer.status(), answer.text());
    }

    @Attack(
            value = "the rest of a body after the server gave up on it",
            kind = Kind.SLOW_BODY,
            threats = "W7",
            at = "/api/v1/stakeholders")
    @BothPlacements
    void whatComesAfterItWasTooSlowIsNotDone(Placement placement) {
        String slug = "slow" + UUID.randomUUID().toString().substring(0, 8);
        Workspace workspace = platform.tenant(slug, placement);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String base = "/w/" + slug + "/";
        String body = "{\"name\":\"Works council\",\"size\":9,\"power\":4,\"interest\":4}";
        String head = RawHttp.request(
                "POST " + base + "api/v1/stakeholders HTTP/1.1",
                List.of(
                        host,
                        "Cookie: " + planner.cookie(),
                        "Origin: " + platform.url(),
                        "X-Takeup-CSRF: " + Visitor.token(planner.get(base).body()),
                        "Content-Type: application/json",
                        "Content-Length: " + body.length()));
        // Who keeps the connection is listened to for a moment longer.
        String kept = head.replace("Connection: close\r\n", "");
        says(RawHttp.send(platform.url(), kept + body.substring(0, 9), body.substring(9)), 408, "too-slow");
        String map = planner.get(base + "api/v1/stakeholders").body();
        assertFalse(map.contains("Works council"), map);
        assertEquals(201, RawHttp.send(platform.url(), head + body).status());
    }

    @Attack(
            value = "an upload of 5 MB by nobody and by somebody who may not",
            kind = {Kind.OVERSIZE_BODY, Kind.UPLOAD},
            threats = "W5",
            at = "/api/v1/learning/imports")
    @BothPlacements
    void whoMayNotUploadIsToldSoHoweverMuchTheySend(Placement placement) {
        String slug = "up" + UUID.randomUUID().toString().substring(0, 8);
        Workspace workspace = platform.tenant(slug, placement);
        String learner = platform.signedIn(workspace, Role.LEARNER).cookie();
        says(upload(slug, "Cookie: a=b"), 401, "sign-in-required");
        says(upload(slug, "Cookie: " + learner), 403, "not-allowed");
    }

    /** More than fits into the buffers of both sides, from somebody who listens when all is sent. */
    private RawHttp.Answer upload(String slug, String cookie) {
        int size = 5 * 1024 * 1024;
        String head = RawHttp.request(
                "POST /w/" + slug + "/api/v1/learning/imports HTTP/1.1",
                List.of(
                        host,
                        cookie,
                        "Origin: " + platform.url(),
                        "Content-Type: multipart/form-data; boundary=edge",
                        "Content-Length: " + size));
        return RawHttp.send(platform.url(), head + "a".repeat(size));
    }

    @Test
    void afterARefusalTheServerGoesOn() {
        post("logout_", FORM, "Content-Length: 100");
        assertEquals(200, platform.stranger().get("/").statusCode());
    }
}
