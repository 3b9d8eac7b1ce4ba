package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.RawHttp;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.http.Json;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** What an answer says of itself, and addresses behind which somebody looks for more than there is (threat W12). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainAnswersIT {
    /** Ways out of a folder of files, and what lies beside an application when it was put there carelessly. */
    private static final List<String> NO_FILES = List.of(
            "/static/../takeup.css",
            "/static/../../pom.xml",
            "/static/%2e%2e/logback.xml",
            "/static/%2e%2e%2flogback.xml",
            "/static/..%2flogback.xml",
            "/static/..%5clogback.xml",
            "/static/..\\logback.xml",
            "/static/....//logback.xml",
            "/static/.%00./logback.xml",
            "/static/takeup.css%00.js",
            "/static/%252e%252e/logback.xml",
            "/static/%c0%ae%c0%ae/logback.xml",
            "/static//etc/passwd",
            "/static///etc/passwd",
            "/static/file:/etc/passwd",
            "/static/C:/Windows/win.ini",
            "/static/",
            "/static",
            "/static/.",
            "/static/.git/config",
            "/static/pico/",
            "/static/pico/../../../webjars",
            "/static/pico/%2e%2e/package.json",
            "/static/pico/..%2f..%2f..%2f..%2fMANIFEST.MF",
            "/.git/config",
            "/.git/HEAD",
            "/.svn/entries",
            "/.env",
            "/.htaccess",
            "/WEB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/logback.xml",
            "/problems.yaml",
            "/pom.xml",
            "/server-status",
            "/metrics",
            "/health/ready",
            "/actuator/env",
            "/swagger-ui/",
            "/backup.zip",
            "/id_rsa");

    private TestPlatform platform;
    private Visitor admin;
    private Visitor operator;
    private String slug;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        admin = platform.signedIn(platform.tenant(slug), Role.ADMIN);
        operator = platform.operator();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void everyAnswerWithABodySaysWhatItIsAndInWhichLetters() {
        for (Route route : platform.platform().routes()) {
            String prefix = Mount.of(route.realm()).getFirst().base(slug);
            String path = prefix + route.path().replaceAll("\\{[^}]+}", "nothing-here");
            Visitor own = route.realm() == Route.Realm.OPERATOR ? operator : admin;
            for (Visitor visitor : List.of(own, platform.stranger())) {
                HttpResponse<String> answer = visitor.get(path);
                if (!answer.body().isEmpty()) {
                    String type = answer.headers().firstValue("content-type").orElse("");
                    assertTrue(isWhatItSays(type, answer.body()), route.id() + " is " + type);
                }
            }
        }
    }

    private static boolean isWhatItSays(String type, String body) {
        if (type.startsWith("text/")) {
            return type.endsWith("; charset=utf-8") && body.startsWith("<!") == type.startsWith("text/html");
        }
        boolean json = type.equals("application/json") || type.endsWith("+json");
        return json
                ? Json.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), Object.class) != null
                : Set.of("application/x-ndjson", "application/yaml", "application/zip")
                        .contains(type);
    }

    @Test
    void whatIsNoFileOfOursIsNotThere() {
        String host = "Host: localhost:" + platform.url().getPort();
        assertEquals(
                200, RawHttp.get(platform.url(), "/static/takeup.css", host).status());
        for (String path : NO_FILES) {
            RawHttp.Answer answer = RawHttp.get(platform.url(), path, host);
            // A folder is led to its own address, where there is nothing.
            assertTrue(Set.of(301, 400, 404).contains(answer.status()), path + " is answered " + answer.status());
            for (String secret : List.of("root:", "<configuration", "[core]", "Manifest-Version", "jvm_")) {
                assertFalse(answer.text().contains(secret), path);
            }
        }
    }

    @Test
    void noMethodThatNobodyDeclaredIsAnswered() {
        String host = "Host: localhost:" + platform.url().getPort();
        for (String method : List.of("TRACE", "TRACK", "CONNECT", "OPTIONS", "PROPFIND", "DEBUG", "get")) {
            for (String path : List.of("/", "/static/takeup.css", "/w/" + slug + "/", "/operator/")) {
                RawHttp.Answer answer = RawHttp.send(
                        platform.url(),
                        RawHttp.request(method + " " + path + " HTTP/1.1", List.of(host, "X-Canary: sing")));
                assertTrue(answer.status() >= 400, method + " " + path + " " + answer.status());
                assertFalse(answer.text().contains("sing\r\n"), method + " " + path);
            }
        }
    }
}
