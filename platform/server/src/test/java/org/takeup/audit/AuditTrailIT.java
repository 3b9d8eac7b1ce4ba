package org.takeup.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.http.Change;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The chain of entries, attacked by somebody with the whole database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTrailIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestPlatform platform;
    private AuditTrail trail;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        trail = platform.platform().trail();
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }

    private Workspace workspace(Placement placement) {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    private static Deed deed(String person, String target) {
        var changes = List.of(new Change("status", null, "APPROVED \"now\" größer\u0007"));
        return new Deed("plan.approved", target, new Actor(Actor.Kind.PERSON, person), "192.0.2.7", "r1", changes);
    }

    private Workspace withEntries(Placement placement, int entries) {
        Workspace workspace = workspace(placement);
        for (int n = 1; n <= entries; n++) {
            trail.note(workspace, deed("p" + n % 3, "plan=" + n));
        }
        return workspace;
    }

    private static List<Long> numbers(AuditTrail.Part part) {
        return part.entries().stream().map(Entry::seq).toList();
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void entriesAreCountedChainedAndFoundByWhoWhatAndWhen(Placement placement) {
        Instant before = Instant.now();
        Workspace workspace = withEntries(placement, 7);
        trail.note(workspace, new Deed("survey.closed", "wave=w", Actor.platform("jobs"), "", "", List.of()));
        var all = trail.find(workspace, Search.all(), Optional.empty(), 5);
        assertEquals(List.of(8L, 7L, 6L, 5L, 4L), numbers(all));
        assertEquals(List.of(3L, 2L, 1L), numbers(trail.find(workspace, Search.all(), all.next(), 5)));
        assertEquals(
                List.of(7L, 4L, 1L),
                numbers(trail.find(
                        workspace,
                        new Search(Optional.empty(), Optional.of("p1"), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        50)));
        assertEquals(
                List.of(8L),
                numbers(trail.find(
                        workspace,
                        new Search(
                                Optional.of("survey.closed"),
                                Optional.empty(),
                                Optional.of(before.minusSeconds(1)),
                                Optional.of(Instant.now().plusSeconds(1))),
                        Optional.empty(),
                        50)));
        assertEquals(
                List.of(),
                numbers(trail.find(
                        workspace,
                        new Search(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(before.minusSeconds(60))),
                        Optional.empty(),
                        50)));
        assertEquals(
                "APPROVED \"now\" größer",
                all.entries().get(1).changes().getFirst().after());
        assertTrue(trail.verify(workspace).unbroken());
        assertEquals(8, trail.verify(workspace).entries());
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void twoNodesWithManyWritersLeaveNoGapAndNoFork(Placement placement) throws Exception {
        Workspace workspace = workspace(placement);
        var nodes = List.of(new AuditTrail(trail.operators()), new AuditTrail(trail.operators()));
        var work = new ArrayList<Callable<Void>>();
        for (int n = 0; n < 200; n++) {
            String target = "plan=" + n;
            AuditTrail node = nodes.get(n % 2);
            work.add(() -> {
                node.note(workspace, deed("p", target));
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        var all = trail.find(workspace, Search.all(), Optional.empty(), 500);
        assertEquals(LongStream.rangeClosed(1, 200).map(n -> 201 - n).boxed().toList(), numbers(all));
        assertEquals(
                200,
                Set.copyOf(all.entries().stream().map(Entry::target).toList()).size());
        assertTrue(trail.verify(workspace).unbroken());
    }

    private String faultAfter(Placement placement, Consumer<Workspace> attack) {
        Workspace workspace = withEntries(placement, 6);
        assertTrue(trail.verify(workspace).unbroken());
        attack.accept(workspace);
        var verdict = trail.verify(workspace);
        assertFalse(verdict.unbroken());
        return verdict.fault().orElseThrow();
    }

    private static TenantCollection entries(Workspace workspace) {
        return workspace.collection(AuditStore.ENTRIES);
    }

    private static String id(long seq) {
        return String.format(java.util.Locale.ROOT, "%016d", seq);
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whoeverChangesTheDatabaseIsFoundOut(Placement placement) {
        assertEquals(
                "Entry 3 was changed.", faultAfter(placement, w -> entries(w).update(id(3), set("target", "plan=9"))));
        assertEquals(
                "Entry 1 was changed.",
                faultAfter(placement, w -> entries(w).update(id(1), set("changes", List.of()))));
        assertEquals(
                "Entry 2 was changed.",
                faultAfter(placement, w -> entries(w).update(id(2), set("at", new java.util.Date(0)))));
        assertEquals(
                "In entry 4 it was changed who did it.",
                faultAfter(placement, w -> entries(w).update(id(4), set("who.id", "somebody"))));
        assertEquals(
                "In entry 4 it was changed who did it.",
                faultAfter(placement, w -> entries(w).update(id(4), set("who.address", "198.51.100.1"))));
        assertEquals(
                "Entry 2 is missing.", faultAfter(placement, w -> entries(w).delete(id(2))));
        assertEquals(
                "Entry 1 is missing.", faultAfter(placement, w -> entries(w).delete(id(1))));
        assertEquals(
                "The trail ended with entry 6 before, and that one is not here any more.",
                faultAfter(placement, w -> entries(w).deleteAll(gt("seq", 4L))));
        assertEquals(
                "The trail ended with entry 6 before, and that one is not here any more.",
                faultAfter(placement, w -> entries(w).deleteAll(gt("seq", 0L))));
        assertEquals(
                "The sealed end of the trail is missing or was changed.",
                faultAfter(placement, w -> w.collection(AuditStore.HEAD).delete("head")));
    }

    /** Who can write may also compute hashes; what they lack is the key of the sealed end. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    void aChainThatWasComputedAnewIsFoundOutByItsSealedEnd(Placement placement) {
        String fault = faultAfter(placement, workspace -> {
            List<Entry> old = trail.find(workspace, Search.all(), Optional.empty(), 50)
                    .entries()
                    .reversed();
            entries(workspace).deleteAll(gt("seq", 0L));
            var forged = new AuditStore(workspace::collection, AuditStore.ENTRIES, AuditStore.HEAD);
            Chain.Tail tail = Chain.Tail.NONE;
            for (Entry entry : old) {
                Entry anew = Chain.append(tail, entry.at(), deed("p1", "plan=forged"));
                assertTrue(forged.add(anew));
                tail = new Chain.Tail(anew.seq(), anew.hash());
            }
            workspace.collection(AuditStore.HEAD).update("head", set("seq", tail.seq()));
        });
        assertEquals("The trail ended with entry 6 before, and that one is not here any more.", fault);
    }

    @Attack(
            value = "B's sealed end of the audit trail in place of A's",
            kind = Kind.OTHER,
            threats = "T2",
            at = "the audit trail")
    @ParameterizedTest
    @EnumSource(Placement.class)
    void theSealedEndOfAnotherTenantIsNoneHere(Placement placement) {
        Workspace other = withEntries(placement, 6);
        Document head = other.collection(AuditStore.HEAD).find("head").orElseThrow();
        assertEquals(
                "The sealed end of the trail is missing or was changed.",
                faultAfter(
                        placement,
                        w -> w.collection(AuditStore.HEAD).update("head", set("sealed", head.get("sealed")))));
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void aPersonWhoIsErasedIsInNoEntryAndTheChainHolds(Placement placement) throws Exception {
        Workspace workspace = withEntries(placement, 6);
        assertEquals(2, trail.forget(workspace, "p1"));
        String text = export(workspace);
        assertFalse(text.contains("\"p1\""), text);
        assertEquals(4, text.lines().filter(line -> line.contains("192.0.2.7")).count());
        assertTrue(trail.verify(workspace).unbroken());
        assertEquals(0, entries(workspace).count(eq("who.id", "p1")));
    }

    private String export(Workspace workspace) throws IOException {
        var out = new ByteArrayOutputStream();
        trail.export(workspace, Search.all(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** As an auditor would, from the file and the contract's words alone. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    void anExportIsCheckedWithoutThePlatform(Placement placement) throws Exception {
        Workspace workspace = withEntries(placement, 5);
        String previous = "0".repeat(64);
        int checked = 0;
        for (String line : export(workspace).lines().toList()) {
            JsonNode entry = JSON.readTree(line);
            assertEquals(previous, entry.path("previous").asText());
            var changes = JSON.createArrayNode();
            entry.path("changes")
                    .forEach(change -> changes.addArray()
                            .add(change.path("field"))
                            .add(change.path("before"))
                            .add(change.path("after")));
            var parts = JSON.createArrayNode()
                    .add(previous)
                    .add(entry.path("seq").asLong())
                    .add(Instant.parse(entry.path("at").asText()).toEpochMilli())
                    .add(entry.path("action"))
                    .add(entry.path("target"))
                    .add(entry.path("request"))
                    .add(changes)
                    .add(entry.path("whoDigest"));
            JsonNode who = entry.path("who");
            var whoParts = JSON.createArrayNode()
                    .add(who.path("kind"))
                    .add(who.path("id"))
                    .add(who.path("address"))
                    .add(who.path("salt"));
            assertEquals(sha256(whoParts.toString()), entry.path("whoDigest").asText());
            previous = sha256(parts.toString());
            assertEquals(previous, entry.path("hash").asText());
            checked++;
        }
        assertEquals(5, checked);
        assertEquals(previous, trail.verify(workspace).head());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
