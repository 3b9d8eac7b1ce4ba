package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Mail servers that are slow, that greylist, that take no TLS, or go away in the middle. */
class BadServersIT {
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

    private static void addMany(DeliveryNode node, Workspace workspace, int count) {
        node.outbox()
                .addAll(
                        workspace,
                        IntStream.range(0, count)
                                .mapToObj(n -> DeliveryNode.mail(workspace, "p" + n))
                                .toList());
    }

    @Test
    void aSlowServerHoldsUpOnlyAFewMailsAndNoOtherWorkspace() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var server = new ScriptedSmtp(line -> {
                    if (line.startsWith("RCPT") && line.contains("@slow")) {
                        await(goOn);
                    }
                    return "";
                });
                var node = node(server.uri())) {
            Workspace slow = node.tenant("slow1", Placement.POOLED, mail -> mail);
            Workspace other = node.tenant(Placement.POOLED);
            addMany(node, slow, 60);
            Eventually.holds(
                    "the server is asked", SOON, () -> !server.recipients().isEmpty());
            node.outbox().add(other, DeliveryNode.mail(other, "ann"));
            waitFor(node, other, MailState.SENT, 1);
            assertTrue(node.outbox().tally(slow).of(MailState.SENDING) <= DeliveryRun.MOST_IN_DOUBT);
            goOn.countDown();
            waitFor(node, slow, MailState.SENT, 60);
            assertEquals(61, server.texts().size());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void eachMailThatWasGreylistedIsSentLaterAndOnce() {
        Set<String> known = ConcurrentHashMap.newKeySet();
        try (var server = new ScriptedSmtp(
                        line -> line.startsWith("RCPT") && known.add(line) ? "450 4.2.0 Greylisted, come back" : "");
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            addMany(node, workspace, 20);
            waitFor(node, workspace, MailState.SENT, 20);
            assertEquals(20, server.texts().size());
        }
    }

    @Test
    void aServerThatRefusesOnePersonStillGetsTheMailsToTheOthers() {
        try (var server = new ScriptedSmtp(
                        line -> line.startsWith("RCPT") && line.contains("<p7@") ? "550 5.1.1 No such person" : "");
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            addMany(node, workspace, 20);
            waitFor(node, workspace, MailState.SENT, 19);
            waitFor(node, workspace, MailState.FAILED, 1);
            assertEquals(
                    "p7",
                    node.outbox()
                            .inState(workspace, MailState.FAILED)
                            .getFirst()
                            .mail()
                            .personId());
        }
    }

    @Test
    void aServerThatGoesAwayInTheMiddleOfABatchGetsTheRestWhenItIsBackAndNothingTwice() {
        var drops = ConcurrentHashMap.<String>newKeySet();
        try (var server = new ScriptedSmtp(
                        line -> line.startsWith("MAIL") && drops.size() < 3 && drops.add(line + drops.size())
                                ? "421 4.3.2 Going down"
                                : "");
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            addMany(node, workspace, 40);
            waitFor(node, workspace, MailState.SENT, 40);
            assertEquals(40, server.texts().size());
        }
    }

    @Test
    void aBigPictureGoesThroughWhole() throws Exception {
        byte[] picture = new byte[5 * 1024 * 1024];
        new java.util.Random(7).nextBytes(picture);
        try (var server = new ScriptedSmtp(line -> "");
                var node = node(server.uri())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox()
                    .register(
                            "picture",
                            (ignored, mail) -> new Mail("A picture", "Look")
                                    .withAttachment(new Mail.Attachment("a.png", "image/png", picture, Map.of())));
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann", "picture"));
            waitFor(node, workspace, MailState.SENT, 1);
            var message = Raw.parse(Raw.kept(server.texts().getFirst()));
            var parts = new jakarta.mail.internet.MimeMultipart(
                    message.getDataHandler().getDataSource());
            assertArrayEquals(picture, parts.getBodyPart(1).getInputStream().readAllBytes());
        }
    }

    @Test
    void withoutTlsNothingIsSaidToAServerThatMustHaveIt() {
        try (var server = new ScriptedSmtp(line -> "");
                var node = node(URI.create(server.uri() + "?starttls=required"))) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().add(workspace, DeliveryNode.mail(workspace, "ann"));
            Eventually.holds(
                    "a first try",
                    SOON,
                    () -> node.outbox().inState(workspace, MailState.QUEUED).stream()
                            .anyMatch(entry -> entry.reason().contains("cannot be reached")));
            assertEquals(0, server.recipients().size());
            assertEquals(0, server.texts().size());
        }
    }
}
