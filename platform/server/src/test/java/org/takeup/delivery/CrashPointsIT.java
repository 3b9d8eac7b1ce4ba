package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.delivery.SenderProcess.Point;
import org.takeup.store.ServedStore;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * A node is killed with -9 at each point of sending, once for each promise. What arrives is counted by Message-ID: as often
 * as the kind of mail declares, never more.
 */
class CrashPointsIT {
    private static final Duration SOON = Duration.ofSeconds(300);

    @TempDir
    private Path folder;

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
                var looker = DeliveryNode.looker(store)) {
            Workspace once = looker.tenant(DeliveryNode.slug(), Placement.POOLED, mail -> mail);
            Workspace again = looker.tenant(DeliveryNode.slug(), Placement.POOLED, mail -> mail);
            looker.add(once, DeliveryNode.KIND, 1);
            looker.add(again, DeliveryNode.INVITATION, 1);
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
                Map<String, Long> copies = server.copies();
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
}
