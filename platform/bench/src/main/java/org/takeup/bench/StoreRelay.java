package org.takeup.bench;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a node and its store, so that the store can be away for a while. */
final class StoreRelay implements AutoCloseable {
    private final NetClient client;
    private final NetServer server;
    private final URI store;
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    /** @param mongoUri of one server, with its port */
    StoreRelay(Vertx vertx, String mongoUri) {
        this.store = URI.create(mongoUri);
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer()
                .connectHandler(this::pass)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String uri() {
        return "mongodb://127.0.0.1:" + server.actualPort() + "/";
    }

    /** From now on the store cannot be reached, and whoever was speaking to it is cut off. */
    void cut() {
        away = true;
        open.forEach(NetSocket::close);
    }

    void mend() {
        away = false;
    }

    private void pass(NetSocket near) {
        if (away) {
            near.close();
            return;
        }
        near.pause();
        open.add(near);
        near.closeHandler(ignored -> open.remove(near));
        client.connect(store.getPort(), store.getHost()).onComplete(reached -> {
            if (reached.failed()) {
                near.close();
                return;
            }
            NetSocket far = reached.result();
            near.closeHandler(ignored -> {
                open.remove(near);
                far.close();
            });
            far.closeHandler(ignored -> near.close());
            near.pipeTo(far);
            far.pipeTo(near);
            near.resume();
        });
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
