package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.FreePort;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.delivery.ReturnedMail.Taken;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Reports that come to the mailbox of returned mail, over real IMAP and POP3: true ones, forged ones, ones that come again. */
class ReturnedMailIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final byte[] SECRET = new byte[32];
    private static final int IMAP = FreePort.next();
    private static final int POP3 = FreePort.next();

    private final GreenMail mailbox = new GreenMail(new ServerSetup[] {
        new ServerSetup(IMAP, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(POP3, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
    });
    private final ScriptedSmtp server = new ScriptedSmtp(line -> {
        if (line.startsWith("MAIL FROM:")) {
            ReturnedMailIT.this.returnPaths.add(line.substring(11, line.indexOf('>')));
        }
        return "";
    });
    private final List<String> returnPaths = new CopyOnWriteArrayList<>();
    private final Mailing.Returns returns = new Mailing.Returns("bounces@takeup.example", uri("imap", IMAP), SECRET);
    private final DeliveryNode node = new DeliveryNode(
            TestStores.open(),
            new Mailing(server.uri(), "takeup.example", "t@takeup.example", Optional.empty(), Optional.of(returns)),
            Clock.systemUTC());
    private final Workspace workspace = node.tenant(Placement.POOLED);
    private final Kinds kinds = new Kinds();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final ReturnedMail returned = new ReturnedMail(new ReturnPaths(returns), kinds, () -> List.of(workspace));
    private GreenMailUser user;

    private static URI uri(String scheme, int port) {
        return URI.create(scheme + "://bounces:p%40ss@127.0.0.1:" + port + "?starttls=disabled");
    }

    @BeforeEach
    void openTheMailbox() {
        mailbox.start();
        user = mailbox.setUser("bounces@takeup.example", "bounces", "p@ss");
        kinds.tellComplaints((ignored, person, kind) -> complaints.add(person + "/" + kind));
    }

    @AfterEach
    void closeAll() {
        node.close();
        server.close();
        mailbox.stop();
    }

    private String send(String name, String kind) {
        int before = server.texts().size();
        node.outbox().add(workspace, DeliveryNode.mail(workspace, name, kind));
        Eventually.holds(
                "sent",
                SOON,
                () -> server.texts().size() == before + 1
                        && node.outbox().tally(workspace).of(MailState.SENDING) == 0
                        && node.outbox().tally(workspace).of(MailState.QUEUED) == 0);
        return returnPaths.getLast();
    }

    private void arrives(String raw) throws Exception {
        MimeMessage message = Raw.parse(raw.replace("\n", "\r\n"));
        user.deliver(message);
    }

    private Map<Taken, Integer> look() throws Exception {
        return new ReturnBox(uri("imap", IMAP), returned).look();
    }

    private OutboxEntry entry(String name) {
        return new OutboxStore(workspace).find(OutboxStore.idOf("key:" + name)).orElseThrow();
    }

    private static String bounce(String to, String action, String status) {
        return """
                From: MAILER-DAEMON@mx.example
                To: <%s>
                Subject: Undelivered
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain

                I could not deliver it.
                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; ann@x.example
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; 550 No such
                 person here
                --b1
                Content-Type: message/rfc822

                Message-ID: <x@x.example>
                Subject: For ann

                Key
                --b1--
                """.formatted(to, action, status);
    }

    private static String complaint(String returnPath, String type) {
        return """
                From: fbl@mail.example
                To: abuse@takeup.example
                Subject: FW: For ann
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

                --b1
                Content-Type: text/plain

                A complaint.
                --b1
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: Mill/1.0
                Version: 1
                Original-Mail-From: <%s>
                --b1
                Content-Type: message/rfc822

                Subject: For ann

                Key
                --b1--
                """.formatted(type, returnPath);
    }

    @Test
    void aMailThatComesBackForGoodIsShownAndItsAddressGetsNoMoreOptionalMail() throws Exception {
        String path = send("ann", DeliveryNode.CAMPAIGN);
        assertTrue(path.startsWith("bounces+") && path.endsWith("@takeup.example"), path);
        assertTrue(path.indexOf('@') <= 64, path);
        arrives(bounce(path, "failed", "5.1.1"));
        assertEquals(Map.of(Taken.BOUNCED, 1), look());
        assertEquals(Map.of(), look(), "what was read is deleted");
        assertEquals(MailState.BOUNCED, entry("ann").state());
        assertTrue(
                entry("ann").reason().contains("5.1.1 smtp; 550 No such person here"),
                entry("ann").reason());

        var again = new MailToSend("another", "ann", entry("ann").mail().to(), DeliveryNode.CAMPAIGN, "matter");
        node.outbox().add(workspace, again);
        Eventually.holds("held back", SOON, () -> node.outbox().tally(workspace).of(MailState.FAILED) == 1);
        var needed = new MailToSend("needed", "ann", again.to(), DeliveryNode.INVITATION, "matter");
        node.outbox().add(workspace, needed);
        Eventually.holds(
                "sent all the same", SOON, () -> node.outbox().tally(workspace).of(MailState.SENT) == 1);
        // A person knows better.
        node.outbox().decide(workspace, OutboxStore.idOf("key:ann"), Outbox.Decision.SEND_AGAIN);
        Eventually.holds("sent again", SOON, () -> entry("ann").state() == MailState.SENT);
        node.outbox().decide(workspace, OutboxStore.idOf("another"), Outbox.Decision.SEND_AGAIN);
        Eventually.holds("freed", SOON, () -> node.outbox().tally(workspace).of(MailState.SENT) == 3);
    }

    @Test
    void aDelayOrAFullMailboxIsNotedAndAComplaintUnsubscribes() throws Exception {
        arrives(bounce(send("ann", DeliveryNode.CAMPAIGN), "delayed", "4.4.1"));
        arrives(bounce(send("bob", DeliveryNode.CAMPAIGN), "failed", "5.2.2"));
        arrives(complaint(send("eve", DeliveryNode.CAMPAIGN), "abuse"));
        arrives(complaint(send("zoe", DeliveryNode.CAMPAIGN), "not-spam"));
        arrives(bounce(send("max", DeliveryNode.CAMPAIGN), "delivered", "2.0.0"));
        assertEquals(Map.of(Taken.NOTED, 2, Taken.COMPLAINED, 1, Taken.NOTHING, 2), look());
        assertEquals(MailState.SENT, entry("ann").state());
        assertTrue(entry("ann").reason().contains("4.4.1"), entry("ann").reason());
        assertTrue(entry("bob").reason().contains("5.2.2"), entry("bob").reason());
        assertEquals(List.of("eve/" + DeliveryNode.CAMPAIGN), complaints);
        assertEquals(
                1,
                new HeldAddresses(workspace)
                        .reasons(List.of(
                                entry("eve").mail().to(), entry("ann").mail().to()))
                        .size());
    }

    @Test
    void popIsReadAsWell() throws Exception {
        arrives(bounce(send("ann", DeliveryNode.CAMPAIGN), "failed", "5.1.1"));
        assertEquals(Map.of(Taken.BOUNCED, 1), new ReturnBox(uri("pop3", POP3), returned).look());
        assertEquals(Map.of(), new ReturnBox(uri("pop3", POP3), returned).look());
    }

    @Attack(
            value = "reports about mails that nobody was sent, or with a changed return path",
            kind = Kind.OTHER,
            threats = "E5",
            at = "the mailbox of returned mail",
            onePlacement = "a return path is checked before any document is read")
    @Test
    void aForgedReportChangesNothing() throws Exception {
        String path = send("ann", DeliveryNode.CAMPAIGN);
        int from = "bounces+".length();
        int to = path.indexOf('@');
        for (int at = from; at < to; at++) {
            char other = path.charAt(at) == '0' ? '1' : '0';
            String flipped = path.substring(0, at) + other + path.substring(at + 1);
            if (!flipped.equals(path)) {
                arrives(bounce(flipped, "failed", "5.1.1"));
            }
        }
        arrives(bounce("bounces@takeup.example", "failed", "5.1.1"));
        arrives(bounce("bounces+" + "0".repeat(to - from) + "@takeup.example", "failed", "5.1.1"));
        arrives(complaint("bounces+" + "v".repeat(to - from) + "@takeup.example", "abuse"));
        Map<Taken, Integer> taken = look();
        assertEquals(Map.of(Taken.NOT_OURS, to - from + 3), taken);
        assertEquals(MailState.SENT, entry("ann").state());
        assertEquals(List.of(), complaints);

        var other = new byte[32];
        other[0] = 1;
        var stranger = new ReturnPaths(new Mailing.Returns("bounces@takeup.example", uri("imap", IMAP), other));
        OutboxEntry ann = entry("ann");
        arrives(bounce(
                stranger.of(
                        workspace.tenant().id(), ann.id(), 1, workspace.clock().instant()),
                "failed",
                "5.1.1"));
        Workspace neighbour = node.tenant(Placement.POOLED);
        var own = new ReturnPaths(returns);
        // Signed for the neighbour, with the id of a mail of ours.
        arrives(bounce(
                own.of(neighbour.tenant().id(), ann.id(), 1, workspace.clock().instant()), "failed", "5.1.1"));
        // Signed by us, too long ago.
        arrives(bounce(
                own.of(
                        workspace.tenant().id(),
                        ann.id(),
                        1,
                        workspace.clock().instant().minus(Duration.ofDays(60))),
                "failed",
                "5.1.1"));
        assertEquals(Map.of(Taken.NOT_OURS, 3), look());
        assertEquals(MailState.SENT, entry("ann").state());
    }

    @Attack(
            value = "a true report that comes again",
            kind = Kind.OTHER,
            threats = "E5",
            at = "the mailbox of returned mail",
            onePlacement = "a return path is checked before any document is read")
    @Test
    void aReportThatComesAgainChangesNothing() throws Exception {
        String report = bounce(send("ann", DeliveryNode.CAMPAIGN), "failed", "5.1.1");
        arrives(report);
        arrives(report);
        assertEquals(Map.of(Taken.BOUNCED, 1, Taken.NOTHING, 1), look());
        node.outbox().decide(workspace, OutboxStore.idOf("key:ann"), Outbox.Decision.SEND_AGAIN);
        Eventually.holds("sent again", SOON, () -> entry("ann").state() == MailState.SENT);
        arrives(report);
        assertEquals(Map.of(Taken.NOTHING, 1), look());
        assertEquals(MailState.SENT, entry("ann").state());
        assertFalse(returnPaths.getFirst().equals(returnPaths.getLast()), "each attempt has its own");
    }

    /** The node that took the report before died after it had noted that the mail came back, and before anything else. */
    @Test
    void aReportThatIsReadAgainAfterANodeDiedHoldsItsAddressBack() throws Exception {
        String report = bounce(send("ann", DeliveryNode.CAMPAIGN), "failed", "5.1.1");
        OutboxEntry ann = entry("ann");
        assertTrue(new OutboxStore(workspace)
                .bounced(ann, "The mail came back.", workspace.clock().instant()));
        arrives(report);
        assertEquals(Map.of(Taken.NOTHING, 1), look());
        assertEquals(
                1,
                new HeldAddresses(workspace).reasons(List.of(ann.mail().to())).size());
    }

    @Test
    void hugeAndBrokenMessagesAreReadUpToALimitAndPassedOver() throws Exception {
        String path = send("ann", DeliveryNode.CAMPAIGN);
        arrives("Subject: hello\n\nNo report.\n");
        arrives("Content-Type: multipart/report\n\nwithout a boundary\n");
        arrives("Content-Type: multipart/report; boundary=x\n\n" + "--x\n\nmany\n".repeat(500));
        arrives("Content-Type: nonsense;;;=\n\nx\n");
        String report = bounce(path, "failed", "5.1.1");
        // The mail that came back is large: what stands before it counts.
        arrives(report.replace("Key\n", "Key and much more\n".repeat(60_000)));
        Map<Taken, Integer> taken = look();
        assertEquals(1, taken.get(Taken.BOUNCED), taken.toString());
        assertEquals(MailState.BOUNCED, entry("ann").state());
    }
}
