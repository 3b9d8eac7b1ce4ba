package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.HostAndPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.RawHttp;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Tenant.Placement;

/** Which workspace a request is for, however its host is written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostsIT {
    private static final int NOBODY = 421;
    private TestPlatform platform;
    private String a;
    private String b;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        at(Placement.POOLED);
    }

    /** From here on the workspaces are new ones of this placement. */
    private void at(Placement placement) {
        a = "a" + UUID.randomUUID().toString().substring(0, 8);
        b = "b" + UUID.randomUUID().toString().substring(0, 8);
        platform.tenant(a, placement);
        platform.tenant(b, placement);
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }

    /** Headers, and whose sign-out page comes: a tenant's slug, or a status. */
    private Map<List<String>, Object> table() {
        int port = platform.url().getPort();
        String own = a + ".localhost:" + port;
        String theirs = b + ".localhost:" + port;
        var table = new LinkedHashMap<List<String>, Object>();
        table.put(List.of("Host: " + own), a);
        table.put(List.of("Host: " + theirs), b);
        table.put(List.of("host: " + own), a);
        table.put(List.of("Host: " + own.toUpperCase(java.util.Locale.ROOT)), a);
        table.put(List.of("Host:   " + own + "  "), a);
        table.put(List.of("Host: " + own, "X-Forwarded-Host: " + theirs), a);
        table.put(List.of("Host: " + own, "Forwarded: host=" + theirs), a);
        table.put(List.of("Host: " + own, "X-Host: " + theirs, "X-Original-Host: " + theirs), a);
        table.put(List.of("Host: " + own, "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Port: 1"), a);
        table.put(List.of("Host: " + own, "X-Original-URL: /w/" + b + "/signed-out"), a);
        table.put(List.of("Host: nobody.localhost:" + port), NOBODY);
        table.put(List.of("Host: nobody.localhost:" + port, "X-Forwarded-Host: " + own), NOBODY);
        table.put(List.of("Host: " + a + ".localhost"), NOBODY);
        table.put(List.of("Host: " + a + ".localhost:1"), NOBODY);
        table.put(List.of("Host: " + a + ".localhost:" + (port + 1)), NOBODY);
        table.put(List.of("Host: " + a + ".localhost:0" + port), null);
        table.put(List.of("Host: " + a + ".localhost.:" + port), NOBODY);
        table.put(List.of("Host: ." + own), NOBODY);
        table.put(List.of("Host: " + a + "..localhost:" + port), NOBODY);
        table.put(List.of("Host: x." + own), NOBODY);
        table.put(List.of("Host: " + own + ".evil.example"), null);
        table.put(List.of("Host: " + a + ".localhost.evil.example:" + port), NOBODY);
        table.put(List.of("Host: evil.example@" + own), null);
        table.put(List.of("Host: " + own + "@evil.example"), null);
        table.put(List.of("Host: a.b@" + own), null);
        table.put(List.of("Host: " + own + "/w/" + b), null);
        table.put(List.of("Host: " + own + "?x"), null);
        table.put(List.of("Host: " + own + "#x"), null);
        table.put(List.of("Host: " + own + "," + theirs), null);
        table.put(List.of("Host: " + own + " " + theirs), null);
        table.put(List.of("Host: http://" + own), null);
        table.put(List.of("Host: [::1]:" + port), null);
        table.put(List.of("Host: 127.0.0.1:" + port), NOBODY);
        table.put(List.of("Host: 0x7f.1:" + port), NOBODY);
        table.put(List.of("Host: " + a + "%2elocalhost:" + port), null);
        table.put(List.of("Host: " + a + "\u00e4.localhost:" + port), null);
        table.put(List.of("Host: xn--" + a + "-cua.localhost:" + port), NOBODY);
        table.put(List.of("Host: " + a + "_.localhost:" + port), NOBODY);
        table.put(List.of("Host: *.localhost:" + port), null);
        table.put(List.of("Host: :" + port), null);
        table.put(List.of("Host: "), null);
        table.put(List.of(), null);
        table.put(List.of("Host: " + own, "Host: " + theirs), null);
        table.put(List.of("Host: " + own, "Host: " + own), null);
        return table;
    }

    @Attack(
            value = "over forty ways to write a host, X-Forwarded-Host, Forwarded and X-Original-URL",
            kind = {Kind.HOST_HEADER, Kind.FORWARDED_HEADER},
            threats = "T6",
            at = "/signed-out on every host")
    @BothPlacements
    void ofFortyWaysToNameAHostNoneReachesAnotherWorkspace(Placement placement) {
        at(placement);
        var wrong = new java.util.ArrayList<String>();
        table().forEach((headers, expected) -> {
            RawHttp.Answer answer = RawHttp.get(platform.url(), "/signed-out", headers.toArray(String[]::new));
            boolean fits = switch (expected) {
                case String slug -> answer.status() == 200 && answer.text().contains("Tenant " + slug + "<");
                case Integer status -> answer.status() == status;
                case null -> List.of(0, 400, 404, NOBODY).contains(answer.status());
                default -> false;
            };
            if (!fits || expected == null && answer.text().contains("Tenant " + a)) {
                wrong.add(headers + " gave " + answer.status());
            }
        });
        assertEquals(List.of(), wrong);
        assertEquals(true, table().size() >= 40);
    }

    @Attack(
            value = "an absolute target that names another host than the header",
            kind = Kind.HOST_HEADER,
            threats = "T6",
            at = "/signed-out")
    @BothPlacements
    void anAbsoluteTargetDecidesNothing(Placement placement) {
        at(placement);
        int port = platform.url().getPort();
        String own = a + ".localhost:" + port;
        for (String target : List.of(
                "http://" + b + ".localhost:" + port + "/signed-out",
                "http://" + own + "/signed-out",
                "https://" + own + "/signed-out",
                "ftp://" + own + "/signed-out")) {
            RawHttp.Answer answer = RawHttp.get(platform.url(), target, "Host: " + own);
            assertEquals(false, answer.text().contains("Tenant "), target);
        }
    }

    @Attack(
            value = "HTTP/2 with a host header beside another authority",
            kind = Kind.HOST_HEADER,
            threats = "T6",
            at = "/signed-out")
    @BothPlacements
    void inHttp2AHostBesideTheAuthorityMustSayTheSame(Placement placement) throws Exception {
        at(placement);
        int port = platform.url().getPort();
        String own = a + ".localhost:" + port;
        String theirs = b + ".localhost:" + port;
        assertEquals(200, overHttp2(a + ".localhost", own));
        assertEquals(200, overHttp2(a + ".localhost", ""));
        assertEquals(NOBODY, overHttp2(a + ".localhost", theirs));
        assertEquals(NOBODY, overHttp2(b + ".localhost", own));
        assertEquals(NOBODY, overHttp2("nobody.localhost", own));
    }

    /** The status of a workspace's page. @param host the header's value, or empty for none */
    private int overHttp2(String authority, String host) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            var client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            int port = platform.url().getPort();
            return client.request(HttpMethod.GET, port, "localhost", "/signed-out")
                    .compose(request -> {
                        request.authority(HostAndPort.create(authority, port));
                        if (!host.isEmpty()) {
                            request.putHeader("host", host);
                        }
                        return request.send();
                    })
                    .map(response -> {
                        assertEquals(HttpVersion.HTTP_2, response.version());
                        return response.statusCode();
                    })
                    // Vert.x itself resets a stream whose two names differ; our own check stands behind it.
                    .recover(e ->
                            e instanceof StreamResetException ? Future.succeededFuture(NOBODY) : Future.failedFuture(e))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @Attack(
            value = "encoded slashes, dots, nulls, capitals and parameters in the workspace's path",
            kind = Kind.ID_IN_PATH,
            threats = {"T6", "W12"},
            at = "/w/{tenant}/signed-out")
    @BothPlacements
    void aWorkspaceIsNotFoundThroughTricksInThePath(Placement placement) {
        at(placement);
        String host = "Host: localhost:" + platform.url().getPort();
        for (String path : List.of(
                "/w/" + a + "%2f..%2f" + b + "/signed-out",
                "/w//signed-out",
                "/w/%00" + a + "/signed-out",
                "/w/" + a + "%20/signed-out",
                "/w/" + a.toUpperCase(java.util.Locale.ROOT) + "/signed-out",
                "/w/" + a + ";x/signed-out",
                "/W/" + a + "/signed-out")) {
            RawHttp.Answer answer = RawHttp.get(platform.url(), path, host);
            assertEquals(false, answer.text().contains("Tenant " + a), path);
        }
        assertEquals(
                200,
                RawHttp.get(platform.url(), "/w/" + a + "/signed-out", host).status());
    }
}
