package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What is promised of each kind of mail, with servers that cut the line, and with people who changed their minds. */
class MailClassIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static DeliveryNode node(URI server) {
        return new DeliveryNode(TestStores.open(), server, Clock.systemUTC());
    }

    private static void waitFor(DeliveryNode node, Workspace workspace, MailState state, long number) {
        Eventually.holds(
                number + " mails " + state,
                SOON,
                () -> node.outbox().tally(workspace).of(state) == number);
    }

    private static Set<String> ids(ScriptedSmtp server) {
        return server.texts().stream()
                .map(text -> text.lines()
                        .filter(line -> line.startsWith("Message-ID:"))
                        .findFirst()
                        .orElseThrow())
                .collect(Collectors.toSet());
    }

    @Test
    void anInvitationThatWasCutOffAfterItsTextIsRepeatedWithTheSameMessageId() {
        var dots = new AtomicInteger();
        try (var server = new ScriptedSmtp(
                        line -> line.equals(ScriptedSmtp.DOT) && dots.getAndIncrement() < 2 ? ScriptedSmtp.DROP : "");
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann", DeliveryNode.INVITATION));
            waitFor(node, workspace, MailState.SENT, 1);
            assertEquals(3, server.texts().size());
            assertEquals(1, ids(server).size(), ids(server).toString());
        }
    }

    @Test
    void anInvitationIsNotRepeatedForEver() {
        try (var server = new ScriptedSmtp(line -> line.equals(ScriptedSmtp.DOT) ? ScriptedSmtp.DROP : "");
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann", DeliveryNode.INVITATION));
            waitFor(node, workspace, MailState.UNSURE, 1);
            assertEquals(OutboxStore.MOST_REPEATS + 1, server.texts().size());
            assertEquals(1, ids(server).size());
        }
    }

    @Test
    void aCampaignThatWasCutOffIsLeftToAPerson() {
        try (var server = new ScriptedSmtp(line -> line.equals(ScriptedSmtp.DOT) ? ScriptedSmtp.DROP : "");
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann", DeliveryNode.CAMPAIGN));
            waitFor(node, workspace, MailState.UNSURE, 1);
            assertEquals(1, server.texts().size());
        }
    }

    @Test
    void onlyMailsThatPeopleMayDoWithoutSayHowToUnsubscribe() {
        try (var server = MailCatcher.start();
                var node = node(server.uri())) {
            node.outbox()
                    .unsubscribeAt(
                            (workspace, person, kind) -> URI.create("https://takeup.example/u/" + person + "/" + kind));
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann", DeliveryNode.CAMPAIGN));
            waitFor(node, workspace, MailState.SENT, 1);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "bob", DeliveryNode.INVITATION));
            waitFor(node, workspace, MailState.SENT, 2);
            MimeMessage campaign = server.mails().getFirst();
            assertEquals("<https://takeup.example/u/ann/campaign>", MailCatcher.header(campaign, "List-Unsubscribe"));
            assertEquals("List-Unsubscribe=One-Click", MailCatcher.header(campaign, "List-Unsubscribe-Post"));
            assertEquals("auto-generated", MailCatcher.header(campaign, "Auto-Submitted"));
            MimeMessage invitation = server.mails().getLast();
            assertEquals("", MailCatcher.header(invitation, "List-Unsubscribe"));
            assertEquals("", MailCatcher.header(invitation, "List-Unsubscribe-Post"));
        }
    }

    @Test
    void whatAPersonChangedAMomentAgoIsHonoured() {
        try (var server = MailCatcher.start();
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            var answer = new AtomicReference<Wishes.Answer>(new Wishes.Answer.Drop("Ann wants no campaigns."));
            var asked = new AtomicReference<Wishes.Waiting>();
            node.outbox().honour((ignored, message, now) -> {
                asked.set(message);
                return answer.get();
            });
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann", DeliveryNode.CAMPAIGN));
            waitFor(node, workspace, MailState.FAILED, 1);
            assertEquals(new Wishes.Waiting("ann", DeliveryNode.CAMPAIGN, "EMAIL", true), asked.get());
            assertEquals(
                    "Ann wants no campaigns.",
                    node.outbox()
                            .inState(workspace, MailState.FAILED)
                            .getFirst()
                            .reason());

            answer.set(new Wishes.Answer.Wait(Instant.now().plus(Duration.ofHours(1)), "Bob wants mail at noon."));
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "bob", DeliveryNode.CAMPAIGN));
            Eventually.holds(
                    "bob's mail waits",
                    SOON,
                    () -> node.outbox().inState(workspace, MailState.QUEUED).stream()
                            .anyMatch(entry -> entry.reason().equals("Bob wants mail at noon.")));
            assertEquals(0, server.mails().size());
        }
    }

    @Test
    void theMomentInDoubtIsMeasured() {
        try (var server = MailCatcher.start();
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            assertTrue(node.outbox().windows(workspace).isEmpty());
            var told = new AtomicInteger();
            node.outbox().tellWindows(window -> told.incrementAndGet());
            for (String name : new String[] {"ann", "bob", "eve"}) {
                node.outbox().add(workspace, DeliveryNode.mail(workspace, name));
            }
            waitFor(node, workspace, MailState.SENT, 3);
            Eventually.holds(
                    "three windows",
                    SOON,
                    () -> node.outbox()
                            .windows(workspace)
                            .filter(figures -> figures.count() == 3)
                            .isPresent());
            Windows.Figures figures = node.outbox().windows(workspace).orElseThrow();
            assertTrue(figures.median().isPositive());
            assertTrue(figures.slowest().compareTo(figures.median()) >= 0);
            assertEquals(3, told.get());
        }
    }
}
