package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.audit.AuditTrail;
import org.takeup.http.Reply;
import org.takeup.people.People;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TestStores;

/** Two nodes with one store and no way to signal each other. */
class ClusterSessionsIT {
    private static final Sessions.Realm REALM = new Sessions.Realm.OfTenant("acme", "0123456789abcdef01234567");

    private static Reception node(Vertx vertx, Store store, String issuer) {
        var settings = new Provider.Settings(URI.create(issuer), "takeup-web", "secret", Set.of("takeup-web"));
        var node = new Reception(
                vertx,
                store,
                new Signals(vertx),
                Clock.systemUTC(),
                settings,
                use -> Sealer.fromMaster(new byte[32], use),
                new People(),
                new AuditTrail());
        node.open();
        return node;
    }

    @Test
    void whatOneNodeRevokesTheOtherRefuses() {
        Vertx one = Vertx.vertx();
        Vertx two = Vertx.vertx();
        try (var store = TestStores.open()) {
            Sessions here = node(one, store, "http://a.example").sessions();
            Sessions there = node(two, store, "http://a.example").sessions();
            Map<String, String> first = cookie(here, "sid-1");
            Map<String, String> second = cookie(here, "sid-2");
            assertTrue(there.find(REALM, first).isPresent());

            here.end(here.find(REALM, first).orElseThrow());
            here.endProviders("sid-2");

            assertTrue(here.find(REALM, first).isEmpty());
            assertTrue(here.find(REALM, second).isEmpty());
            Poll.until(() -> there.find(REALM, first).isEmpty());
            Poll.until(() -> there.find(REALM, second).isEmpty());
            assertTrue(there.find(REALM, cookie(here, "sid-3")).isPresent());
            Sessions restarted = node(two, store, "http://a.example").sessions();
            assertTrue(restarted.find(REALM, first).isEmpty());
        } finally {
            one.close().toCompletionStage().toCompletableFuture().join();
            two.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void aSessionEndsWhenThePlatformGetsAnotherProvider() {
        Vertx vertx = Vertx.vertx();
        try (var store = TestStores.open()) {
            Map<String, String> cookie =
                    cookie(node(vertx, store, "http://a.example").sessions(), "sid");
            assertTrue(node(vertx, store, "http://b.example")
                    .sessions()
                    .find(REALM, cookie)
                    .isEmpty());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Map<String, String> cookie(Sessions sessions, String sid) {
        Reply.Cookie cookie =
                sessions.start(REALM, new Sessions.Person(sid, "sub-" + sid, "p", "Pat", "p@a.example", Set.of()));
        return Map.of(cookie.name(), cookie.value());
    }
}
