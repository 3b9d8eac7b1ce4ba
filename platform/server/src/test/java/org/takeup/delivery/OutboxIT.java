package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.app.FreePort;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.http.Problem;
import org.takeup.store.TenantWatch;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/** Mail over real SMTP, with servers that are kind, away, unkind or rude. */
class OutboxIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TenantWatch watch = new TenantWatch();

    @AfterEach
    void onlyTheTenantsOwnDocumentsWereTouchedAndEveryQueryHasAnIndex() {
        assertEquals(List.of(), watch.offences());
        assertEquals(
                List.of(),
                watch.shapes().withoutIndex(Outbox.COLLECTIONS).stream()
                        .filter(shape -> shape.collection().equals("outbox"))
                        .toList());
    }

    private DeliveryNode node(URI server) {
        return new DeliveryNode(TestStores.open(watch), server, Clock.systemUTC());
    }

    private static void waitFor(DeliveryNode node, Workspace workspace, MailState state, long number) {
        Eventually.holds(
                number + " mails " + state,
                SOON,
                () -> node.outbox().tally(workspace).of(state) == number);
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void aMailArrivesOnceHoweverOftenItIsAdded(Placement placement) {
        try (var server = MailCatcher.start();
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(placement);
            var mails = IntStream.range(0, 25)
                    .mapToObj(n -> DeliveryNode.mail(workspace, "p" + n))
                    .toList();
            node.outbox().addAll(workspace, mails);
            node.outbox().addAll(workspace, mails);
            waitFor(node, workspace, MailState.SENT, 25);
            node.outbox().add(workspace, mails.getFirst());

            assertEquals(25, server.mails().size());
            assertEquals(25, node.outbox().tally(workspace).all());
            assertEquals(
                    25,
                    node.outbox()
                            .tallies(workspace, List.of("matter", "other"))
                            .get("matter")
                            .of(MailState.SENT));
        }
    }

    @Test
    void aTenantWithoutASenderOfItsOwnUsesTheInstallations() {
        try (var server = MailCatcher.start();
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(
                    "d" + UUID.randomUUID().toString().substring(0, 8),
                    Placement.POOLED,
                    mail -> new TenantSettings.Mail("", mail.quietFrom(), mail.quietTo()));
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            waitFor(node, workspace, MailState.SENT, 1);
            assertEquals(
                    "\"Takeup\" <installation@takeup.example>",
                    MailCatcher.header(server.mails().getFirst(), "From"));
        }
    }

    @Test
    void aMailIsPlainTextFromTheTenantWithAnIdThatStaysTheSame() {
        try (var server = MailCatcher.start();
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(
                    "d" + UUID.randomUUID().toString().substring(0, 8),
                    Placement.POOLED,
                    mail -> new TenantSettings.Mail(
                            "Équipe Learning <learn@x.example>", mail.quietFrom(), mail.quietTo()));
            String link = "https://learn.example/w/x/answer/" + "abcdefgh".repeat(20);
            node.outbox()
                    .register("link", (ignored, mail) -> new Mail("Grüße an dich", "Hallo Zoë,\n\n" + link + "\n"));
            var usual = DeliveryNode.mail(workspace, "zoe");
            node.outbox().add(workspace, new MailToSend("k", "zoe", usual.to(), "link", "r"));
            waitFor(node, workspace, MailState.SENT, 1);

            MimeMessage mail = server.mails().getFirst();
            assertEquals("Grüße an dich", subject(mail));
            assertTrue(MailCatcher.text(mail).contains("Hallo Zoë,\n\n" + link), MailCatcher.text(mail));
            assertEquals("=?UTF-8?B?w4lxdWlwZSBMZWFybmluZw==?= <learn@x.example>", MailCatcher.header(mail, "From"));
            assertTrue(MailCatcher.header(mail, "Content-Type").startsWith("text/plain"));
            assertEquals("auto-generated", MailCatcher.header(mail, "Auto-Submitted"));
            String id = OutboxStore.idOf(workspace.tenant().id() + "/k");
            assertEquals("<" + id + "@x.example>", MailCatcher.header(mail, "Message-ID"));
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasAddedWhileTheServerWasAwayIsSentWhenItIsBack() {
        try (var server = MailCatcher.notYetStarted();
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            Eventually.holds(
                    "a first try",
                    SOON,
                    () -> node.outbox().inState(workspace, MailState.QUEUED).stream()
                            .anyMatch(entry -> entry.reason().contains("cannot be reached")));
            server.up();
            waitFor(node, workspace, MailState.SENT, 1);
            assertEquals(1, server.mails().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", ScriptedSmtp.DOT})
    void aPermanentRefusalAnywhereIsSaidInTheServersWordsAndNotTriedAgain(String command) {
        UnaryOperator<String> refuse = line -> line.startsWith(command) ? "550 5.1.1 We know no such person" : "";
        try (var server = new ScriptedSmtp(refuse);
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            waitFor(node, workspace, MailState.FAILED, 1);
            OutboxEntry entry =
                    node.outbox().inState(workspace, MailState.FAILED).getFirst();
            assertTrue(entry.reason().contains("We know no such person"), entry.reason());
            assertEquals(1, entry.attempt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", ScriptedSmtp.DOT})
    void aRefusalForNowIsTriedAgain(String command) {
        var refusals = new java.util.concurrent.atomic.AtomicInteger();
        UnaryOperator<String> once =
                line -> line.startsWith(command) && refusals.getAndIncrement() == 0 ? "451 4.7.1 Greylisted" : "";
        try (var server = new ScriptedSmtp(once);
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            waitFor(node, workspace, MailState.SENT, 1);
            assertTrue(refusals.get() > 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.CONNECT, "EHLO"})
    void aConnectionThatEndsBeforeTheMailWasBegunIsTriedAgain(String command) {
        var drops = new java.util.concurrent.atomic.AtomicInteger();
        UnaryOperator<String> dropFirst =
                line -> line.startsWith(command) && drops.getAndIncrement() == 0 ? ScriptedSmtp.DROP : "";
        try (var server = new ScriptedSmtp(dropFirst);
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            waitFor(node, workspace, MailState.SENT, 1);
            assertEquals(1, server.texts().size());
        }
    }

    @Test
    void aMailWhoseFateIsUnknownIsNeverSentAgainByItself() {
        try (var server = new ScriptedSmtp(line -> line.equals(ScriptedSmtp.DOT) ? ScriptedSmtp.DROP : "");
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            waitFor(node, workspace, MailState.UNSURE, 1);
            // More work for the outbox, to give it every chance to go wrong.
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "bob"));
            waitFor(node, workspace, MailState.UNSURE, 2);
            assertEquals(2, server.texts().size());
        }
    }

    @Test
    void aPersonDecidesAboutAMailInDoubt() {
        var drop = new java.util.concurrent.atomic.AtomicBoolean(true);
        try (var server =
                        new ScriptedSmtp(line -> drop.get() && line.equals(ScriptedSmtp.DOT) ? ScriptedSmtp.DROP : "");
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox()
                    .addAll(
                            workspace,
                            List.of(DeliveryNode.mail(workspace, "ann"), DeliveryNode.mail(workspace, "bob")));
            waitFor(node, workspace, MailState.UNSURE, 2);
            drop.set(false);
            String ann = OutboxStore.idOf("key:ann");
            node.outbox().decide(workspace, ann, Outbox.Decision.SEND_AGAIN);
            node.outbox().decide(workspace, OutboxStore.idOf("key:bob"), Outbox.Decision.LEAVE);
            waitFor(node, workspace, MailState.SENT, 2);
            assertEquals(3, server.texts().size());
            assertEquals(
                    409,
                    assertThrows(Problem.class, () -> node.outbox().decide(workspace, ann, Outbox.Decision.SEND_AGAIN))
                            .status());
            assertEquals(
                    404,
                    assertThrows(Problem.class, () -> node.outbox().decide(workspace, "nobody", Outbox.Decision.LEAVE))
                            .status());
        }
    }

    @Test
    void mailRestsInTheQuietHoursAndThePageCanSayUntilWhen() {
        try (var server = MailCatcher.start();
                var node = node(server.uri())) {
            LocalTime now = LocalTime.now(ZoneId.of("Europe/London"));
            Workspace workspace = node.tenant(
                    "d" + UUID.randomUUID().toString().substring(0, 8),
                    Placement.POOLED,
                    DeliveryNode.quiet(now.minusHours(1), now.plusHours(1)));
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            Workspace other = node.tenant(Placement.POOLED);
            node.outbox().add(other, DeliveryNode.mail(other, "bob"));
            waitFor(node, other, MailState.SENT, 1);
            assertEquals(1, node.outbox().tally(workspace).of(MailState.QUEUED));
            assertTrue(node.outbox().heldUntil(workspace).isPresent());
            assertEquals(1, server.mails().size());
        }
    }

    @Attack(
            value = "a mail to an address outside of the workspace",
            kind = Kind.OTHER,
            threats = "E2",
            at = "the outbox")
    @BothPlacements
    void nobodyOutsideOfTheTenantIsWrittenTo(Placement placement) {
        try (var server = MailCatcher.start();
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(placement);
            node.outbox()
                    .add(workspace, new MailToSend("k", "ann", "ann@elsewhere.example", DeliveryNode.KIND, "matter"));
            waitFor(node, workspace, MailState.FAILED, 1);
            assertEquals(List.of(), server.mails());
        }
    }

    @Test
    void aMailThatIsNotNeededAnyMoreIsSetAsideWithTheReason() {
        try (var server = MailCatcher.start();
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().register("gone", (ignored, mail) -> {
                throw new MailComposer.NotNeeded("The survey is closed.");
            });
            String to = DeliveryNode.mail(workspace, "ann").to();
            node.outbox().add(workspace, new MailToSend("k", "ann", to, "gone", "matter"));
            waitFor(node, workspace, MailState.FAILED, 1);
            assertEquals(
                    "The survey is closed.",
                    node.outbox()
                            .inState(workspace, MailState.FAILED)
                            .getFirst()
                            .reason());
            assertEquals(0, server.mails().size());
        }
    }

    @Test
    void theMailServerMayAskForALogin() {
        int port = FreePort.next();
        var greenMail = new com.icegreen.greenmail.util.GreenMail(
                new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.setUser("takeup", "p@ss word");
        greenMail.start();
        var uri = URI.create("smtp://takeup:p%40ss%20word@127.0.0.1:" + port + "?starttls=disabled");
        try (var node = node(uri)) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            waitFor(node, workspace, MailState.SENT, 1);
            assertEquals(1, greenMail.getReceivedMessages().length);
        } finally {
            greenMail.stop();
        }
    }
}
