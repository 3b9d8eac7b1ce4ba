package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.delivery.Mailings.Deed;
import org.takeup.http.Problem;
import org.takeup.store.TenantWatch;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A mailing is followed, paused, resumed and cancelled while it goes out. */
class MailingsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MAILS = 120;

    private final TenantWatch watch = new TenantWatch();
    /** How many mails the server may still take. */
    private final Semaphore allowed = new Semaphore(0);

    private final ScriptedSmtp server = new ScriptedSmtp(line -> {
        if (line.startsWith("RCPT")) {
            allowed.acquireUninterruptibly();
        }
        return "";
    });
    private final DeliveryNode node = new DeliveryNode(TestStores.open(watch), server.uri(), Clock.systemUTC());
    private final Workspace workspace = node.tenant(Placement.POOLED);

    @AfterEach
    void onlyTheTenantsOwnDocumentsWereTouchedAndEveryQueryHasAnIndex() {
        allowed.release(10_000);
        node.close();
        server.close();
        assertEquals(List.of(), watch.offences());
        assertEquals(
                List.of(),
                watch.shapes().withoutIndex(Outbox.COLLECTIONS).stream()
                        .filter(shape ->
                                List.of("outbox", "mailings", "held_addresses").contains(shape.collection()))
                        .toList());
    }

    private String begin() {
        node.outbox()
                .addAll(
                        workspace,
                        IntStream.range(0, MAILS)
                                .mapToObj(n -> DeliveryNode.mail(workspace, "p" + n))
                                .toList());
        return node.outbox()
                .mailings()
                .latest(workspace, Optional.empty(), 10)
                .getFirst()
                .id();
    }

    private Tally tally(String id) {
        return node.outbox().mailings().find(workspace, id).tally();
    }

    private void waitFor(String id, MailState state, long number) {
        Eventually.holds(number + " mails " + state, SOON, () -> tally(id).of(state) == number);
    }

    @Test
    void aPausedMailingRestsAfterWhatIsUnderWayAndGoesOnWhenItIsResumed() {
        String id = begin();
        allowed.release(20);
        Eventually.holds("twenty sent", SOON, () -> tally(id).of(MailState.SENT) >= 20);
        node.outbox().mailings().steer(workspace, id, Deed.PAUSE);
        allowed.release(MAILS);
        Eventually.holds(
                "nothing under way",
                SOON,
                () -> tally(id).of(MailState.SENDING) == 0 && tally(id).of(MailState.QUEUED) == 0);
        long sent = tally(id).of(MailState.SENT);
        assertTrue(sent <= 20 + DeliveryRun.MOST_IN_DOUBT, tally(id).toString());
        assertEquals(MAILS, tally(id).all());
        // Added to a paused mailing: it waits as well.
        node.outbox().add(workspace, DeliveryNode.mail(workspace, "late"));
        waitFor(id, MailState.PAUSED, MAILS + 1 - sent);
        assertEquals("PAUSED", node.outbox().mailings().find(workspace, id).course());

        node.outbox().mailings().steer(workspace, id, Deed.RESUME);
        waitFor(id, MailState.SENT, MAILS + 1);
        assertEquals(MAILS + 1, server.texts().size());
        assertEquals(
                MAILS + 1,
                new HashSet<>(server.texts().stream()
                                .map(text -> text.replaceAll("(?s).*Message-ID: (\\S+).*", "$1"))
                                .toList())
                        .size());
    }

    @Test
    void aCancelledMailingSendsNothingMoreAndCannotGoOn() {
        String id = begin();
        allowed.release(10);
        Eventually.holds("ten sent", SOON, () -> tally(id).of(MailState.SENT) >= 10);
        node.outbox().mailings().steer(workspace, id, Deed.CANCEL);
        node.outbox().mailings().steer(workspace, id, Deed.CANCEL);
        allowed.release(MAILS);
        Eventually.holds("nothing open", SOON, () -> tally(id).open() == 0);
        assertTrue(
                tally(id).of(MailState.SENT) <= 10 + DeliveryRun.MOST_IN_DOUBT,
                tally(id).toString());
        assertEquals(MAILS, tally(id).of(MailState.SENT) + tally(id).of(MailState.CANCELLED));
        assertEquals(
                409,
                assertThrows(Problem.class, () -> node.outbox().mailings().steer(workspace, id, Deed.RESUME))
                        .status());
        node.outbox().add(workspace, DeliveryNode.mail(workspace, "late"));
        Eventually.holds("the late one is cancelled", SOON, () -> tally(id).open() == 0);
        assertEquals(MAILS + 1, tally(id).of(MailState.SENT) + tally(id).of(MailState.CANCELLED));
    }

    /** The moment at which the sender has read that the mailing is paused, and has not yet put the mail aside. */
    @ParameterizedTest
    @CsvSource({"RESUME, SENT", "CANCEL, CANCELLED"})
    void whoResumesOrCancelsAtTheVeryMomentAtWhichAMailIsPausedReachesItToo(Deed deed, MailState end) {
        allowed.release(MAILS + 2);
        var hook = new Hook(Hook::looksAtMailings, false);
        try (var other = new DeliveryNode(TestStores.open(hook), server.uri(), Clock.systemUTC())) {
            Workspace place = other.tenant(Placement.POOLED);
            Mailings mailings = other.outbox().mailings();
            String id = OutboxStore.idOf("matter");
            other.outbox().add(place, DeliveryNode.mail(place, "early"));
            Eventually.holds(
                    "one is sent", SOON, () -> mailings.find(place, id).tally().of(MailState.SENT) == 1);
            mailings.steer(place, id, Deed.PAUSE);
            hook.set(() -> mailings.steer(place, id, deed));
            other.outbox().add(place, DeliveryNode.mail(place, "late"));
            Eventually.holds("it was steered", SOON, hook::isDone);
            Eventually.holds(
                    "the late one is " + end,
                    SOON,
                    () -> other.outbox().mailings().mails(place, id, Optional.of(end), "", 10).stream()
                            .anyMatch(entry -> entry.mail().key().equals("key:late")));
        }
    }

    @Test
    void mailingsOfTheSameMomentAreOnOnePageEach() {
        var mails = IntStream.range(0, 25)
                .mapToObj(n -> new MailToSend(
                        "k" + n,
                        "p" + n,
                        "p" + n + "@" + workspace.tenant().slug() + ".example",
                        DeliveryNode.KIND,
                        "matter-" + n))
                .toList();
        node.outbox().addAll(workspace, mails);
        var seen = new HashSet<String>();
        Optional<String> after = Optional.empty();
        for (var page = latest(after); !page.isEmpty(); page = latest(after)) {
            page.forEach(each -> assertTrue(seen.add(each.id())));
            after = Optional.of(page.getLast().id());
        }
        assertEquals(25, seen.size());
    }

    private List<Mailings.Progress> latest(Optional<String> after) {
        return node.outbox().mailings().latest(workspace, after, 10);
    }

    @Test
    void theMailsOfAMailingAreReadPageByPage() {
        allowed.release(MAILS);
        String id = begin();
        waitFor(id, MailState.SENT, MAILS);
        var seen = new HashSet<String>();
        String after = "";
        for (List<OutboxEntry> page = page(id, after); !page.isEmpty(); page = page(id, after)) {
            page.forEach(entry -> assertTrue(seen.add(entry.id())));
            after = page.getLast().mail().key();
        }
        assertEquals(MAILS, seen.size());
        assertEquals(
                0,
                node.outbox()
                        .mailings()
                        .mails(workspace, id, Optional.of(MailState.FAILED), "", 10)
                        .size());
        assertEquals(
                404,
                assertThrows(Problem.class, () -> node.outbox().mailings().find(workspace, "nobody"))
                        .status());
    }

    private List<OutboxEntry> page(String id, String after) {
        return node.outbox().mailings().mails(workspace, id, Optional.of(MailState.SENT), after, 50);
    }
}
