package org.takeup.audit;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.http.Change;
import org.takeup.store.Sealer;
import org.takeup.store.Store;
import org.takeup.store.TenantCollection;
import org.takeup.store.TestStores;

/** The operators' trail, attacked by somebody with the whole control database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorLedgerIT {
    private static final byte[] KEY = new byte[32];

    private Store store;
    private AuditTrail trail;

    @BeforeAll
    void open() {
        store = TestStores.open();
        AuditStore.OPERATORS.forEach(store::createInstallationIndexes);
        beginAnew();
    }

    @AfterAll
    void close() {
        store.close();
    }

    private void beginAnew() {
        entries().deleteAll(empty());
        head().deleteAll(empty());
        var sealer = Sealer.fromMaster(KEY, "operator-audit");
        trail = new AuditTrail(Ledger.ofOperators(store::installation, sealer, Clock.systemUTC()));
    }

    private TenantCollection entries() {
        return store.installation(AuditStore.OPERATORS_ENTRIES);
    }

    private TenantCollection head() {
        return store.installation(AuditStore.OPERATORS_HEAD);
    }

    private void write(int entries) {
        for (int n = 1; n <= entries; n++) {
            trail.note(
                    trail.operators(),
                    new Deed(
                            "publisher.revoked",
                            "publisher=n" + n,
                            new Actor(Actor.Kind.OPERATOR, "op"),
                            "192.0.2.7",
                            "",
                            List.of()));
        }
    }

    private String faultAfter(Runnable attack) {
        beginAnew();
        write(6);
        assertTrue(trail.verify(trail.operators()).unbroken());
        attack.run();
        return trail.verify(trail.operators()).fault().orElseThrow();
    }

    private static String id(long seq) {
        return String.format(java.util.Locale.ROOT, "%016d", seq);
    }

    @Test
    void whoeverChangesTheControlDatabaseIsFoundOut() {
        assertEquals("Entry 3 was changed.", faultAfter(() -> entries().update(id(3), set("target", "publisher=x"))));
        assertEquals(
                "In entry 4 it was changed who did it.",
                faultAfter(() -> entries().update(id(4), set("who.id", "somebody"))));
        assertEquals("Entry 2 is missing.", faultAfter(() -> entries().delete(id(2))));
        String cut = "The trail ended with entry 6 before, and that one is not here any more.";
        assertEquals(cut, faultAfter(() -> entries().deleteAll(gt("seq", 4L))));
        assertEquals("The sealed end of the trail is missing or was changed.", faultAfter(() -> head().delete("head")));
        assertEquals(cut, faultAfter(() -> {
            entries().deleteAll(gt("seq", 0L));
            var forged = new AuditStore(store::installation, AuditStore.OPERATORS_ENTRIES, AuditStore.OPERATORS_HEAD);
            Chain.Tail tail = Chain.Tail.NONE;
            for (int n = 1; n <= 6; n++) {
                var deed = new Deed("publisher.approved", "", Actor.platform("nobody"), "", "", List.<Change>of());
                Entry anew = Chain.append(tail, Instant.now(), deed);
                assertTrue(forged.add(anew));
                tail = new Chain.Tail(anew.seq(), anew.hash());
            }
        }));
    }

    /** Its end is sealed with a key of its own: no other seal of the installation fits. */
    @Test
    void anEndThatWasSealedForSomethingElseIsNone() {
        assertEquals("The sealed end of the trail is missing or was changed.", faultAfter(() -> {
            byte[] end = ("6:" + "0".repeat(64)).getBytes(StandardCharsets.US_ASCII);
            byte[] other = Sealer.fromMaster(KEY, "tenants").seal(end, "audit-head");
            head().update("head", set("sealed", new Binary(other)));
        }));
    }

    @Test
    void twoNodesWithManyOperatorsLeaveNoGapAndNoFork() throws Exception {
        beginAnew();
        var nodes = List.of(new AuditTrail(trail.operators()), new AuditTrail(trail.operators()));
        List<Callable<Void>> work = LongStream.range(0, 100)
                .<Callable<Void>>mapToObj(n -> () -> {
                    var deed = new Deed(
                            "publisher.approved",
                            "publisher=n" + n,
                            new Actor(Actor.Kind.OPERATOR, "op"),
                            "",
                            "",
                            List.of());
                    nodes.get((int) n % 2).note(trail.operators(), deed);
                    return null;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertEquals(
                LongStream.rangeClosed(1, 100).map(n -> 101 - n).boxed().toList(),
                trail.find(trail.operators(), Search.all(), Optional.empty(), 500).entries().stream()
                        .map(Entry::seq)
                        .toList());
        assertTrue(trail.verify(trail.operators()).unbroken());
    }
}
