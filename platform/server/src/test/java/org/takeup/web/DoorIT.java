package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
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

/** What the door does before any capability is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void everyAnswerCarriesTheProtectingHeadersAndARequestId() {
        var answer = platform.stranger().get("/nowhere");
        assertEquals(404, answer.statusCode());
        var headers = answer.headers();
        assertTrue(headers.firstValue("content-security-policy").orElseThrow().contains("default-src 'none'"));
        assertEquals("nosniff", headers.firstValue("x-content-type-options").orElseThrow());
        assertEquals("DENY", headers.firstValue("x-frame-options").orElseThrow());
        assertTrue(answer.body().contains(headers.firstValue("x-request-id").orElseThrow()));
    }

    private String host() {
        return "Host: localhost:" + platform.url().getPort();
    }

    private static void isProtected(RawHttp.Answer answer, int status) {
        assertEquals(status, answer.status(), answer.text());
        for (String header :
                List.of("content-security-policy: default-src 'none'", "x-content-type-options: nosniff")) {
            assertTrue(answer.text().contains(header), answer.text());
        }
        var id = Pattern.compile("x-request-id: ([0-9a-f]{16})").matcher(answer.text());
        assertTrue(id.find(), answer.text());
        if (status != 200) {
            assertEquals(2, answer.text().split(id.group(1), -1).length - 1, "the page says the id: " + answer.text());
        }
    }

    @Test
    void whatNeverReachesARouteIsAnsweredLikeTheRest() {
        URI url = platform.url();
        isProtected(RawHttp.get(url, "/static/takeup.css", host()), 200);
        isProtected(RawHttp.get(url, "/static/pico/pico.min.css", host()), 200);
        isProtected(RawHttp.get(url, "/static/nothing.css", host()), 404);
        isProtected(RawHttp.send(url, RawHttp.request("DELETE /find HTTP/1.1", List.of(host()))), 405);
        isProtected(RawHttp.get(url, "/people", "Host: nobody.localhost:" + url.getPort()), 421);
    }

    @Attack(
            value = "over-long addresses and headers, a null in a header's name",
            kind = Kind.OVERSIZE_BODY,
            threats = "W6",
            at = "/, /w/{a}/api/v1/waves",
            onePlacement = "limits of a route hold before anything of a tenant is read")
    @Test
    void whatCannotBeReadIsAnsweredInASentence() {
        URI url = platform.url();
        RawHttp.Answer line = RawHttp.get(url, "/" + "a".repeat(5 * 1024), host());
        isProtected(line, 414);
        assertTrue(line.text().contains("The address is too long."), line.text());
        RawHttp.Answer header = RawHttp.get(url, "/", host(), "X-Long: " + "a".repeat(20 * 1024));
        isProtected(header, 431);
        assertTrue(header.text().contains("The headers of the request are too long."), header.text());
        RawHttp.Answer crooked = RawHttp.get(url, "/", host(), "X\u0000Y: z");
        isProtected(crooked, 400);
        assertTrue(crooked.text().contains("The request cannot be read."), crooked.text());
        RawHttp.Answer api = RawHttp.get(url, "/w/acme/api/v1/waves", host(), "X-Long: " + "a".repeat(20 * 1024));
        isProtected(api, 431);
        assertTrue(api.text().contains("application/problem+json"), api.text());
    }

    @Test
    void anAddressOfAnotherHostIsNoneHere() {
        URI url = platform.url();
        platform.tenant("own");
        String own = "Host: own.localhost:" + url.getPort();
        assertEquals(404, RawHttp.get(url, "/people", host()).status());
        assertEquals(404, post(url, "/people", host()).status());
        RawHttp.Answer there = post(url, "/people", own);
        assertEquals(405, there.status(), there.text());
        assertTrue(there.text().contains("allow: GET, HEAD\r\n"), there.text());
        RawHttp.Answer file = post(url, "/static/takeup.css", host());
        assertEquals(405, file.status(), file.text());
        assertTrue(file.text().contains("allow: GET, HEAD\r\n"), file.text());
        assertEquals(404, post(url, "/static/nothing.css", host()).status());
    }

    private static RawHttp.Answer post(URI url, String path, String host) {
        return RawHttp.send(url, RawHttp.request("POST " + path + " HTTP/1.1", List.of(host, "Content-Length: 0")));
    }

    @Test
    void onlyWhoComesByHttpsIsToldToGoOnDoingSo() {
        String header = "strict-transport-security: max-age=31536000; includeSubDomains";
        assertFalse(RawHttp.get(platform.url(), "/", host()).text().contains("strict-transport-security"));
        try (var secure = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_PUBLIC_URL", "https://takeup.example");
                    return more;
                },
                Clock.systemUTC())) {
            for (String path : List.of("/", "/nowhere", "/static/takeup.css", "/" + "a".repeat(5 * 1024))) {
                RawHttp.Answer answer = RawHttp.get(secure.url(), path, "Host: takeup.example");
                assertTrue(answer.text().contains(header), path + " " + answer.text());
            }
        }
    }

    @Attack(
            value = "JSON of 30,000 levels, a number of a million digits",
            kind = {Kind.DEEP_BODY, Kind.OVERSIZE_BODY},
            threats = "W8",
            at = "/api/v1/waves")
    @BothPlacements
    void jsonThatWouldExhaustAReaderIsRefused(Placement placement) {
        String slug = "deep" + java.util.UUID.randomUUID().toString().substring(0, 8);
        String base = "/w/" + slug + "/";
        Visitor planner = platform.signedIn(platform.tenant(slug, placement), Role.PLANNER);
        String csrf = Visitor.token(planner.get(base).body());
        String waves = base + "api/v1/waves";
        var deep = planner.json("POST", waves, "[".repeat(30_000), csrf);
        assertEquals(400, deep.statusCode(), deep.body());
        var deepWithin = planner.json("POST", waves, "{\"title\":" + "{\"a\":".repeat(10_000), csrf);
        assertEquals(422, deepWithin.statusCode(), deepWithin.body());
        var digits = planner.json("POST", waves, "{\"title\":" + "9".repeat(60_000) + "}", csrf);
        assertEquals(400, digits.statusCode(), digits.body());
        var large =
                planner.json("POST", base + "api/v1/stakeholders", "{\"name\":" + "9".repeat(1_000_000) + "}", csrf);
        assertEquals(413, large.statusCode(), large.body());
        assertEquals(200, planner.get(waves).statusCode());
    }

    @Test
    void theApiAnswersProblemsAsJson() {
        var answer = platform.stranger().get("/w/acme/api/v1/nowhere");
        assertEquals(404, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElseThrow());
        assertTrue(answer.body().contains("/problems/not-found"), answer.body());
    }
}
