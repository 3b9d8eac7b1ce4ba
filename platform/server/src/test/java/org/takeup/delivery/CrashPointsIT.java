package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.delivery.SenderProcess.Point;
import org.takeup.store.ServedStore;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * A node is killed with -9 at each point of sending, once for each promise, and many times in the middle of a batch that
 * two nodes work at. What arrives is counted by Message-ID: as often as the kind of mail declares, never more.
 */
class CrashPointsIT {
    private static final Duration SOON = Duration.ofSeconds(300);
    private static final int KILLS = 20;
    private static final int MAILS = 400;

    @TempDir
    private Path folder;

    /** What arrived: how many copies of each Message-ID. */
    private static Map<String, Long> copies(ScriptedSmtp server) {
        return server.texts().stream()
                .collect(Collectors.groupingBy(
                        text -> text.lines()
                                .filter(line -> line.startsWith("Message-ID:"))
                                .findFirst()
                                .orElseThrow(),
                        Collectors.counting()));
    }

    private static String server(AtomicBoolean hold, CountDownLatch killed, String line) {
        if (line.equals(ScriptedSmtp.DOT) && hold.get()) {
            try {
                killed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ScriptedSmtp.DROP;
        }
        return "";
    }

    /** @param atMost copies of the mail that is promised at most once @param atLeast copies of the one promised at least once @param unsure whether a person must decide about the first */
    @ParameterizedTest
    @CsvSource({
        "BEFORE_BEGIN, false, 1, 1, false",
        "AFTER_BEGIN, false, 0, 1, true",
        "NOWHERE, true, 1, 2, true",
        "BEFORE_MARK, false, 1, 2, true",
        "AFTER_MARK, false, 1, 1, false",
    })
    void whatIsKilledAtAPointIsSentAsOftenAsItsKindDeclares(
            Point point, boolean afterData, long atMost, long atLeast, boolean unsure) throws Exception {
        var hold = new AtomicBoolean(afterData);
        var killed = new CountDownLatch(1);
        try (var store = new ServedStore();
                var server = new ScriptedSmtp(line -> server(hold, killed, line));
                var looker = looker(store)) {
            Workspace once = looker.tenant(slug(), Placement.POOLED, mail -> mail);
            Workspace again = looker.tenant(slug(), Placement.POOLED, mail -> mail);
            add(looker, once, DeliveryNode.KIND, 1);
            add(looker, again, DeliveryNode.INVITATION, 1);
            List<String> slugs = List.of(once.tenant().slug(), again.tenant().slug());
            try (var child =
                    new SenderProcess(folder, "child", store.uri(), server.uri(), point, Duration.ZERO, slugs)) {
                BooleanSupplier there = () -> afterData ? server.texts().size() == 2 : child.there() == 2;
                Eventually.holds("both at " + point, SOON, () -> there.getAsBoolean() || !child.isAlive());
                assertTrue(child.isAlive(), child::log);
                child.kill();
            }
            hold.set(false);
            killed.countDown();
            try (var node = new DeliveryNode(
                    TestStores.connect(store.uri()),
                    server.uri(),
                    Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)))) {
                assertTrue(node.workspaces().size() >= 2);
                Eventually.holds(
                        "everything at rest",
                        SOON,
                        () -> looker.outbox().tally(once).open() == 0
                                && looker.outbox().tally(again).open() == 0);
                Map<String, Long> copies = copies(server);
                assertEquals(atMost, copies.getOrDefault(id(once), 0L), "at most once: " + copies);
                assertEquals(atLeast, copies.getOrDefault(id(again), 0L), "at least once: " + copies);
                assertEquals(unsure ? 1 : 0, looker.outbox().tally(once).of(MailState.UNSURE));
                assertEquals(1, looker.outbox().tally(again).of(MailState.SENT));
            }
        }
    }

    private static String id(Workspace workspace) {
        return "Message-ID: <" + OutboxStore.idOf(workspace.tenant().id() + "/key:p0") + "@"
                + workspace.tenant().slug() + ".example>";
    }

    private static String slug() {
        return "d" + java.util.UUID.randomUUID().toString().substring(0, 8);
    }

    /** A node that adds and looks, and sends nothing. */
    private static DeliveryNode looker(ServedStore store) {
        var nowhere = DeliveryNode.mailing(java.net.URI.create("smtp://127.0.0.1:1"));
        return new DeliveryNode(TestStores.connect(store.uri()), nowhere, Clock.systemUTC(), false);
    }

    private static void add(DeliveryNode node, Workspace workspace, String kind, int count) {
        node.outbox()
                .addAll(
                        workspace,
                        IntStream.range(0, count)
                                .mapToObj(n -> DeliveryNode.mail(workspace, "p" + n, kind))
                                .toList());
    }

    @Test
    void twoNodesAreKilledAgainAndAgainInTheMiddleOfABatch() throws Exception {
        try (var store = new ServedStore();
                var server = new ScriptedSmtp(line -> {
                    LockSupport.parkNanos(3_000_000);
                    return "";
                });
                var looker = looker(store)) {
            Workspace once = looker.tenant(slug(), Placement.POOLED, mail -> mail);
            Workspace again = looker.tenant(slug(), Placement.POOLED, mail -> mail);
            add(looker, once, DeliveryNode.KIND, MAILS / 2);
            add(looker, again, DeliveryNode.INVITATION, MAILS / 2);
            List<String> slugs = List.of(once.tenant().slug(), again.tenant().slug());
            SenderProcess[] nodes = new SenderProcess[2];
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    int at = kill % 2;
                    for (int each = 0; each < 2; each++) {
                        if (nodes[each] == null) {
                            nodes[each] = new SenderProcess(
                                    folder,
                                    "n" + each + "-" + kill,
                                    store.uri(),
                                    server.uri(),
                                    Point.NOWHERE,
                                    // Each is a minute ahead of the one before it: its jobs are over then.
                                    Duration.ofMinutes(kill + 1L),
                                    slugs);
                        }
                    }
                    int enough = Math.min(MAILS - 1, server.texts().size() + MAILS / (KILLS + 5));
                    SenderProcess victim = nodes[at];
                    SenderProcess other = nodes[1 - at];
                    Eventually.holds(
                            enough + " mails before kill " + kill,
                            SOON,
                            () -> server.texts().size() >= enough
                                    || isDone(looker, once, again)
                                    || !victim.isAlive()
                                    || !other.isAlive());
                    assertTrue(victim.isAlive(), victim::log);
                    assertTrue(other.isAlive(), other::log);
                    victim.kill();
                    nodes[at] = null;
                }
            } finally {
                for (SenderProcess each : nodes) {
                    if (each != null) {
                        each.kill();
                    }
                }
            }
            try (var node = new DeliveryNode(
                    TestStores.connect(store.uri()),
                    server.uri(),
                    Clock.offset(Clock.systemUTC(), Duration.ofMinutes(KILLS + 5L)))) {
                assertTrue(node.workspaces().size() >= 2);
                Eventually.holds("everything at rest", SOON, () -> isDone(looker, once, again));
                Map<String, Long> copies = copies(server);
                Tally onceTally = looker.outbox().tally(once);
                Tally againTally = looker.outbox().tally(again);
                Set<String> twice = new HashSet<>();
                copies.forEach((id, number) -> {
                    if (number > 1) {
                        twice.add(id);
                    }
                });
                assertEquals(
                        Set.of(),
                        twice.stream()
                                .filter(id -> id.contains("@" + once.tenant().slug() + ".example"))
                                .collect(Collectors.toSet()),
                        "promised at most once");
                assertEquals(MAILS / 2, onceTally.of(MailState.SENT) + onceTally.of(MailState.UNSURE));
                assertTrue(
                        onceTally.of(MailState.UNSURE) <= (long) (KILLS + 1) * DeliveryRun.MOST_IN_DOUBT,
                        onceTally.toString());
                assertEquals(MAILS / 2, againTally.of(MailState.SENT) + againTally.of(MailState.UNSURE));
                long arrived = copies.keySet().stream()
                        .filter(id -> id.contains("@" + again.tenant().slug() + ".example"))
                        .count();
                assertTrue(arrived >= againTally.of(MailState.SENT), arrived + " of " + againTally);
                assertTrue(
                        copies.values().stream().allMatch(number -> number <= OutboxStore.MOST_REPEATS + 1),
                        copies.toString());
            }
        }
    }

    private static boolean isDone(DeliveryNode looker, Workspace once, Workspace again) {
        return looker.outbox().tally(once).open() == 0
                && looker.outbox().tally(again).open() == 0;
    }
}
