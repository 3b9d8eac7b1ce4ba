package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Ledger;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.people.People;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TestStores;

/** Two nodes with one store and no way to signal each other. */
class ClusterSessionsIT {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSessionsIT.class);
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
                new AuditTrail(Ledger.ofOperators(
                        store::installation, Sealer.fromMaster(new byte[32], "audit"), Clock.systemUTC())));
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

    /** What the provider says to one node holds on the other one, even if no signal gets through. */
    @Test
    void aBackChannelLogoutAtOneNodeEndsTheSessionOnTheOther() throws Exception {
        Vertx one = Vertx.vertx();
        Vertx two = Vertx.vertx();
        try (var store = TestStores.open();
                var provider = StubProvider.start()) {
            Reception here = node(one, store, provider.issuer());
            Sessions there = node(two, store, provider.issuer()).sessions();
            Map<String, String> ended = cookie(here.sessions(), "sid-ended");
            Map<String, String> other = cookie(here.sessions(), "sid-other");
            assertTrue(there.find(REALM, ended).isPresent());

            assertEquals(200, told(here, logoutToken(provider, "sid-ended")).status());
            long begun = System.nanoTime();

            assertTrue(here.sessions().find(REALM, ended).isEmpty());
            Poll.until(() -> there.find(REALM, ended).isEmpty());
            LOG.info(
                    "Refused by the other node {} ms after the logout came in, without a signal",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
            assertTrue(there.find(REALM, other).isPresent());
        } finally {
            one.close().toCompletionStage().toCompletableFuture().join();
            two.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Reply told(Reception node, String token) throws Exception {
        Route route = node.rooms().stream()
                .flatMap(room -> room.routes().stream())
                .filter(each -> each.id().equals("backchannel-logout"))
                .findFirst()
                .orElseThrow();
        var request = new Exchange.Request(
                "request",
                "127.0.0.1",
                "http://localhost",
                "",
                Map.of(),
                Map.of(),
                Map.of("logout_token", List.of(token)),
                Map.of(),
                Map.of(),
                new byte[0],
                Optional.empty(),
                Locale.ENGLISH,
                Optional.empty(),
                false);
        return route.handler().handle(new Exchange(request, null, null, ""));
    }

    private static String logoutToken(StubProvider provider, String sid) {
        Map<String, Object> header = provider.rsa().header();
        header.put("typ", "logout+jwt");
        Map<String, Object> claims = provider.claims(Map.of());
        claims.put("sid", sid);
        claims.put("aud", "takeup-web");
        claims.put("typ", "Logout");
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return provider.rsa().sign(header, claims);
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
