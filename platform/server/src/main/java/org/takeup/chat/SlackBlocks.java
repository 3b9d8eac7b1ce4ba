package org.takeup.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.http.Json;

/**
 * A message in Slack's Block Kit: a header, sections of text, a button. What people wrote stays what they wrote: nothing in
 * it calls a channel, names a link otherwise than it leads, or turns bold.
 */
final class SlackBlocks {
    /** A header block's text. */
    static final int LONGEST_HEADER = 150;
    /** A section block's text. */
    static final int LONGEST_SECTION = 3_000;

    private static final int LONGEST_LABEL = 75;
    /** Slack takes 50 blocks; a header and a button are among them. */
    private static final int MOST_SECTIONS = 40;

    private static final int LONGEST_LINK = 1_000;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>|\"]{1,900}");
    /** Stands before what would format, and is not seen: then it is no mark at the edge of a word any more. */
    private static final char UNSEEN = '\u200b';

    private SlackBlocks() {}

    static byte[] of(ChatMessage message) {
        var blocks = new ArrayList<Map<String, Object>>();
        String title = fitted(message.title(), LONGEST_HEADER);
        blocks.add(block("header", "text", text("plain_text", title)));
        for (String section : sections(message.text())) {
            blocks.add(block("section", "text", text("mrkdwn", section)));
        }
        message.link()
                .filter(link -> link.url().length() <= LONGEST_LINK)
                .ifPresent(link -> blocks.add(block("actions", "elements", List.of(button(link)))));
        var body = new LinkedHashMap<String, Object>();
        // What notifications show.
        body.put("text", title);
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        body.put("blocks", blocks);
        return Json.write(body);
    }

    private static Map<String, Object> block(String type, String member, Object value) {
        var block = new LinkedHashMap<String, Object>();
        block.put("type", type);
        block.put(member, value);
        return block;
    }

    private static Map<String, Object> text(String type, String text) {
        var object = new LinkedHashMap<String, Object>();
        object.put("type", type);
        object.put("text", text);
        if (type.equals("plain_text")) {
            object.put("emoji", false);
        } else {
            // Names of channels and people are not turned into links that call them.
            object.put("verbatim", true);
        }
        return object;
    }

    private static Map<String, Object> button(ChatMessage.Link link) {
        Map<String, Object> button = block("button", "text", text("plain_text", fitted(link.label(), LONGEST_LABEL)));
        button.put("url", link.url());
        return button;
    }

    /** Escaping makes it longer, so that it is cut until the escaped one fits. */
    private static String fitted(String text, int longest) {
        String plain = Shorter.plain(text, true);
        for (int most = longest; ; most -= 5) {
            String escaped = escaped(Shorter.to(plain, most));
            if (escaped.length() <= longest) {
                return escaped.isEmpty() ? "-" : escaped;
            }
        }
    }

    /** Slack's own three characters. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The text in parts of at most {@value #LONGEST_SECTION} characters, cut between words where there are any. */
    static List<String> sections(String text) {
        var sections = new ArrayList<String>();
        var section = new ArrayList<String>();
        int length = 0;
        for (String piece : pieces(Shorter.plain(text, false))) {
            if (length + piece.length() > LONGEST_SECTION) {
                int cut = lastBlank(section);
                add(sections, section.subList(0, cut));
                section.subList(0, cut).clear();
                length = section.stream().mapToInt(String::length).sum();
            }
            section.add(piece);
            length += piece.length();
        }
        add(sections, section);
        return sections.size() <= MOST_SECTIONS ? sections : sections.subList(0, MOST_SECTIONS);
    }

    private static void add(List<String> sections, List<String> pieces) {
        String section = String.join("", pieces).strip();
        if (!section.isEmpty()) {
            sections.add(section);
        }
    }

    private static int lastBlank(List<String> pieces) {
        for (int at = pieces.size() - 1; at > pieces.size() / 2; at--) {
            if (pieces.get(at).isBlank()) {
                return at;
            }
        }
        return pieces.size();
    }

    /** Single characters as they are written for Slack, and links, which must stay whole. */
    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        Matcher link = LINK.matcher(text);
        int from = 0;
        while (link.find()) {
            characters(text.substring(from, link.start()), pieces);
            pieces.add("<" + escaped(link.group()) + ">");
            from = link.end();
        }
        characters(text.substring(from), pieces);
        return pieces;
    }

    private static void characters(String text, List<String> into) {
        text.codePoints().forEach(each -> {
            String character = Character.toString(each);
            into.add("*_~`".indexOf(each) >= 0 ? UNSEEN + character + UNSEEN : escaped(character));
        });
    }
}
