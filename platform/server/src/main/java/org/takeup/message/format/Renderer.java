package org.takeup.message.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.takeup.message.source.Variable;

/** Makes a letter into any format. Every result is within its channel's limit; what had to be left out is said. */
public final class Renderer {
    static final int MOST_SUBJECT = 78;
    static final int MOST_TITLE = 80;
    static final int FAQ_WORDS = 150;

    private static final Html PLAIN = new Html(Map.of());

    private Renderer() {}

    /** @param missing what was not known of the recipient */
    public static Rendered render(Letter letter, Format format, Map<Variable, String> missing) {
        String whole = whole(letter);
        byte[] bytes = switch (format) {
            case MAIL -> utf8(MailHtml.of(letter));
            case SLACK -> Chat.slack(letter);
            case TEAMS -> Chat.teams(letter);
            case IN_APP -> utf8(PLAIN.of(letter.text()) + (letter.action() ? anchor(letter) : ""));
            case SMS -> utf8(sms(letter));
            case POSTER -> Sheets.poster(letter);
            case TALKING_POINTS -> Sheets.talkingPoints(letter);
            case SLIDE -> Sheets.slide(letter);
            case FAQ -> utf8(question(letter) + "\n\n" + whole + "\n");
            case INTRANET -> utf8(intranet(letter));
            case INVITATION -> utf8(Calendar.of(letter, whole));
        };
        return new Rendered(
                format,
                letter.language().toLanguageTag(),
                subject(letter, format),
                whole,
                bytes,
                missing,
                notes(letter, format));
    }

    /** As plain text, with its link at the end unless it is in it. */
    private static String whole(Letter letter) {
        String text = PlainText.of(letter.text());
        return letter.action() && !text.contains(letter.link()) ? text + "\n\n" + letter.link() : text;
    }

    /** What does not fit into a format as it is, in sentences. Draws nothing. */
    public static List<String> notes(Letter letter, Format format) {
        var notes = new ArrayList<String>();
        if (!subject(letter, format).equals(letter.subject())) {
            notes.add("The subject has " + letter.subject().length() + " characters and is cut.");
        }
        switch (format) {
            case SMS -> sms(letter, notes);
            case POSTER -> Sheets.posterWords(letter, notes);
            case TALKING_POINTS -> Sheets.speech(letter, notes);
            case SLIDE -> Sheets.slidePoints(letter, notes);
            case FAQ -> {
                int words = PlainText.words(whole(letter));
                if (words > FAQ_WORDS) {
                    notes.add("The answer has " + words + " words. Few read more than " + FAQ_WORDS + ".");
                }
            }
            case SLACK -> {
                if (letter.subject().length() > Chat.MOST_HEADER) {
                    notes.add("The header is cut to " + Chat.MOST_HEADER + " characters.");
                }
            }
            case MAIL, TEAMS, IN_APP, INTRANET, INVITATION -> {
                // A text of at most 4,000 characters fits as it is.
            }
        }
        return notes;
    }

    /** What stands on a sheet, a line for each part, for whoever does not see it. Draws nothing. */
    public static String onSheet(Letter letter, Format format) {
        List<String> parts = switch (format) {
            case POSTER -> Sheets.posterWords(letter, new ArrayList<>());
            case TALKING_POINTS -> Sheets.speech(letter, new ArrayList<>());
            case SLIDE -> Sheets.slidePoints(letter, new ArrayList<>());
            case MAIL, SLACK, TEAMS, IN_APP, SMS, FAQ, INTRANET, INVITATION ->
                throw new IllegalArgumentException(format + " is no sheet");
        };
        var lines = new ArrayList<String>();
        lines.add(letter.subject());
        lines.addAll(parts);
        if (format == Format.POSTER || letter.action()) {
            lines.add(letter.link());
        }
        return String.join("\n", lines);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String subject(Letter letter, Format format) {
        int most = format == Format.MAIL ? MOST_SUBJECT : format == Format.IN_APP ? MOST_TITLE : Integer.MAX_VALUE;
        return PlainText.cut(letter.subject(), Integer.MAX_VALUE, most);
    }

    private static String anchor(Letter letter) {
        return "<p><a href=\"" + Html.escape(letter.link()) + "\" rel=\"noopener noreferrer\">"
                + Html.escape(Phrases.in(letter.language()).say("more")) + "</a></p>\n";
    }

    private static String sms(Letter letter) {
        List<String> sentences = PlainText.sentences(letter.text(), letter.language());
        String link = letter.action() ? letter.link() : "";
        return Sms.fit(sentences.isEmpty() ? List.of(letter.subject()) : sentences, link)
                .strip();
    }

    private static void sms(Letter letter, List<String> notes) {
        String text = sms(letter);
        Sms size = Sms.of(text);
        if (size.segments() > 1) {
            notes.add("The link alone is longer than one message. Give the message a shorter link.");
        }
        if (!text.contains(String.join(" ", PlainText.sentences(letter.text(), letter.language())))) {
            notes.add("Only the beginning fits into one message of " + size.most() + " characters.");
        }
        if (!size.gsm()) {
            notes.add("A character outside of GSM-7 makes messages shorter: 70 characters, not 160.");
        }
    }

    private static String question(Letter letter) {
        return letter.subject().endsWith("?")
                ? letter.subject()
                : letter.subject() + ": " + Phrases.in(letter.language()).say("question");
    }

    /** A part of a page: no scripts, no styles, no ids, nothing but these elements. */
    private static String intranet(Letter letter) {
        return "<section lang=\"" + Html.escape(letter.language().toLanguageTag()) + "\">\n<h2>"
                + Html.escape(letter.subject()) + "</h2>\n" + PLAIN.of(letter.text())
                + (letter.action() ? anchor(letter) : "") + "</section>\n";
    }

    /** A format as a page of its own, for a frame that runs nothing. PDFs show their words. */
    public static String preview(Letter letter, Rendered rendered) {
        return switch (rendered.format()) {
            case MAIL -> rendered.content();
            case IN_APP, INTRANET ->
                page(
                        letter,
                        rendered.format() == Format.IN_APP
                                ? "<h2>" + Html.escape(rendered.subject()) + "</h2>\n" + rendered.content()
                                : rendered.content());
            case SLACK, TEAMS ->
                page(
                        letter,
                        "<h2>" + Html.escape(rendered.subject()) + "</h2>\n" + PLAIN.of(letter.text())
                                + (letter.action() ? anchor(letter) : "") + "<hr>\n<pre>"
                                + Html.escape(Chat.shown(rendered.bytes())) + "</pre>");
            case SMS -> {
                Sms size = Sms.of(rendered.content());
                yield page(
                        letter,
                        "<p class=\"bubble\">" + Html.escape(rendered.content()) + "</p>\n<p><small>"
                                + size.units() + " of " + size.most() + " characters, "
                                + (size.gsm() ? "GSM-7" : "UCS-2") + ", "
                                + size.segments() + (size.segments() == 1 ? " message" : " messages") + "</small></p>");
            }
            case FAQ, INVITATION -> page(letter, "<pre>" + Html.escape(rendered.content()) + "</pre>");
            case POSTER, TALKING_POINTS, SLIDE ->
                page(letter, "<h2>" + Html.escape(rendered.subject()) + "</h2>\n" + PLAIN.of(letter.text()));
        };
    }

    private static String page(Letter letter, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>body{font:16px/1.5 system-ui,sans-serif;color:#17242b;background:#fff;margin:16px;overflow-wrap:anywhere}
                h2{font-size:1.25rem;margin:0 0 .75rem}a{color:inherit}pre{white-space:pre-wrap;font-size:.8rem;color:#4a5a63}
                .bubble{display:inline-block;background:#e4ebec;border-radius:16px;padding:10px 14px;margin:0;max-width:26rem}</style>
                </head>
                <body>
                %s
                </body>
                </html>
                """.formatted(Html.escape(letter.language().toLanguageTag()), Html.escape(letter.subject()), body);
    }
}
