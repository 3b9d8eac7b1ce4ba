package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Mails wait behind others that a slow server has. What changes meanwhile counts for those that it has not got yet. */
class SlowServerIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** A batch; half of it is with the server at once. */
    private static final int BATCH = 16;

    private static final int WITH_THE_SERVER = 8;
    private static final String WHY = "Ann has unsubscribed.";

    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Wishes.Answer> wish = new AtomicReference<>(new Wishes.Answer.Send());

    private DeliveryNode node(ScriptedSmtp server) {
        var node = new DeliveryNode(
                TestStores.open(), DeliveryNode.mailing(server.uri()), Clock.systemUTC(), true, nanos::get);
        node.outbox().honour((workspace, message, now) -> {
            asked.incrementAndGet();
            return message.personId().equals("ann") ? wish.get() : new Wishes.Answer.Send();
        });
        return node;
    }

    private String slowly(String line) {
        if (line.startsWith("RCPT")) {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return "";
    }

    /** To Ann, and the last two to Bob. */
    private static List<MailToSend> batch(Workspace workspace) {
        String domain = "@" + workspace.tenant().slug() + ".example";
        return IntStream.range(0, BATCH)
                .mapToObj(n -> {
                    String person = n < BATCH - 2 ? "ann" : "bob";
                    return new MailToSend(
                            "key:" + (char) ('a' + n), person, person + domain, DeliveryNode.CAMPAIGN, "matter");
                })
                .toList();
    }

    private static void waitFor(DeliveryNode node, Workspace workspace, MailState state, long number) {
        Eventually.holds(
                number + " mails " + state,
                SOON,
                () -> node.outbox().tally(workspace).of(state) == number);
    }

    private static void isWithTheServer(ScriptedSmtp server) {
        Eventually.holds(
                "the server has as many as it may",
                SOON,
                () -> server.recipients().size() == WITH_THE_SERVER);
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whoUnsubscribesWhileTheFirstMailIsWithTheServerGetsNoneOfTheLaterOnes(Placement placement) {
        try (var server = new ScriptedSmtp(this::slowly);
                var node = node(server)) {
            Workspace workspace = node.tenant(placement);
            node.outbox().addAll(workspace, batch(workspace));
            isWithTheServer(server);
            wish.set(new Wishes.Answer.Drop(WHY));
            nanos.addAndGet(Duration.ofSeconds(4).toNanos());
            goOn.countDown();
            waitFor(node, workspace, MailState.SENT, WITH_THE_SERVER + 2);
            waitFor(node, workspace, MailState.FAILED, BATCH - WITH_THE_SERVER - 2);
            assertEquals(WITH_THE_SERVER + 2, server.texts().size());
            node.outbox().inState(workspace, MailState.FAILED).forEach(entry -> {
                assertEquals(WHY, entry.reason());
                assertEquals(0, entry.attempt(), "nothing was tried");
            });
        }
    }

    @Test
    void aMailThatIsToWaitByNowWaits() {
        try (var server = new ScriptedSmtp(this::slowly);
                var node = node(server)) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().addAll(workspace, batch(workspace));
            isWithTheServer(server);
            wish.set(new Wishes.Answer.Wait(
                    Clock.systemUTC().instant().plus(Duration.ofHours(1)), "Ann wants mail in an hour."));
            nanos.addAndGet(Duration.ofSeconds(4).toNanos());
            goOn.countDown();
            waitFor(node, workspace, MailState.SENT, WITH_THE_SERVER + 2);
            waitFor(node, workspace, MailState.QUEUED, BATCH - WITH_THE_SERVER - 2);
            node.outbox()
                    .inState(workspace, MailState.QUEUED)
                    .forEach(entry -> assertEquals("Ann wants mail in an hour.", entry.reason()));
        }
    }

    @Test
    void whatIsCancelledWhileTheFirstMailIsWithTheServerIsNotSent() {
        try (var server = new ScriptedSmtp(this::slowly);
                var node = node(server)) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().addAll(workspace, batch(workspace));
            isWithTheServer(server);
            Mailings mailings = node.outbox().mailings();
            mailings.steer(workspace, OutboxStore.idOf("matter"), Mailings.Deed.CANCEL);
            nanos.addAndGet(Duration.ofSeconds(4).toNanos());
            goOn.countDown();
            waitFor(node, workspace, MailState.SENT, WITH_THE_SERVER);
            waitFor(node, workspace, MailState.CANCELLED, BATCH - WITH_THE_SERVER);
            assertEquals(WITH_THE_SERVER, server.texts().size());
        }
    }

    @Test
    void whatIsErasedWhileTheFirstMailIsWithTheServerIsNotSent() {
        try (var server = new ScriptedSmtp(this::slowly);
                var node = node(server)) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().addAll(workspace, batch(workspace));
            isWithTheServer(server);
            var mails = workspace.collection(OutboxStore.OUTBOX);
            batch(workspace).stream().skip(WITH_THE_SERVER).forEach(mail -> mails.delete(OutboxStore.idOf(mail.key())));
            nanos.addAndGet(Duration.ofSeconds(4).toNanos());
            goOn.countDown();
            waitFor(node, workspace, MailState.SENT, WITH_THE_SERVER);
            Eventually.holds("the job is over", SOON, () -> node.jobs(workspace).isEmpty());
            assertEquals(WITH_THE_SERVER, server.texts().size());
        }
    }

    @Test
    void nobodyIsAskedTwiceWhereTheServerIsQuick() {
        goOn.countDown();
        try (var server = new ScriptedSmtp(this::slowly);
                var node = node(server)) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().addAll(workspace, batch(workspace));
            waitFor(node, workspace, MailState.SENT, BATCH);
            assertEquals(BATCH, asked.get());
        }
    }

    @Test
    void whatCannotBeLookedUpByNowWaitsAndIsSentByTheNextRun() {
        try (var server = new ScriptedSmtp(this::slowly);
                var node = node(server)) {
            Workspace workspace = node.tenant(Placement.POOLED);
            var fails = new AtomicInteger();
            node.outbox().addAll(workspace, batch(workspace));
            isWithTheServer(server);
            node.outbox().honour((ignored, message, now) -> {
                if (fails.getAndIncrement() < 3) {
                    throw new IllegalStateException("The store is away");
                }
                return new Wishes.Answer.Send();
            });
            nanos.addAndGet(Duration.ofSeconds(4).toNanos());
            goOn.countDown();
            waitFor(node, workspace, MailState.SENT, BATCH);
            assertEquals(BATCH, server.copies().size());
            assertEquals(BATCH, server.texts().size());
        }
    }
}
