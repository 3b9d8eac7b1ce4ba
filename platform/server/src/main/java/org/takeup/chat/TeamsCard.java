package org.takeup.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.http.Json;

/**
 * A message as an Adaptive Card 1.4 in the envelope that incoming webhooks of Microsoft Teams take. Texts are runs, which
 * are shown as they are: a text block would read Markdown in them.
 */
final class TeamsCard {
    /** The largest message that a webhook takes. */
    static final int MOST_BYTES = 28 * 1024;

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_LABEL = 80;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>|\"]{1,900}");

    private TeamsCard() {}

    /** The text is cut until the whole fits. */
    static byte[] of(ChatMessage message) {
        String text = Shorter.plain(message.text(), false);
        byte[] card = card(message, text);
        for (int most = text.length(); card.length > MOST_BYTES; most = most * 9 / 10) {
            card = card(message, Shorter.to(text, Math.max(most, 2)));
        }
        return card;
    }

    private static byte[] card(ChatMessage message, String text) {
        var content = new LinkedHashMap<String, Object>();
        content.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        content.put("type", "AdaptiveCard");
        content.put("version", "1.4");
        content.put("body", body(Shorter.to(Shorter.plain(message.title(), true), LONGEST_TITLE), text));
        message.link().ifPresent(link -> content.put("actions", List.of(open(link))));
        content.put("msteams", Map.of("width", "Full"));
        var attachment = new LinkedHashMap<String, Object>();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.put("contentUrl", null);
        attachment.put("content", content);
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("type", "message");
        envelope.put("attachments", List.of(attachment));
        return Json.write(envelope);
    }

    private static List<Map<String, Object>> body(String title, String text) {
        var body = new ArrayList<Map<String, Object>>();
        var head = run(title.isEmpty() ? "-" : title);
        head.put("weight", "Bolder");
        head.put("size", "Large");
        body.add(block(List.of(head)));
        for (String line : text.lines().toList()) {
            if (!line.isBlank()) {
                body.add(block(runs(line)));
            }
        }
        return body;
    }

    private static Map<String, Object> block(List<Map<String, Object>> inlines) {
        var block = new LinkedHashMap<String, Object>();
        block.put("type", "RichTextBlock");
        block.put("inlines", inlines);
        return block;
    }

    private static List<Map<String, Object>> runs(String line) {
        var runs = new ArrayList<Map<String, Object>>();
        Matcher link = LINK.matcher(line);
        int from = 0;
        while (link.find()) {
            if (link.start() > from) {
                runs.add(run(line.substring(from, link.start())));
            }
            var linked = run(link.group());
            linked.put("selectAction", action(link.group()));
            runs.add(linked);
            from = link.end();
        }
        if (from < line.length()) {
            runs.add(run(line.substring(from)));
        }
        return runs;
    }

    private static Map<String, Object> run(String text) {
        var run = new LinkedHashMap<String, Object>();
        run.put("type", "TextRun");
        run.put("text", text);
        return run;
    }

    private static Map<String, Object> open(ChatMessage.Link link) {
        Map<String, Object> action = action(link.url());
        action.put("title", Shorter.to(Shorter.plain(link.label(), true), LONGEST_LABEL));
        return action;
    }

    private static Map<String, Object> action(String url) {
        var action = new LinkedHashMap<String, Object>();
        action.put("type", "Action.OpenUrl");
        action.put("url", url);
        return action;
    }
}
