package org.takeup.plugin.egress;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.takeup.app.TestPlatform;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.http.HttpRefused.Reason;
import org.takeup.tenant.Workspace;

/** A plugin's calls against real peers on loopback, which the operator allows for the test. */
final class Loopback implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final TestPlatform platform = TestPlatform.start();

    /** Another workspace, which has called nobody. */
    Workspace workspace() {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
    }

    Ways ways() {
        return new Ways(platform, vertx);
    }

    /** The way from a workspace to a peer. */
    Outlet to(Workspace workspace, Peer peer) {
        return ways().allowed(plain(peer)).open(workspace, plain(peer));
    }

    static String plain(Peer peer) {
        return "http://127.0.0.1:" + peer.port();
    }

    static HttpAnswer get(Outlet outlet, Peer peer, String path) throws Exception {
        return outlet.send(HttpCall.get(URI.create(plain(peer) + path)));
    }

    static Reason refusal(Outlet outlet, Peer peer) {
        return assertThrows(HttpRefused.class, () -> get(outlet, peer, "/")).reason();
    }

    /** Writes what a peer says, as it stands. */
    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        platform.close();
        vertx.close().await();
    }
}
