package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails as an independent parser reads them. */
class MimeTest {
    private static final Letterhead LETTERHEAD =
            new Letterhead(Sender.parse("Learning Team <learn@x.example>"), Optional.empty());
    private static final Mail.Attachment INVITATION = new Mail.Attachment(
            "meeting.ics",
            "text/calendar",
            "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".getBytes(StandardCharsets.UTF_8),
            Map.of("method", "REQUEST"));

    private static Parcel parcel(Mail mail) {
        return LETTERHEAD.write(
                mail, "ann@x.example", Letterhead.Own.of("0123456789abcdef"), Instant.parse("2026-11-26T10:00:00Z"));
    }

    private static MimeMessage read(Mail mail) throws Exception {
        return Raw.parse(Raw.of(parcel(mail)));
    }

    private static MimeMultipart parts(MimeMessage message) throws Exception {
        return new MimeMultipart(message.getDataHandler().getDataSource());
    }

    private static MimeMultipart parts(BodyPart part) throws Exception {
        return new MimeMultipart(part.getDataHandler().getDataSource());
    }

    private static String text(BodyPart part) throws Exception {
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static String text(MimeMessage message) throws Exception {
        return new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void htmlHasItsPlainTwinBeforeIt() throws Exception {
        MimeMessage message = read(new Mail("Hello", "Hallo Zoë").withHtml("<p>Hallo <b>Zoë</b></p>"));
        assertTrue(new ContentType(message.getContentType()).match("multipart/alternative"));
        MimeMultipart parts = parts(message);
        assertEquals(2, parts.getCount());
        assertTrue(parts.getBodyPart(0).isMimeType("text/plain"));
        assertEquals("Hallo Zoë", text(parts.getBodyPart(0)).strip());
        assertTrue(parts.getBodyPart(1).isMimeType("text/html"));
        assertEquals("<p>Hallo <b>Zoë</b></p>", text(parts.getBodyPart(1)).strip());
    }

    @Test
    void anInvitationIsAFormOfTheMailAndAFileStandsBesideIt() throws Exception {
        byte[] bytes = new byte[3_000];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) at;
        }
        MimeMessage message = read(new Mail("Meeting", "Come")
                .withHtml("<p>Come</p>")
                .withAttachment(INVITATION)
                .withAttachment(new Mail.Attachment("Übersicht.pdf", "application/pdf", bytes, Map.of())));
        assertTrue(new ContentType(message.getContentType()).match("multipart/mixed"));
        MimeMultipart mixed = parts(message);
        assertEquals(2, mixed.getCount());
        MimeMultipart forms = parts(mixed.getBodyPart(0));
        assertEquals(3, forms.getCount());
        var calendar = new ContentType(forms.getBodyPart(2).getContentType());
        assertTrue(calendar.match("text/calendar"));
        assertEquals("REQUEST", calendar.getParameter("method"));
        assertTrue(text(forms.getBodyPart(2)).startsWith("BEGIN:VCALENDAR"));
        assertEquals("Übersicht.pdf", mixed.getBodyPart(1).getFileName());
        assertEquals("attachment", mixed.getBodyPart(1).getDisposition());
        assertArrayEquals(bytes, mixed.getBodyPart(1).getInputStream().readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "Zoë = ü \t x",
                "ends with a space \nand goes on",
                ".\n..\n.x",
                "From me\nFrom you",
                "--=_a0123456789abcdef\nContent-Type: text/html\n\n<b>x</b>",
                "\uD83C\uDF89 =?UTF-8?B?eA==?="
            })
    void aTextArrivesAsItIs(String text) throws Exception {
        assertEquals(text.stripTrailing(), text(read(new Mail("x", text))).stripTrailing());
        MimeMessage both = read(new Mail("x", text).withHtml("<p>" + text + "</p>"));
        assertEquals(text.stripTrailing(), text(parts(both).getBodyPart(0)).stripTrailing());
    }

    @Test
    void noLineIsLongerThanServersTakeAndALinkStaysWhole() throws Exception {
        String link = "https://learn.example/" + "abcdefgh".repeat(300);
        Mail mail = new Mail("ü".repeat(200), "Zoë, here:\n" + link + "\n").withHtml("<a href=\"" + link + "\">x</a>");
        assertTrue(Raw.of(parcel(mail)).lines().allMatch(line -> line.length() <= 998));
        assertTrue(text(parts(read(mail)).getBodyPart(0)).contains(link));
        assertEquals("ü".repeat(200), read(mail).getSubject());
    }

    @Test
    void theSameMailIsWrittenTheSameWay() {
        Mail mail = new Mail("Meeting", "Come, Zoë").withHtml("<p>x</p>").withAttachment(INVITATION);
        assertEquals(Raw.of(parcel(mail)), Raw.of(parcel(mail)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x@evil.example", "a\nb", "a\"b", "../a", "a\\b", "", "a\u0000"})
    void aFilesNameCannotBeginAHeader(String name) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mail.Attachment(name, "text/calendar", new byte[0], Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST\r\nBcc: x", "a b", "a;b=c", ""})
    void aParameterCannotBeginAHeader(String value) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mail.Attachment("a.ics", "text/calendar", new byte[0], Map.of("method", value)));
    }
}
