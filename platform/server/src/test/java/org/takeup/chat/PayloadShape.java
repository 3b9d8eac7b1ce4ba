package org.takeup.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The shapes that the two services document, checked by hand: every member that is there must be known, of its type and
 * within its limit.
 */
final class PayloadShape {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PayloadShape() {}

    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("No JSON", e);
        }
    }

    private static void members(JsonNode object, Set<String> needed, Set<String> allowed) {
        var names = new HashSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        assertTrue(names.containsAll(needed), names + " lacks some of " + needed);
        var all = new HashSet<>(needed);
        all.addAll(allowed);
        assertTrue(all.containsAll(names), names + " has more than " + all);
    }

    private static String text(JsonNode value, int least, int most) {
        assertTrue(value.isTextual(), value + " is no text");
        assertTrue(
                value.asText().length() >= least && value.asText().length() <= most,
                value.asText().length() + " characters, not " + least + " to " + most);
        return value.asText();
    }

    /** Block Kit, as an incoming webhook takes it. */
    static JsonNode slack(byte[] json) {
        JsonNode body = read(json);
        members(body, Set.of("text", "blocks"), Set.of("unfurl_links", "unfurl_media"));
        text(body.get("text"), 1, 40_000);
        assertTrue(body.get("blocks").size() >= 1 && body.get("blocks").size() <= 50);
        body.get("blocks").forEach(PayloadShape::slackBlock);
        return body;
    }

    private static void slackBlock(JsonNode block) {
        switch (block.path("type").asText()) {
            case "header" -> {
                members(block, Set.of("type", "text"), Set.of());
                slackText(block.get("text"), "plain_text", 150);
            }
            case "section" -> {
                members(block, Set.of("type", "text"), Set.of());
                slackText(block.get("text"), "mrkdwn", 3_000);
            }
            case "actions" -> {
                members(block, Set.of("type", "elements"), Set.of());
                assertTrue(block.get("elements").size() >= 1
                        && block.get("elements").size() <= 25);
                for (JsonNode button : block.get("elements")) {
                    members(button, Set.of("type", "text", "url"), Set.of());
                    assertEquals("button", button.get("type").asText());
                    slackText(button.get("text"), "plain_text", 75);
                    text(button.get("url"), 1, 3_000);
                }
            }
            default -> throw new AssertionError("An unknown block: " + block);
        }
    }

    private static void slackText(JsonNode object, String type, int most) {
        assertEquals(type, object.path("type").asText());
        members(object, Set.of("type", "text"), type.equals("mrkdwn") ? Set.of("verbatim") : Set.of("emoji"));
        String text = text(object.get("text"), 1, most);
        // The three that must be written otherwise, unless they belong to a link or to such a writing.
        String rest = text.replaceAll("<https?://[^<>|\\s]+>", "").replaceAll("&(amp|lt|gt);", "");
        assertTrue(rest.chars().noneMatch(each -> each == '<' || each == '>' || each == '&'), text);
    }

    /** An Adaptive Card in the envelope of an incoming webhook. */
    static JsonNode teams(byte[] json) {
        assertTrue(json.length <= 28 * 1024, json.length + " bytes");
        JsonNode body = read(json);
        members(body, Set.of("type", "attachments"), Set.of());
        assertEquals("message", body.get("type").asText());
        assertEquals(1, body.get("attachments").size());
        JsonNode attachment = body.get("attachments").get(0);
        members(attachment, Set.of("contentType", "contentUrl", "content"), Set.of());
        assertEquals(
                "application/vnd.microsoft.card.adaptive",
                attachment.get("contentType").asText());
        assertTrue(attachment.get("contentUrl").isNull());
        JsonNode card = attachment.get("content");
        members(card, Set.of("$schema", "type", "version", "body"), Set.of("actions", "msteams"));
        assertEquals("AdaptiveCard", card.get("type").asText());
        assertEquals("1.4", card.get("version").asText());
        assertTrue(card.get("body").size() >= 1);
        for (JsonNode block : card.get("body")) {
            members(block, Set.of("type", "inlines"), Set.of());
            assertEquals("RichTextBlock", block.get("type").asText());
            assertTrue(block.get("inlines").size() >= 1);
            for (JsonNode run : block.get("inlines")) {
                members(run, Set.of("type", "text"), Set.of("weight", "size", "selectAction"));
                assertEquals("TextRun", run.get("type").asText());
                text(run.get("text"), 1, 28 * 1024);
                if (run.has("selectAction")) {
                    openUrl(run.get("selectAction"), Set.of());
                }
            }
        }
        card.path("actions").forEach(action -> openUrl(action, Set.of("title")));
        return body;
    }

    private static void openUrl(JsonNode action, Set<String> more) {
        members(action, Set.of("type", "url"), more);
        assertEquals("Action.OpenUrl", action.get("type").asText());
        assertTrue(action.get("url").asText().matches("https?://\\S+"), action.toString());
    }
}
