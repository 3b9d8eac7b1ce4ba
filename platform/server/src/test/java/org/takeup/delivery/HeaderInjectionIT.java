package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Whatever somebody writes into a subject, a text or an address: one mail, one recipient, no header of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeaderInjectionIT {
    private ScriptedSmtp server;
    private DeliveryNode node;
    private Workspace workspace;

    @BeforeAll
    void start() {
        server = new ScriptedSmtp(line -> "");
        node = new DeliveryNode(TestStores.open(), server.uri(), Clock.systemUTC());
        workspace = node.tenant(Placement.POOLED);
        node.outbox().register("text", (ignored, mail) -> new Mail("As it is", mail.reference()));
        node.outbox()
                .register(
                        "voice",
                        (ignored, mail) -> new Mail("As it is", "Text")
                                .withVoice(new Mail.Voice(mail.reference(), Optional.empty())));
        node.outbox().register("subject", (ignored, mail) -> new Mail(mail.reference(), "Text"));
    }

    @AfterAll
    void stop() {
        node.close();
        server.close();
    }

    static Stream<String> breaks() {
        return Stream.of(
                "\r\n",
                "\n",
                "\r",
                "\u0000",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u000b",
                "\u000c",
                "\n\n",
                "\r\n.\r\n",
                "\t");
    }

    @Attack(
            value = "line breaks in a mail's subject",
            kind = Kind.MAIL_HEADER,
            threats = "E1",
            at = "every mail",
            onePlacement = "refused before anything is stored")
    @ParameterizedTest
    @MethodSource("breaks")
    void aSubjectThatIsMoreThanOneLineIsRefused(String crack) {
        assertThrows(IllegalArgumentException.class, () -> new Mail("Hello" + crack + "Bcc: eve@evil.example", "x"));
    }

    @Attack(
            value = "line breaks in a recipient and in a sender",
            kind = Kind.MAIL_HEADER,
            threats = "E1",
            at = "every mail",
            onePlacement = "refused before anything is stored")
    @ParameterizedTest
    @MethodSource("breaks")
    void anAddressThatIsMoreThanOneLineIsRefused(String crack) {
        assertThrows(IllegalArgumentException.class, () -> mail("subject", "x", "ann@a.example" + crack + "Bcc: eve"));
        assertThrows(IllegalArgumentException.class, () -> Sender.parse("Name" + crack + "X: y <ann@a.example>"));
    }

    @Attack(
            value = "several recipients in one address, routes and options of SMTP",
            kind = Kind.MAIL_HEADER,
            threats = "E1",
            at = "every mail",
            onePlacement = "refused before anything is stored")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "ann@",
                "@a.example",
                "ann@a.example,eve@evil.example",
                "ann@a.example eve@evil.example",
                "ann@a.example;eve@evil.example",
                "<ann@a.example>",
                "Ann <ann@a.example>",
                "ann@a.example> NOTIFY=SUCCESS",
                "\"a b\"@a.example",
                "ann@@a.example",
                "ann@a..example",
                "ann@[127.0.0.1]",
                "ann%eve@evil.example@a.example",
                "zoë@a.example\u0000"
            })
    void onlyOnePlainAddressIsAnAddress(String address) {
        assertThrows(IllegalArgumentException.class, () -> mail("subject", "x", address));
    }

    @Attack(
            value = "encoded words and header lines within a subject",
            kind = Kind.MAIL_HEADER,
            threats = "E1",
            at = "the outbox to a real SMTP server",
            onePlacement = "a mail is written the same way whatever its row was read from")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?utf-8?Q?Hello=0D=0ABcc:_eve@evil.example?=",
                "Hello%0d%0aBcc: eve@evil.example",
                "Hello\\r\\nBcc: eve@evil.example",
                "Bcc: eve@evil.example",
                "Grüße: an dich <eve@evil.example>",
                "\uD83C\uDF89 Done"
            })
    void aStrangeSubjectStaysASubject(String subject) {
        String sent = sent("subject", subject);
        String head = sent.substring(0, sent.indexOf("\n\n"));
        assertEquals(1, head.lines().filter(line -> line.startsWith("Subject:")).count(), head);
        assertTrue(head.lines().noneMatch(line -> line.regionMatches(true, 0, "Bcc:", 0, 4)), head);
    }

    @Attack(
            value = "SMTP commands and header lines within a text",
            kind = Kind.MAIL_HEADER,
            threats = "E1",
            at = "the outbox to a real SMTP server",
            onePlacement = "a mail is written the same way whatever its row was read from")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n.\r\nMAIL FROM:<eve@evil.example>\r\nRCPT TO:<victim@a.example>\r\nDATA\r\nHi\r\n.\r\n",
                "\n.\nMAIL FROM:<eve@evil.example>\n",
                "\r.\rQUIT\r",
                "Bcc: eve@evil.example\r\n\r\nText",
                "..\r\n.",
                "--boundary\r\nContent-Type: text/html\r\n\r\n<b>x</b>"
            })
    void aStrangeTextStaysOneText(String text) {
        int before = server.texts().size();
        String sent = sent("text", text);
        assertEquals(before + 1, server.texts().size());
        assertTrue(sent.contains("Subject: As it is"), sent);
    }

    @Attack(
            value = "line breaks in the name that a mail is sent in",
            kind = Kind.MAIL_HEADER,
            threats = "E1",
            at = "every mail",
            onePlacement = "refused before anything is stored")
    @ParameterizedTest
    @MethodSource("breaks")
    void aNameThatIsMoreThanOneLineIsRefused(String crack) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mail.Voice("Ann" + crack + "Bcc: eve@evil.example", Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mail.Voice("Ann", Optional.of("ann@a.example" + crack + "Bcc: eve@evil.example")));
    }

    @Attack(
            value = "addresses, quotes and encoded words in the name that a mail is sent in",
            kind = Kind.MAIL_HEADER,
            threats = "E1",
            at = "the outbox to a real SMTP server",
            onePlacement = "a mail is written the same way whatever its row was read from")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann <eve@evil.example>, ",
                "Ann\" <eve@evil.example>, \"",
                "Ann\\\" <eve@evil.example>",
                "=?utf-8?Q?Ann=0D=0ABcc:_eve@evil.example?=",
                "Bcc: eve@evil.example",
                "Zoë <eve@evil.example>",
                "Ann (eve@evil.example)"
            })
    void aStrangeNameStaysAName(String name) throws Exception {
        String head = Raw.kept(sent("voice", name));
        var from = Raw.parse(head).getFrom();
        assertEquals(1, from.length, head);
        assertEquals(
                "learning@" + workspace.tenant().slug() + ".example",
                ((jakarta.mail.internet.InternetAddress) from[0]).getAddress());
        assertTrue(head.lines().noneMatch(line -> line.regionMatches(true, 0, "Bcc:", 0, 4)), head);
    }

    private long known(String reference) {
        return node.outbox()
                .tallies(workspace, List.of(reference))
                .getOrDefault(reference, Tally.NONE)
                .of(MailState.SENT);
    }

    private String sent(String kind, String reference) {
        int before = server.recipients().size();
        // Another test may have sent something that is called so.
        long called = known(reference);
        var mail = mail(kind, reference, "ann@" + workspace.tenant().slug() + ".example");
        node.outbox().add(workspace, mail);
        Eventually.holds("sent", Duration.ofSeconds(20), () -> known(reference) == called + 1);
        assertEquals(before + 1, server.recipients().size());
        assertEquals("RCPT TO:<" + mail.to() + ">", server.recipients().getLast());
        return server.texts().getLast();
    }

    private static MailToSend mail(String kind, String reference, String to) {
        return new MailToSend(kind + ":" + reference, "ann", to, kind, reference);
    }
}
