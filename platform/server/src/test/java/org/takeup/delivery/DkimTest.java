package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Signatures, checked by {@link DkimVerifier}. */
class DkimTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final List<Mail> MAILS = List.of(
            new Mail("Hello", "Plain.\n"),
            new Mail("Grüße: an  dich", "Hallo Zoë \n\n  two  spaces\t\n.\n\n\n"),
            new Mail("x", ""),
            new Mail("x", "Text").withHtml("<p>Text</p>"),
            new Mail("x", "Text")
                    .withHtml("<p>Text</p>")
                    .withVoice(new Mail.Voice("Zoë", Optional.of("zoe@x.example")))
                    .withAttachment(new Mail.Attachment(
                            "a.ics",
                            "text/calendar",
                            "BEGIN:VCALENDAR".getBytes(StandardCharsets.UTF_8),
                            Map.of("method", "REQUEST")))
                    .withAttachment(new Mail.Attachment("a.pdf", "application/pdf", new byte[2_000], Map.of())));

    private static KeyPair pair(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("RSA")) {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private static Parcel signed(KeyPair pair, Mail mail) {
        var key = new DkimKey("x.example", "s1", pair.getPrivate());
        var letterhead = new Letterhead(Sender.parse("Learning <learn@x.example>"), Optional.of(key));
        var own = new Letterhead.Own(
                "0123456789abcdef", Optional.empty(), Optional.of(URI.create("https://x.example/u/1")));
        return letterhead.write(mail, "ann@x.example", own, NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "Ed25519"})
    void everyMailIsSignedSoThatAReceiverCanCheckIt(String algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        for (Mail mail : MAILS) {
            Map<String, String> tags = new DkimVerifier(pair.getPublic()).verify(Raw.of(signed(pair, mail)));
            assertEquals("x.example", tags.get("d"));
            assertEquals("s1", tags.get("s"));
            assertTrue(tags.get("h").contains("list-unsubscribe:list-unsubscribe-post"), tags.get("h"));
            assertTrue(tags.get("h").contains("from") && tags.get("h").contains("auto-submitted"));
        }
    }

    @Test
    void whatIsChangedOrAddedOnTheWayIsNoticed() throws Exception {
        KeyPair pair = pair("RSA");
        String raw = Raw.of(signed(pair, MAILS.getLast()));
        var verifier = new DkimVerifier(pair.getPublic());
        verifier.verify(raw);
        for (String changed : List.of(
                raw.replace("Text", "Test"),
                raw.replace("Subject: x", "Subject: y"),
                raw.replace("https://x.example/u/1", "https://x.example/u/2"),
                raw.replace("MIME-Version: 1.0", "MIME-Version: 1.0\r\nFrom: eve@evil.example"),
                raw.replace("MIME-Version: 1.0", "MIME-Version: 1.0\r\nSubject: eve"))) {
            assertThrows(AssertionError.class, () -> verifier.verify(changed));
        }
        assertThrows(AssertionError.class, () -> new DkimVerifier(pair("RSA").getPublic()).verify(raw));
    }

    @Test
    void whatArrivesAtAServerCarriesASignatureThatHolds() throws Exception {
        KeyPair pair = pair("RSA");
        var key = new DkimKey("example", "s1", pair.getPrivate());
        try (var server = new ScriptedSmtp(line -> "");
                var node = new DeliveryNode(
                        TestStores.open(),
                        new Mailing(
                                server.uri(),
                                "x.example",
                                "Learning <l@x.example>",
                                Optional.of(key),
                                Optional.empty()),
                        Clock.systemUTC())) {
            Workspace workspace = node.tenant(Placement.POOLED);
            node.outbox().register("all", (ignored, mail) -> MAILS.get(Integer.parseInt(mail.personId())));
            for (int at = 0; at < MAILS.size(); at++) {
                node.outbox().add(workspace, mailTo(workspace, at));
            }
            Eventually.holds(
                    "all sent",
                    Duration.ofSeconds(30),
                    () -> node.outbox().tally(workspace).of(MailState.SENT) == MAILS.size());
            for (String text : server.texts()) {
                // The server kept the lines as they came, with their doubled dots.
                new DkimVerifier(pair.getPublic()).verify(Raw.kept(text).replace("\r\n..", "\r\n."));
            }
        }
    }

    private static MailToSend mailTo(Workspace workspace, int at) {
        String to = "p" + at + "@" + workspace.tenant().slug() + ".example";
        return new MailToSend("k" + at, String.valueOf(at), to, "all", "matter");
    }

    @Test
    void aMailFromAnotherDomainIsNotSigned() throws Exception {
        var key = new DkimKey("x.example", "s1", pair("RSA").getPrivate());
        var letterhead = new Letterhead(Sender.parse("learn@notx.example"), Optional.of(key));
        Parcel parcel = letterhead.write(new Mail("x", "y"), "ann@x.example", Letterhead.Own.of("1"), NOW);
        assertTrue(parcel.mail().header(Dkim.HEADER).isEmpty());
    }

    @Test
    void aKeyIsReadFromPemAndNeverShown() throws Exception {
        String base64 =
                Base64.getMimeEncoder().encodeToString(pair("RSA").getPrivate().getEncoded());
        DkimKey key = DkimKey.read(
                "X.example", "s1", "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
        assertEquals("x.example", key.domain());
        assertFalse(key.toString().contains(base64.substring(10, 30)));
        String refused = assertThrows(IllegalArgumentException.class, () -> DkimKey.read("x.example", "s1", "s3cret"))
                .getMessage();
        assertFalse(refused.contains("s3cret"), refused);
        assertThrows(IllegalArgumentException.class, () -> DkimKey.read("x example", "s1", base64));
    }
}
