package org.takeup.message.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.takeup.message.source.Block;
import org.takeup.message.source.Inline;

/** A message for Slack and for Microsoft Teams. Neither form has a place where letters of the text become marks. */
final class Chat {
    /** Of a text in a block of Slack. */
    static final int MOST_SECTION = 3_000;

    static final int MOST_HEADER = 150;
    /** Of what a webhook of Teams takes. */
    static final int MOST_CARD = 28 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Chat() {}

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps and lists of texts can always be written", e);
        }
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** Blocks of Slack: a header, sections of at most 3,000 characters, a button. */
    static byte[] slack(Letter letter) {
        var blocks = new ArrayList<Object>();
        blocks.add(map(
                "type",
                "header",
                "text",
                map(
                        "type",
                        "plain_text",
                        "text",
                        PlainText.cut(letter.subject(), Integer.MAX_VALUE, MOST_HEADER),
                        "emoji",
                        false)));
        for (String section : sections(letter)) {
            blocks.add(map("type", "section", "text", map("type", "mrkdwn", "text", section, "verbatim", true)));
        }
        if (letter.action()) {
            String more = Phrases.in(letter.language()).say("more");
            var button = map(
                    "type",
                    "button",
                    "text",
                    map("type", "plain_text", "text", more, "emoji", false),
                    "url",
                    letter.link());
            blocks.add(map("type", "actions", "elements", List.of(button)));
        }
        return bytes(map("text", slackEscape(letter.subject()), "blocks", blocks));
    }

    private static List<String> sections(Letter letter) {
        var sections = new ArrayList<String>();
        var open = new StringBuilder();
        for (String part : parts(letter)) {
            if (!open.isEmpty() && open.length() + 2 + part.length() > MOST_SECTION) {
                sections.add(open.toString());
                open.setLength(0);
            }
            open.append(open.isEmpty() ? "" : "\n\n").append(part);
        }
        if (!open.isEmpty()) {
            sections.add(open.toString());
        }
        return sections;
    }

    private static List<String> parts(Letter letter) {
        var parts = new ArrayList<String>();
        for (Block block : letter.text().blocks()) {
            String marked = slack(block, true);
            if (marked.length() <= MOST_SECTION) {
                parts.add(marked);
            } else {
                parts.addAll(pieces(slack(block, false)));
            }
        }
        return parts;
    }

    /** Cut between words, or anywhere in a very long one, never within an escaped character. */
    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        String rest = text;
        while (rest.length() > MOST_SECTION) {
            int end = Math.max(rest.lastIndexOf(' ', MOST_SECTION), rest.lastIndexOf('\n', MOST_SECTION));
            if (end <= 0) {
                end = MOST_SECTION;
                int escape = rest.lastIndexOf('&', end - 1);
                end = escape > end - 6 && escape > 0 ? escape : end;
                end = Character.isHighSurrogate(rest.charAt(end - 1)) ? end - 1 : end;
            }
            pieces.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        pieces.add(rest);
        return pieces;
    }

    private static String slack(Block block, boolean marked) {
        return switch (block) {
            case Block.Paragraph paragraph -> slack(paragraph.parts(), marked);
            case Block.Points points -> {
                var lines = new ArrayList<String>();
                for (int i = 0; i < points.items().size(); i++) {
                    String mark = points.numbered() ? i + 1 + ". " : "\u2022 ";
                    lines.add(mark + slack(points.items().get(i), marked));
                }
                yield String.join("\n", lines);
            }
        };
    }

    private static String slack(List<Inline> pieces, boolean marked) {
        if (!marked) {
            return slackEscape(PlainText.pieces(pieces, true));
        }
        var text = new StringBuilder();
        for (Inline piece : pieces) {
            switch (piece) {
                case Inline.Text words -> text.append(slackEscape(words.text()));
                case Inline.Break _ -> text.append('\n');
                case Inline.Strong strong -> text.append(strong(PlainText.pieces(strong.parts(), false)));
                case Inline.Link link ->
                    text.append('<')
                            .append(link.address().orElse(""))
                            .append('|')
                            .append(slackEscape(
                                    PlainText.pieces(link.label(), false).replace('|', '/')))
                            .append('>');
                case Inline.Value _ -> {
                    // A text for a recipient has none left.
                }
            }
        }
        return text.toString();
    }

    /** Stars count only right beside the words, and words with stars in them stay plain. */
    private static String strong(String words) {
        String bare = words.strip();
        if (bare.isEmpty() || bare.indexOf('*') >= 0) {
            return slackEscape(words);
        }
        String before = words.startsWith(bare) ? "" : " ";
        String after = words.endsWith(bare) ? "" : " ";
        return before + "*" + slackEscape(bare) + "*" + after;
    }

    /** The three characters that Slack asks to escape; mentions and links cannot begin without them. */
    private static String slackEscape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** An adaptive card of Teams, in the message that a webhook takes. Rich text has no marks, so nothing can become one. */
    static byte[] teams(Letter letter) {
        byte[] whole = card(letter, true);
        return whole.length <= MOST_CARD ? whole : card(letter, false);
    }

    private static byte[] card(Letter letter, boolean marked) {
        var body = new ArrayList<Object>();
        body.add(rich(List.of(map("type", "TextRun", "text", letter.subject(), "size", "Large", "weight", "Bolder"))));
        if (marked) {
            letter.text().blocks().forEach(block -> body.addAll(rich(block)));
        } else {
            body.add(rich(List.of(run(PlainText.of(letter.text())))));
        }
        var card = map(
                "$schema",
                "http://adaptivecards.io/schemas/adaptive-card.json",
                "type",
                "AdaptiveCard",
                "version",
                "1.4",
                "lang",
                letter.language().toLanguageTag(),
                "fallbackText",
                letter.subject(),
                "body",
                body);
        if (letter.action()) {
            String more = Phrases.in(letter.language()).say("more");
            card.put("actions", List.of(map("type", "Action.OpenUrl", "title", more, "url", letter.link())));
        }
        return bytes(map(
                "type",
                "message",
                "summary",
                letter.subject(),
                "attachments",
                List.of(map("contentType", "application/vnd.microsoft.card.adaptive", "content", card))));
    }

    private static List<Map<String, Object>> rich(Block block) {
        return switch (block) {
            case Block.Paragraph paragraph -> List.of(rich(runs("", paragraph.parts())));
            case Block.Points points -> {
                var lines = new ArrayList<Map<String, Object>>();
                for (int i = 0; i < points.items().size(); i++) {
                    String mark = points.numbered() ? i + 1 + ". " : "\u2022 ";
                    lines.add(rich(runs(mark, points.items().get(i))));
                }
                yield lines;
            }
        };
    }

    private static Map<String, Object> rich(List<Map<String, Object>> runs) {
        return map("type", "RichTextBlock", "inlines", runs);
    }

    private static List<Map<String, Object>> runs(String mark, List<Inline> pieces) {
        var runs = new ArrayList<Map<String, Object>>();
        if (!mark.isEmpty()) {
            runs.add(run(mark));
        }
        for (Inline piece : pieces) {
            switch (piece) {
                case Inline.Text text -> runs.add(run(text.text()));
                case Inline.Break _ -> runs.add(run("\n"));
                case Inline.Strong strong -> {
                    Map<String, Object> run = run(PlainText.pieces(strong.parts(), false));
                    run.put("weight", "Bolder");
                    runs.add(run);
                }
                case Inline.Link link -> {
                    Map<String, Object> run = run(PlainText.pieces(link.label(), false));
                    run.put(
                            "selectAction",
                            map("type", "Action.OpenUrl", "url", link.address().orElse("")));
                    runs.add(run);
                }
                case Inline.Value _ -> {
                    // A text for a recipient has none left.
                }
            }
        }
        return runs;
    }

    private static Map<String, Object> run(String text) {
        return map("type", "TextRun", "text", text);
    }

    /** As people would read it, for a preview. */
    static String shown(byte[] json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(JSON.readTree(new String(json, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written can be read", e);
        }
    }
}
