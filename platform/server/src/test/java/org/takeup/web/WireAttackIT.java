package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Bytes that a proxy and the platform could read in two ways, and ways out of the folders of files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireAttackIT {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private TestPlatform platform;
    private String host;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        host = "Host: localhost:" + platform.url().getPort() + "\r\n";
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private String post(String headers, String body) {
        return "POST /backchannel-logout HTTP/1.1\r\n" + host + FORM + headers + "\r\n" + body;
    }

    /** What would be smuggled: it closes the connection, so that it is seen whether it was taken for a request. */
    private String hidden() {
        return "GET /signed-in-by-smuggling HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n";
    }

    private Map<String, String> crooked() {
        var all = new LinkedHashMap<String, String>();
        String chunked = "Transfer-Encoding: chunked\r\n";
        all.put("a length and chunks", post("Content-Length: 5\r\n" + chunked, "0\r\n\r\n"));
        all.put("chunks and a length", post(chunked + "Content-Length: 5\r\n", "0\r\n\r\n"));
        all.put("two lengths", post("Content-Length: 0\r\nContent-Length: 5\r\n", ""));
        all.put("two lengths, the other way", post("Content-Length: 5\r\nContent-Length: 0\r\n", ""));
        all.put("two lengths in one", post("Content-Length: 0, 5\r\n", ""));
        for (String length : List.of("+0", "-0", "-1", "0x0", "0 5", "0;5", "0.0", "\u0660")) {
            all.put("length " + length, post("Content-Length: " + length + "\r\n", ""));
        }
        for (String coding : List.of(
                "xchunked",
                "chunked, identity",
                "identity, chunked",
                "chunked, chunked",
                "gzip",
                "gzip, chunked",
                "chunked;a=b",
                "\u000bchunked",
                "chunked\u0000",
                "\"chunked\"",
                "identity")) {
            all.put("coding " + coding, post("Transfer-Encoding: " + coding + "\r\n", "0\r\n\r\n"));
        }
        all.put("chunked twice", post(chunked + chunked, "0\r\n\r\n"));
        all.put("chunked and identity", post(chunked + "Transfer-Encoding: identity\r\n", "0\r\n\r\n"));
        all.put("a blank before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"));
        all.put("a tab before the colon", post("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n"));
        all.put("a blank before the length's colon", post("Content-Length : 5\r\n", ""));
        all.put("a null in a name", post("Content-Length\u0000: 5\r\n", ""));
        all.put("a header without a colon", post("Content-Length\r\n", ""));
        all.put("a header without a name", post(": 5\r\n", ""));
        for (String size : List.of("0x0", "-1", "+0", "G", "", "0 0", "FFFFFFFFFFFFFFFFF", "ffffffffffffffff")) {
            all.put("chunk of size " + size, post(chunked, size + "\r\n\r\n"));
        }
        all.put("a chunk that goes on beyond its size", post(chunked, "1\r\nabc\r\n0\r\n\r\n"));
        all.put("chunks in HTTP/1.0", post(chunked, "0\r\n\r\n").replace("HTTP/1.1", "HTTP/1.0"));
        all.put("no version", post("", "").replace(" HTTP/1.1", ""));
        all.put("another version", post("", "").replace("HTTP/1.1", "HTTP/9.9"));
        all.put("a word in place of a version", post("", "").replace("HTTP/1.1", "HTTP/1.1 HTTP/1.1"));
        all.put("a method of signs", post("", "").replace("POST", "PO(ST"));
        return all;
    }

    @Attack(
            value = "over forty requests that two readers could end at two places, with another request behind",
            kind = Kind.SMUGGLING,
            threats = "W6",
            at = "/backchannel-logout",
            onePlacement = "refused by how they are written, before anything is looked up")
    @Test
    void whatCouldBeReadInTwoWaysIsRefusedAndTheConnectionEnds() {
        var wrong = new ArrayList<String>();
        crooked().forEach((what, bytes) -> {
            RawHttp.Answer answer = RawHttp.send(platform.url(), bytes + hidden());
            // 0: the connection was closed without a word.
            boolean refused = List.of(0, 400, 413, 501, 505).contains(answer.status());
            if (!refused || answers(answer) > 1) {
                wrong.add(what + " got " + answers(answer) + " answers, the first is " + answer.status());
            }
        });
        assertEquals(List.of(), wrong);
        assertTrue(crooked().size() >= 40, crooked().size() + " requests");
        assertEquals(200, platform.stranger().get("/").statusCode());
    }

    private static int answers(RawHttp.Answer answer) {
        return answer.text().split("HTTP/1\\.[01] [1-5]", -1).length - 1;
    }

    @Attack(
            value = "a request within a body, behind a length and within a chunk",
            kind = Kind.SMUGGLING,
            threats = "W6",
            at = "/backchannel-logout",
            onePlacement = "what ends a body is decided before anything is looked up")
    @Test
    void aRequestWithinABodyIsABody() {
        String inside = "GET /signed-in-by-smuggling HTTP/1.1\r\n" + host + "\r\n";
        String last = "GET /openapi.json HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n";
        for (String bytes : List.of(
                post("Content-Length: " + inside.length() + "\r\n", inside),
                post(
                        "Transfer-Encoding: chunked\r\n",
                        Integer.toHexString(inside.length()) + "\r\n" + inside + "\r\n0\r\n\r\n"))) {
            RawHttp.Answer answer = RawHttp.send(platform.url(), bytes + last);
            assertEquals(400, answer.status(), answer.text());
            assertEquals(2, answers(answer), answer.text());
        }
    }

    @Attack(
            value = "forty ways out of the folders of files: dots, encodings, nulls, backslashes, drive letters",
            kind = Kind.OTHER,
            threats = "W12",
            at = "/static/, and files of a workspace",
            onePlacement = "files of the platform are in its own jar")
    @Test
    void noPathLeadsOutOfTheFolders() {
        var wrong = new ArrayList<String>();
        var paths = new ArrayList<String>();
        for (String up : List.of(
                "../",
                "..%2f",
                "%2e%2e/",
                "%2e%2e%2f",
                ".%2e/",
                "..%5c",
                "..\\",
                "%252e%252e%252f",
                "..%c0%af",
                "....//",
                "..;/",
                ".../",
                "%00../",
                "..%00/",
                "..%ef%bc%8f",
                "%u002e%u002e/",
                "/",
                "//",
                "./../",
                "..//")) {
            paths.add("/static/" + up.repeat(8) + "etc/passwd");
            paths.add("/static/" + up + "application.class");
            paths.add("/static/pico/" + up + "takeup.css/" + up + "../org/takeup/app/Main.class");
        }
        paths.addAll(List.of(
                "/static",
                "/static/",
                "/static/pico/",
                "/static/.",
                "/static/..",
                "/static/c:/windows/win.ini",
                "/static/file:/etc/passwd",
                "/static/jar:file:/x!/y",
                "/static/http:/localhost/",
                "/static/.hidden",
                "/static/../META-INF/MANIFEST.MF",
                "/META-INF/MANIFEST.MF",
                "/org/takeup/app/Main.class",
                "/webroot/",
                "/static/takeup.css%00.html"));
        for (String path : paths) {
            RawHttp.Answer answer = RawHttp.get(platform.url(), path, host.strip());
            boolean leaked = answer.text().contains("root:") || answer.text().contains("Manifest-Version");
            // Some lead to the front page or to the style sheet, which everybody may have.
            boolean ours = answer.text().contains("content-type: text/css")
                    || answer.text().contains("content-type: text/html");
            if (leaked || answer.status() == 200 && !ours || answer.status() >= 500) {
                wrong.add(path + " gives " + answer.status());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Attack(
            value = "a bridge from a browser to the event bus: web sockets and the paths of SockJS",
            kind = Kind.EVENT_BUS,
            threats = {"T4", "H3"},
            at = "/eventbus and below, on the platform's host, in a workspace, at the console",
            onePlacement = "there is no bridge in any placement")
    @Test
    void nobodySpeaksOnTheEventBusFromOutside() {
        for (String base : List.of("", "/w/acme", "/operator", "/api/v1")) {
            for (String path : List.of(
                    "/eventbus",
                    "/eventbus/",
                    "/eventbus/info",
                    "/eventbus/websocket",
                    "/eventbus/000/x/websocket",
                    "/eventbus/000/x/xhr",
                    "/ws",
                    "/sockjs/info")) {
                RawHttp.Answer answer = RawHttp.get(
                        platform.url(),
                        base + path,
                        host.strip(),
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
                assertTrue(List.of(303, 401, 404).contains(answer.status()), base + path + " " + answer.status());
            }
        }
    }

    @Attack(
            value = "A's session under names that a neighbouring host could set: no prefix, other case, joined",
            kind = Kind.COOKIE_TOSSING,
            threats = "T5",
            at = "/w/{a}/api/v1/workspace")
    @BothPlacements
    void aCookieUnderAnyOtherNameIsNoSession(Placement placement) {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        Visitor victim = platform.signedIn(platform.tenant(slug, placement), Role.ADMIN);
        String name = victim.cookie().substring(0, victim.cookie().indexOf('='));
        String value = victim.cookie().substring(name.length() + 1);
        assertTrue(name.startsWith("__Host-"), name);
        String bare = name.substring("__Host-".length());
        for (String cookie : List.of(
                bare + "=" + value,
                "__host-" + bare + "=" + value,
                "__HOST-" + bare + "=" + value,
                "__Secure-" + bare + "=" + value,
                "__Host-" + bare + ".=" + value,
                "__Host-takeup=" + value,
                "__Host-=" + value,
                "%5f_Host-" + bare + "=" + value,
                "a=b," + name + "=" + value,
                "a=\"b; " + name + "=" + value + "x",
                name + "=" + value.substring(1),
                name + "=",
                name)) {
            RawHttp.Answer answer =
                    RawHttp.get(platform.url(), "/w/" + slug + "/api/v1/workspace", host.strip(), "Cookie: " + cookie);
            assertEquals(401, answer.status(), cookie.replace(value, "(session)"));
        }
        RawHttp.Answer own = RawHttp.get(
                platform.url(), "/w/" + slug + "/api/v1/workspace", host.strip(), "Cookie: " + victim.cookie());
        assertEquals(200, own.status());
        assertFalse(own.text().contains("set-cookie"), own.text());
    }
}
