package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.store.Signals;
import org.takeup.store.Store;

/** Two nodes whose clocks are apart, and whose signals to each other get lost. */
class RevocationsIT {
    private static final Duration APART = Duration.ofMinutes(5);

    private final Store store = Store.inMemory();
    private final Vertx slowVertx = Vertx.vertx();
    private final Vertx fastVertx = Vertx.vertx();
    private final Clock now = new StillClock();
    private final Clock earlier = Clock.offset(now, APART.negated());
    private final Revocations slow = new Revocations(store, new Signals(slowVertx), earlier);
    private final Revocations fast = new Revocations(store, new Signals(fastVertx), now);

    @AfterEach
    void close() {
        for (Vertx vertx : new Vertx[] {slowVertx, fastVertx}) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        store.close();
    }

    private Instant until() {
        return now.instant().plus(Sessions.LIFE);
    }

    @Test
    void aRevocationOfANodeWhoseClockIsMinutesBehindIsNotOverlooked() {
        fast.refresh();
        var session = new Revocations.What.OurSession("a");
        slow.add(session, until());
        assertFalse(fast.covers(session, earlier.instant()));
        fast.refresh();
        assertTrue(fast.covers(session, earlier.instant()));
    }

    @Test
    void aSessionThatBeganOnANodeAheadEndsOnANodeBehind() {
        var ours = new Revocations.What.OurSession("a");
        var providers = new Revocations.What.ProvidersSession("b");
        slow.add(ours, until());
        slow.add(providers, until());
        assertTrue(slow.covers(ours, now.instant()));
        assertTrue(slow.covers(providers, now.instant()));
    }

    @Test
    void whoIsSignedOutEverywhereCanSignInAgain() {
        var everything = new Revocations.What.Everything("ann");
        fast.add(everything, until());
        assertTrue(fast.covers(everything, now.instant()));
        assertFalse(fast.covers(everything, now.instant().plusSeconds(1)));
    }

    @Test
    void whatHasEndedIsForgottenHereAndSweptFromTheStore() {
        var session = new Revocations.What.OurSession("a");
        fast.add(session, now.instant().minusSeconds(1));
        fast.refresh();
        assertFalse(fast.covers(session, earlier.instant()));
        assertEquals(1, store.control("revocations").countDocuments());
        fast.sweep();
        assertEquals(0, store.control("revocations").countDocuments());
    }
}
