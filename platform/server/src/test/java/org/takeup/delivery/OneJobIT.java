package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.delivery.SenderProcess.Point;
import org.takeup.people.PeopleStore;
import org.takeup.store.Jobs;
import org.takeup.store.ServedStore;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A workspace's outbox has one job, however much is added, and no mail slips through between its end and its beginning. */
class OneJobIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration ALL_SENT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private static void sends(DeliveryNode node, Workspace workspace, long mails) {
        Eventually.holds(
                mails + " mails are sent",
                ALL_SENT,
                () -> node.outbox().tally(workspace).of(MailState.SENT) == mails);
    }

    private static void rests(DeliveryNode node, Workspace workspace) {
        Eventually.holds("no job is left", SOON, () -> node.jobs(workspace).isEmpty());
    }

    private static void arrivedOnceEach(ScriptedSmtp server, int mails) {
        assertEquals(mails, server.copies().size());
        assertEquals(mails, server.texts().size());
    }

    private static List<MailToSend> mails(Workspace workspace, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> DeliveryNode.mail(workspace, "p" + n))
                .toList();
    }

    private static DeliveryNode node(ServedStore store, URI server, Duration ahead) {
        return new DeliveryNode(TestStores.connect(store.uri()), server, Clock.offset(Clock.systemUTC(), ahead));
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whatIsAddedWhileTheServerIsAwayWaitsInOneJobAndGoesOutOnceWhenItIsBack(Placement placement) {
        var away = new AtomicBoolean(true);
        try (var server = new ScriptedSmtp(
                        line -> away.get() && line.equals(ScriptedSmtp.CONNECT) ? ScriptedSmtp.DROP : "");
                var node = new DeliveryNode(TestStores.open(), server.uri(), Clock.systemUTC())) {
            Workspace workspace = node.tenant(placement);
            for (int batch = 0; batch < 5; batch++) {
                node.outbox().addAll(workspace, mails(workspace, batch * 1_000, (batch + 1) * 1_000));
                assertEquals(1, node.jobs(workspace).size());
            }
            Eventually.holds(
                    "the server is found to be away",
                    SOON,
                    () -> node.outbox().inState(workspace, MailState.QUEUED).stream()
                            .anyMatch(entry -> entry.reason().contains("cannot be reached")));
            assertEquals(1, node.jobs(workspace).size());
            assertEquals(5_000, node.outbox().tally(workspace).open());
            away.set(false);
            sends(node, workspace, 5_000);
            arrivedOnceEach(server, 5_000);
            rests(node, workspace);
        }
    }

    /** Where a mail is added: the job has looked, or is about to end. */
    enum Moment {
        AFTER_THE_LAST_LOOK,
        BEFORE_THE_END;

        private Hook hook() {
            return switch (this) {
                case AFTER_THE_LAST_LOOK -> new Hook(Hook::looksForTheNext, false);
                case BEFORE_THE_END -> new Hook(Hook::endsAJob, true);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aMailThatIsAddedWhileTheJobEndsGoesOut(Moment moment) {
        Hook hook = moment.hook();
        try (var server = new ScriptedSmtp(line -> "");
                var node = new DeliveryNode(TestStores.open(hook), server.uri(), Clock.systemUTC())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            hook.set(() -> node.outbox().addAll(workspace, mails(workspace, 1, 2)));
            node.outbox().addAll(workspace, mails(workspace, 0, 1));
            sends(node, workspace, 2);
            assertTrue(hook.isDone());
            arrivedOnceEach(server, 2);
            rests(node, workspace);
        }
    }

    @Test
    void aMailThatIsAddedWhileTheJobEndsGoesOutAlsoWhenTheNodeIsKilledThere() throws Exception {
        try (var store = new ServedStore();
                var server = new ScriptedSmtp(line -> "");
                var looker = DeliveryNode.looker(store)) {
            Workspace workspace = looker.tenant(DeliveryNode.slug(), Placement.POOLED, mail -> mail);
            looker.outbox().addAll(workspace, mails(workspace, 0, 1));
            try (var child = new SenderProcess(
                    folder,
                    "child",
                    store.uri(),
                    server.uri(),
                    Point.BEFORE_JOBS_END,
                    Duration.ZERO,
                    List.of(workspace.tenant().slug()))) {
                Eventually.holds("its job ends", ALL_SENT, () -> child.there() > 0 || !child.isAlive());
                assertTrue(child.isAlive(), child::log);
                looker.outbox().addAll(workspace, mails(workspace, 1, 2));
                child.kill();
            }
            assertEquals(1, looker.jobs(workspace).size());
            try (var node = node(store, server.uri(), Duration.ofMinutes(2))) {
                sends(node, workspace, 2);
                arrivedOnceEach(server, 2);
                rests(node, workspace);
            }
        }
    }

    @Test
    void mailsWhoseNodeDiesBeforeItHasWokenTheJobGoOutAMinuteLater() throws Exception {
        var dead = new CountDownLatch(1);
        var hook = new Hook(Hook::takesOrWakesAJob, true);
        try (var store = new ServedStore();
                var server = new ScriptedSmtp(line -> "");
                var adds = new DeliveryNode(
                        TestStores.connect(store.uri(), hook),
                        DeliveryNode.mailing(server.uri()),
                        Clock.systemUTC(),
                        false);
                var looker = DeliveryNode.looker(store)) {
            Workspace workspace = adds.tenant(Placement.POOLED);
            var there = new CountDownLatch(1);
            hook.set(() -> {
                there.countDown();
                await(dead);
            });
            // To everybody else, a thread that stands for ever is one whose node died.
            Thread adding = Thread.ofVirtual().start(() -> adds.outbox().addAll(workspace, mails(workspace, 0, 3)));
            await(there);
            assertEquals(3, looker.outbox().tally(workspace).of(MailState.QUEUED));
            try (var node = node(store, server.uri(), Duration.ofMinutes(2))) {
                sends(node, workspace, 3);
                arrivedOnceEach(server, 3);
                rests(node, workspace);
            }
            dead.countDown();
            adding.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupted in the middle of a command, which the driver tells of in its own way. */
    @Test
    void aNodeThatIsClosedGivesItsJobBackAtOnce() {
        var closed = new CountDownLatch(1);
        var there = new CountDownLatch(1);
        var hook = new Hook(Hook::looksForTheNext, true);
        try (var store = new ServedStore();
                var server = new ScriptedSmtp(line -> "");
                var looker = DeliveryNode.looker(store)) {
            Workspace workspace = looker.tenant(Placement.POOLED);
            hook.set(() -> {
                there.countDown();
                await(closed);
            });
            try (var node = new DeliveryNode(TestStores.connect(store.uri(), hook), server.uri(), Clock.systemUTC())) {
                looker.outbox().addAll(workspace, mails(workspace, 0, 1));
                await(there);
                assertEquals(1, node.jobs(workspace).size());
            }
            closed.countDown();
            List<Jobs.Waiting> left = looker.jobs(workspace);
            assertEquals(1, left.size());
            assertFalse(left.getFirst().due().isAfter(Instant.now()), left.toString());
        }
    }

    @Test
    void aMailWhoseRecipientCannotBeLookedUpWaitsAMinute() {
        try (var server = new ScriptedSmtp(line -> "");
                var node = new DeliveryNode(TestStores.open(), server.uri(), Clock.systemUTC())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            workspace.collection(PeopleStore.PEOPLE).insert("ann", new Document("email", 7));
            var ann = new MailToSend("key:ann", "ann", "ann@elsewhere.example", DeliveryNode.KIND, "matter");
            node.outbox().add(workspace, ann);
            node.outbox().addAll(workspace, mails(workspace, 0, 1));
            sends(node, workspace, 1);
            Eventually.holds(
                    "it waits",
                    SOON,
                    () -> node.outbox().inState(workspace, MailState.QUEUED).stream()
                            .anyMatch(entry -> entry.reason().contains("could not be looked up")
                                    && entry.due().isAfter(entry.added().plusSeconds(50))));
            assertEquals(1, server.texts().size());
        }
    }

    @Test
    void anAddressIsFreeBeforeItsMailWaitsAgain() {
        var hook = new Hook(Hook::freesAnAddress, true);
        try (var server = new ScriptedSmtp(line -> "");
                var node = new DeliveryNode(TestStores.open(hook), server.uri(), Clock.systemUTC())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann", DeliveryNode.CAMPAIGN));
            sends(node, workspace, 1);
            var store = new OutboxStore(workspace);
            String id = OutboxStore.idOf("key:ann");
            OutboxEntry sent = store.find(id).orElseThrow();
            new HeldAddresses(workspace).hold(sent.mail(), "It came back.", Instant.now());
            assertTrue(store.bounced(sent, "It came back.", Instant.now()));
            var states = new ConcurrentLinkedQueue<MailState>();
            hook.set(() -> states.add(store.find(id).orElseThrow().state()));
            node.outbox().decide(workspace, id, Outbox.Decision.SEND_AGAIN);
            assertEquals(List.of(MailState.BOUNCED), List.copyOf(states));
            sends(node, workspace, 1);
            assertEquals(2, server.texts().size());
        }
    }

    @Test
    void jobsThatAnOlderVersionLeftAreGoneSoonAndTheirMailsGoOutOnce() {
        try (var store = new ServedStore();
                var server = new ScriptedSmtp(line -> "");
                var looker = DeliveryNode.looker(store)) {
            Workspace workspace = looker.tenant(Placement.POOLED);
            new OutboxStore(workspace).add(mails(workspace, 0, 40), Instant.now());
            for (int i = 0; i < 300; i++) {
                looker.jobs().add(Outbox.OLD_JOB, workspace.tenant().id(), new Document(), Instant.now());
            }
            try (var node = node(store, server.uri(), Duration.ZERO)) {
                sends(node, workspace, 40);
                rests(node, workspace);
                arrivedOnceEach(server, 40);
            }
        }
    }

    @Test
    void whoeverIsWokenInTheQuietHoursLooksAgainBeforeTheyEndLestTheyWereChanged() {
        try (var server = new ScriptedSmtp(line -> "");
                var node = new DeliveryNode(TestStores.open(), server.uri(), Clock.systemUTC())) {
            LocalTime now = LocalTime.now(ZoneId.of("Europe/London"));
            Workspace workspace = node.tenant(
                    DeliveryNode.slug(), Placement.POOLED, DeliveryNode.quiet(now.minusHours(1), now.plusHours(8)));
            node.outbox().addAll(workspace, mails(workspace, 0, 1));
            Eventually.holds("the job waits", SOON, () -> waits(node.jobs(workspace)));
            Set<Instant> due =
                    node.jobs(workspace).stream().map(Jobs.Waiting::due).collect(Collectors.toSet());
            assertTrue(due.stream().allMatch(each -> each.isBefore(Instant.now().plus(Duration.ofMinutes(11)))));
        }
    }

    /** Longer than a lease: so it does not run. */
    private static boolean waits(List<Jobs.Waiting> jobs) {
        return jobs.stream().anyMatch(each -> each.due().isAfter(Instant.now().plus(Jobs.LEASE.multipliedBy(2))));
    }
}
