package org.takeup.message.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format, within its channel's limit, for a text as it should be and for the longest ones. */
class FormatsTest {
    private static final String SHORT = """
            Hello Ann,

            from Monday on you have **half an hour a week** to learn. Your manager keeps it free.

            - Pick a course.
            - Tell your team.

            [Start here](https://learn.example/start)""";

    static List<Letter> letters() {
        return List.of(
                Letters.of("Half an hour a week", SHORT),
                Letters.of("de", "Eine halbe Stunde pro Woche für „alle“ 🎓", Letters.longest(40), Letters.LINK),
                Letters.of("fr", "s".repeat(120), Letters.longest(1), "https://learn.example/" + "x".repeat(300)),
                Letters.of("es", "&<>\"'".repeat(20), "&<>\"'".repeat(700), Letters.LINK),
                Letters.of("en", "Many", "**b** a ".repeat(490), Letters.LINK),
                Letters.of("en", "Links", "[a](https://b.example/) ".repeat(160), Letters.LINK),
                Letters.of("en", "Lists", "- a\n".repeat(990), Letters.LINK),
                Letters.of("en", "Emoji", "🎓".repeat(1_900), Letters.LINK),
                Letters.of("en", "", "", Letters.LINK));
    }

    private static Rendered render(Letter letter, Format format) {
        return Renderer.render(letter, format, Map.of());
    }

    private static JsonNode json(Rendered rendered) {
        try {
            return new ObjectMapper().readTree(rendered.bytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("letters")
    void mailIsSmallAndItsSubjectShort(Letter letter) {
        Rendered mail = render(letter, Format.MAIL);
        assertTrue(mail.bytes().length < 102 * 1024, "Gmail cuts it: " + mail.bytes().length);
        assertTrue(mail.subject().length() <= 78, mail.subject());
        assertFalse(mail.content().contains("<script") || mail.content().contains("javascript:"));
        assertTrue(mail.text().contains(letter.link()), "the plain twin leads there too");
    }

    @ParameterizedTest
    @MethodSource("letters")
    void slackHasAtMost50BlocksOfAtMost3000CharactersAndAHeaderOfAtMost150(Letter letter) {
        JsonNode blocks = json(render(letter, Format.SLACK)).get("blocks");
        assertTrue(blocks.size() <= 50, blocks.size() + " blocks");
        for (JsonNode block : blocks) {
            String text = block.path("text").path("text").asText();
            assertTrue(text.length() <= (block.path("type").asText().equals("header") ? 150 : 3_000));
            assertFalse(
                    text.matches("(?s).*&(?!amp;|lt;|gt;).*")
                            && !block.path("type").asText().equals("header"),
                    text);
        }
    }

    @ParameterizedTest
    @MethodSource("letters")
    void teamsTakesTheCard(Letter letter) {
        Rendered card = render(letter, Format.TEAMS);
        assertTrue(card.bytes().length <= 28 * 1024, card.bytes().length + " bytes");
        JsonNode content = json(card).get("attachments").get(0);
        assertEquals(
                "application/vnd.microsoft.card.adaptive",
                content.get("contentType").asText());
        content.get("content")
                .get("body")
                .forEach(
                        block -> assertEquals("RichTextBlock", block.get("type").asText()));
    }

    @ParameterizedTest
    @MethodSource("letters")
    void aTextMessageIsOneUnlessItsLinkAloneIsLonger(Letter letter) {
        Rendered sms = render(letter, Format.SMS);
        assertTrue(sms.content().endsWith(letter.link()), sms.content());
        int segments = Sms.of(sms.content()).segments();
        assertTrue(segments == 1 || Sms.of(letter.link()).segments() == segments, sms.content());
    }

    @ParameterizedTest
    @MethodSource("letters")
    void posterTalkingPointsAndSlideAreOneSheetEach(Letter letter) throws IOException {
        for (Format format : List.of(Format.POSTER, Format.TALKING_POINTS, Format.SLIDE)) {
            try (PDDocument pdf = Loader.loadPDF(render(letter, format).bytes())) {
                assertEquals(1, pdf.getNumberOfPages(), format + " of " + letter.subject());
                assertEquals(
                        letter.language().toLanguageTag(),
                        pdf.getDocumentCatalog().getLanguage());
            }
        }
        int words = PlainText.words(letter.subject());
        int poster = Sheets.posterWords(letter, new ArrayList<>()).stream()
                .mapToInt(PlainText::words)
                .sum();
        assertTrue(words + poster <= Math.max(40, words), poster + " words");
        int spoken = Sheets.speech(letter, new ArrayList<>()).stream()
                .mapToInt(PlainText::words)
                .sum();
        assertTrue(Sheets.seconds(spoken) <= 60, spoken + " words");
    }

    @ParameterizedTest
    @MethodSource("letters")
    void calendarLinesHaveAtMost75OctetsAndUnfoldToTheWords(Letter letter) {
        String calendar = render(letter, Format.INVITATION).content();
        for (String line : calendar.split("\r\n", -1)) {
            assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
        }
        String unfolded = calendar.replace("\r\n ", "");
        assertTrue(
                unfolded.contains("\r\nUID:step1@") && unfolded.contains("\r\nDTSTART:20261127T090000Z\r\n"), unfolded);
        assertFalse(unfolded.replace("\r\n", "").contains("\n"), "line ends are escaped");
    }

    @ParameterizedTest
    @MethodSource("letters")
    void whatDoesNotFitIsSaidWithoutDrawingAnything(Letter letter) {
        for (Format format : Format.values()) {
            assertEquals(Renderer.notes(letter, format), render(letter, format).notes());
            assertFalse(Renderer.preview(letter, render(letter, format)).isEmpty());
        }
    }

    @Test
    void theWordsAreInEveryFormat() throws IOException {
        Letter letter = Letters.of("Half an hour a week", SHORT);
        for (Format format : Format.values()) {
            Rendered rendered = render(letter, format);
            String text = rendered.content();
            if (format.mediaType().equals("application/pdf")) {
                try (PDDocument pdf = Loader.loadPDF(rendered.bytes())) {
                    text = new PDFTextStripper().getText(pdf);
                }
            }
            assertTrue(text.contains("Pick a course.") || text.contains("Hello Ann"), format + ": " + text);
        }
        assertEquals(List.of(), Renderer.notes(letter, Format.POSTER));
        assertEquals(
                "From Monday on you have half an hour a week to learn.",
                Sheets.speech(letter, new ArrayList<>()).getFirst(),
                "a greeting is for one person");
        assertTrue(render(letter, Format.SLACK).content().contains("*half an hour a week*"));
        assertTrue(render(letter, Format.SLACK).content().contains("<https://learn.example/start|Start here>"));
        assertFalse(render(letter, Format.INTRANET).content().contains("style="));
        assertEquals("""
                <section lang="en">
                <h2>Half an hour a week</h2>
                <p>Hello Ann,</p>
                <p>from Monday on you have <strong>half an hour a week</strong> to learn. Your manager keeps it free.</p>
                <ul>
                <li>Pick a course.</li>
                <li>Tell your team.</li>
                </ul>
                <p><a href="https://learn.example/start" rel="noopener noreferrer">Start here</a></p>
                <p><a href="https://learn.example/start" rel="noopener noreferrer">Find out more</a></p>
                </section>
                """, render(letter, Format.INTRANET).content());
    }

    @Test
    void noMarkOfAChatCanBeMadeFromPlainLetters() {
        Letter letter =
                Letters.of("<!channel> & <@U1>", "\\<!here> <@everyone> [x\\](javascript:1)".replace("[x", "\\[x"));
        JsonNode slack = json(render(letter, Format.SLACK));
        // The header is of plain text, in which Slack looks for nothing.
        String marked = slack.get("text").asText() + slack.get("blocks").get(1);
        assertFalse(marked.contains("<!") || marked.contains("<@"), marked);
        String teams = render(letter, Format.TEAMS).content();
        assertFalse(teams.contains("\"url\":\"javascript"), teams);
    }

    /** Put together as mail programs expect it, and read by another implementation. */
    @Test
    void theMailIsReadByAMimeParserWithTheSameWordsTwice() throws MessagingException, IOException {
        Letter letter = Letters.of("de", "Für alle: „30 Minuten“", SHORT + "\n\nGrüße, żółw, 🎓", Letters.LINK);
        Rendered mail = render(letter, Format.MAIL);
        var session = Session.getInstance(new Properties());
        var message = new MimeMessage(session);
        message.setSubject(mail.subject(), "utf-8");
        var parts = new MimeMultipart("alternative");
        var plain = new MimeBodyPart();
        plain.setText(mail.text(), "utf-8");
        var html = new MimeBodyPart();
        html.setContent(mail.content(), "text/html; charset=utf-8");
        parts.addBodyPart(plain);
        parts.addBodyPart(html);
        message.setContent(parts);
        message.saveChanges();
        var wire = new ByteArrayOutputStream();
        message.writeTo(wire);

        var read = new MimeMessage(session, new ByteArrayInputStream(wire.toByteArray()));
        assertEquals(letter.subject(), read.getSubject());
        var both = (MimeMultipart) read.getContent();
        assertEquals(2, both.getCount());
        BodyPart twin = both.getBodyPart(0);
        assertTrue(twin.isMimeType("text/plain"));
        assertEquals(mail.text(), twin.getContent().toString().replace("\r\n", "\n"));
        String shown = both.getBodyPart(1).getContent().toString();
        for (String word : List.of("half an hour a week", "Pick a course.", "Grüße, żółw, 🎓", "Mehr erfahren")) {
            assertTrue(shown.contains(word), word);
        }
        assertTrue(shown.contains("Northbank &lt;Council&gt;"));
        assertTrue(shown.contains("prefers-color-scheme:dark") && shown.contains("role=\"presentation\""));
    }

    @Test
    void theButtonIsReadableOnAnyColour() {
        assertEquals("#ffffff", MailHtml.on("#1d5c63"));
        assertEquals("#17242b", MailHtml.on("#ffee00"));
        assertEquals("#17242b", MailHtml.on("#FFFFFF"));
    }
}
