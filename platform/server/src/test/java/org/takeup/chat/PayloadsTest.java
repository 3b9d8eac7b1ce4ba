package org.takeup.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What Slack and Teams are sent: of the documented shape, and nothing in it that people did not write. */
class PayloadsTest {
    private static final Optional<ChatMessage.Link> LINK =
            Optional.of(new ChatMessage.Link("Read <more> & more", "https://takeup.example/w/a?b=c&d=e"));

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> marks = Arbitraries.of(
                "<!channel>",
                "<@U1>",
                "<https://evil.example|your bank>",
                "&lt;",
                "*bold*",
                "_x_",
                "`code`",
                "~no~",
                "\n",
                "https://a.example/b_c?d=e&f=g ",
                " ",
                "\ud83d\ude00",
                "[x](https://evil.example)",
                "\r\n",
                "\u0000");
        Arbitrary<String> any = Arbitraries.chars().all().map(String::valueOf);
        return Arbitraries.oneOf(marks, any).list().ofMaxSize(400).map(parts -> String.join("", parts));
    }

    @Property(tries = 300)
    void anyWordsAreOfTheDocumentedShape(@ForAll("texts") String title, @ForAll("texts") String text) {
        var message = new ChatMessage(title, text, LINK);
        PayloadShape.slack(SlackBlocks.of(message));
        PayloadShape.teams(TeamsCard.of(message));
    }

    @Property(tries = 100)
    void teamsShowsTheWordsThemselves(@ForAll("texts") String text) {
        JsonNode card = PayloadShape.teams(TeamsCard.of(new ChatMessage("Title", text, LINK)));
        String shown = StreamSupport.stream(
                        card.at("/attachments/0/content/body").spliterator(), false)
                .skip(1)
                .map(block -> StreamSupport.stream(block.get("inlines").spliterator(), false)
                        .map(run -> run.get("text").asText())
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        String wanted = Shorter.plain(text, false)
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
        assertEquals(wanted, shown);
    }

    private static String section(String text) {
        return PayloadShape.slack(SlackBlocks.of(new ChatMessage("Title", text, Optional.empty())))
                .at("/blocks/1/text/text")
                .asText();
    }

    @Example
    void slacksOwnMarksAreWordsLikeOthers() {
        assertEquals("&lt;!channel&gt; hello &amp; welcome", section("<!channel> hello & welcome"));
        assertEquals("&lt;<https://evil.example>|your bank&gt;", section("<https://evil.example|your bank>"));
        String bold = section("this is *bold* and _slanted_");
        assertFalse(bold.contains(" *bold") || bold.contains(" _slanted"), bold);
        assertEquals("this is *bold* and _slanted_", bold.replace("\u200b", ""));
        assertEquals("see <https://a.example/b_c?d=e&amp;f=g> now", section("see https://a.example/b_c?d=e&f=g now"));
    }

    @Example
    void longTextsAreCutBetweenWordsIntoSectionsOfThreeThousand() {
        String text = "word&more ".repeat(1_000).strip();
        JsonNode body = PayloadShape.slack(SlackBlocks.of(new ChatMessage("T".repeat(400), text, LINK)));
        assertTrue(body.get("blocks").size() > 4, body.toString());
        String all = StreamSupport.stream(body.get("blocks").spliterator(), false)
                .filter(block -> block.get("type").asText().equals("section"))
                .map(block -> block.at("/text/text").asText())
                .collect(Collectors.joining(" "));
        assertEquals(text, all.replace("&amp;", "&"));
        assertTrue(body.at("/blocks/0/text/text").asText().endsWith("\u2026"));
    }

    @Example
    void aCardThatWouldBeTooLargeIsCutAndKeepsItsButton() {
        var message = new ChatMessage("Title", "\u20ac uro \n".repeat(20_000), LINK);
        JsonNode card = PayloadShape.teams(TeamsCard.of(message));
        assertEquals(1, card.at("/attachments/0/content/actions").size());
        assertTrue(card.toString().contains("\u2026"));
    }
}
