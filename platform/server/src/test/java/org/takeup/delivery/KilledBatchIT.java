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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.delivery.SenderProcess.Point;
import org.takeup.store.ServedStore;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * Two nodes work at the same batches, and one of them is killed with -9, twenty times in turns. What arrives is counted by
 * Message-ID: as often as the kind of mail declares, never more. Nobody adds a mail meanwhile: the job that empties the
 * outbox outlives its nodes.
 */
class KilledBatchIT {
    /** A killed node's place is taken by a new process, which takes its time on a busy machine. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private static final int KILLS = 20;
    /** More than are sent while twenty nodes are started, so that each of them is killed in the middle. */
    private static final int MAILS = 1_400;

    private static final int BEFORE_EACH = 20;
    /** Of the mail server before each of its replies, as long as somebody is still to be killed. */
    private static final Duration SLOWNESS = Duration.ofMillis(60);

    @TempDir
    private Path folder;

    @Test
    void twoNodesAreKilledAgainAndAgainInTheMiddleOfABatch() throws Exception {
        var slow = new AtomicBoolean(true);
        try (var store = new ServedStore();
                var server = new ScriptedSmtp(line -> {
                    if (slow.get()) {
                        LockSupport.parkNanos(SLOWNESS.toNanos());
                    }
                    return "";
                });
                var looker = DeliveryNode.looker(store)) {
            Workspace once = looker.tenant(DeliveryNode.slug(), Placement.POOLED, mail -> mail);
            Workspace again = looker.tenant(DeliveryNode.slug(), Placement.POOLED, mail -> mail);
            looker.add(once, DeliveryNode.KIND, MAILS / 2);
            looker.add(again, DeliveryNode.INVITATION, MAILS / 2);
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
                    int enough = server.texts().size() + BEFORE_EACH;
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
            slow.set(false);
            try (var node = new DeliveryNode(
                    TestStores.connect(store.uri()),
                    server.uri(),
                    Clock.offset(Clock.systemUTC(), Duration.ofMinutes(KILLS + 5L)))) {
                assertTrue(node.workspaces().size() >= 2);
                Eventually.holds("everything at rest", SOON, () -> isDone(looker, once, again));
                Map<String, Long> copies = server.copies();
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
