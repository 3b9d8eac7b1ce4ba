package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.store.TenantWatch;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** An outbox of many pages and a mail server that takes its time: what waits in between is no open cursor. */
class PagesIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    /** Of the mail server before it takes a mail. */
    private static final Duration SLOWNESS = Duration.ofMillis(10);

    private static final int PAGES = 4;
    private static final int MAILS = PAGES * DeliveryRun.PAGE;

    /** Mails that their composer cannot write: in each page by key one that never can, one that waits, and one that fails. */
    private static final String NOT_NOW = "not-now";

    private static final String NOT_NEEDED = "not-needed";
    private static final String BROKEN = "broken";

    private final TenantWatch watch = new TenantWatch();

    @ParameterizedTest
    @EnumSource(Placement.class)
    void allPagesGoOutAndWhatCannotBeMadeReadyIsMetOnce(Placement placement) {
        var cursors = new OpenCursors();
        var held = new AtomicBoolean(true);
        try (var server = new ScriptedSmtp(line -> {
                    if (line.startsWith("MAIL")) {
                        LockSupport.parkNanos(SLOWNESS.toNanos());
                    }
                    return "";
                });
                var node = new DeliveryNode(TestStores.open(watch, cursors), server.uri(), Clock.systemUTC())) {
            Workspace workspace = node.tenant(placement);
            node.outbox().register(NOT_NOW, (ignored, mail) -> {
                throw new MailComposer.NotNow("Its text is being changed.");
            });
            node.outbox().register(NOT_NEEDED, (ignored, mail) -> {
                throw new MailComposer.NotNeeded("The survey was closed.");
            });
            node.outbox().register(BROKEN, (ignored, mail) -> {
                if (held.get()) {
                    throw new IllegalStateException("A composer that fails");
                }
                return new Mail("Mended", "Mended\n");
            });
            var mails = new ArrayList<MailToSend>();
            for (int n = 0; n < MAILS; n++) {
                int place = n % DeliveryRun.PAGE;
                String kind =
                        place == 20 ? NOT_NOW : place == 40 ? NOT_NEEDED : place == 60 ? BROKEN : DeliveryNode.KIND;
                mails.add(DeliveryNode.mail(workspace, "p%05d".formatted(n), kind));
            }
            node.outbox().addAll(workspace, mails);
            int goOut = MAILS - 3 * PAGES;
            Eventually.holds(
                    goOut + " mails sent",
                    SOON,
                    () -> node.outbox().tally(workspace).of(MailState.SENT) == goOut);

            Tally tally = node.outbox().tally(workspace);
            assertEquals(PAGES, tally.of(MailState.FAILED), tally.toString());
            assertEquals(2 * PAGES, tally.of(MailState.QUEUED), tally.toString());
            assertEquals(goOut, server.texts().size());
            assertTrue(server.copies().values().stream().allMatch(copies -> copies == 1));
            assertEquals(List.of(), cursors.left(), "a cursor stayed open while mails were sent");
            for (OutboxEntry waits : node.outbox().inState(workspace, MailState.QUEUED)) {
                assertTrue(waits.due().isAfter(waits.added()), waits.toString());
            }
            // What is added while others wait is not behind them.
            held.set(false);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "late"));
            Eventually.holds(
                    "the late one", SOON, () -> node.outbox().tally(workspace).of(MailState.SENT) > goOut);
        }
        assertEquals(List.of(), watch.offences());
        assertEquals(
                List.of(),
                watch.shapes().withoutIndex(Outbox.COLLECTIONS).stream()
                        .filter(shape -> shape.collection().equals("outbox"))
                        .toList());
    }

    /** Answers of the outbox after which the store holds a cursor for more. */
    private static final class OpenCursors implements CommandListener {
        private final List<Integer> asked = new CopyOnWriteArrayList<>();
        private final List<String> left = new CopyOnWriteArrayList<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            BsonDocument command = event.getCommand();
            if (command.isString("find") && command.getString("find").getValue().equals("outbox")) {
                asked.add(event.getRequestId());
            }
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            if (asked.remove((Integer) event.getRequestId())) {
                var cursor = event.getResponse().getDocument("cursor");
                if (cursor.getNumber("id", new BsonInt64(0)).longValue() != 0) {
                    left.add(cursor.getString("ns").getValue());
                }
            }
        }

        List<String> left() {
            return left;
        }
    }
}
