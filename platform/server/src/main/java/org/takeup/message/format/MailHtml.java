package org.takeup.message.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A mail as HTML: a table where mail programs need one, styles beside each element because some drop the head, and a dark
 * look where the reader has one. Nothing is loaded but the organisation's logo.
 */
final class MailHtml {
    /** Gmail cuts what is longer; whoever sends it may put a foot of a kilobyte below it. */
    static final int MOST_BYTES = 101 * 1024;

    private static final String FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private static final String BODY = FONT + "font-size:16px;line-height:1.5;color:#17242b;";
    private static final String DARK = """
            @media (prefers-color-scheme:dark){
            .ground{background-color:#10181c!important}
            .card{background-color:#1b262c!important;border-left-color:#3a474e!important;border-right-color:#3a474e!important;border-bottom-color:#3a474e!important}
            .ink,.ink p,.ink li,.ink h1{color:#eef3f2!important}
            .ink a{color:#eef3f2!important}
            .soft{color:#b4c0c5!important}
            .plate{background-color:#ffffff!important}
            }
            @media (max-width:480px){.pad{padding-left:18px!important;padding-right:18px!important}.out{padding:0!important}}
            """;

    private static final Html WORDS = new Html(Map.of(
            "p",
            "style=\"margin:0 0 16px;" + BODY + "\"",
            "ul",
            "style=\"margin:0 0 16px;padding:0 0 0 24px;\"",
            "ol",
            "style=\"margin:0 0 16px;padding:0 0 0 24px;\"",
            "li",
            "style=\"margin:0 0 8px;" + BODY + "\"",
            "a",
            "style=\"color:#17242b;text-decoration:underline;overflow-wrap:anywhere;word-break:break-word;\""));

    private static final Html BARE = new Html(Map.of());

    private MailHtml() {}

    /** With styles beside each element, unless there are so many elements that a mail program would cut it. */
    static String of(Letter letter) {
        String html = of(letter, WORDS);
        return html.getBytes(StandardCharsets.UTF_8).length < MOST_BYTES ? html : of(letter, BARE);
    }

    private static String of(Letter letter, Html words) {
        String accent = letter.accent();
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="supported-color-schemes" content="light dark">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body class="ground" style="margin:0;padding:0;background-color:#f4f6f5;">
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" class="ground" style="background-color:#f4f6f5;"><tr><td align="center" class="out" style="padding:24px 12px;">
                <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
                <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" class="card" style="max-width:600px;background-color:#ffffff;border:1px solid #d5dcda;border-top:4px solid %s;border-radius:8px;">
                <tr><td class="pad soft" align="left" style="padding:22px 28px 0;%s">%s</td></tr>
                <tr><td class="pad ink" align="left" style="padding:14px 28px 8px;overflow-wrap:anywhere;word-break:break-word;">
                <h1 style="margin:0 0 16px;%sfont-size:24px;line-height:1.25;font-weight:700;color:#17242b;">%s</h1>
                %s</td></tr>
                %s<tr><td class="pad soft" align="left" style="padding:0 28px 16px;%s">%s</td></tr>
                </table>
                <!--[if mso]></td></tr></table><![endif]-->
                </td></tr></table>
                </body>
                </html>
                """.formatted(
                        Html.escape(letter.language().toLanguageTag()),
                        Html.escape(letter.subject()),
                        DARK,
                        accent,
                        soft(14),
                        head(letter),
                        FONT,
                        Html.escape(letter.subject()),
                        words.of(letter.text()),
                        letter.action() ? button(letter) : "",
                        soft(13),
                        // Beneath a picture, for those who do not see it; else it is said above.
                        letter.logo().isPresent() ? Html.escape(letter.organisation()) : "&nbsp;");
    }

    private static String soft(int size) {
        return FONT + "font-size:" + size + "px;line-height:1.4;color:#4a5a63;";
    }

    /** On a white plate, because a logo may be dark and without a ground of its own. */
    private static String head(Letter letter) {
        String name = Html.escape(letter.organisation());
        return letter.logo()
                .map(logo ->
                        "<img class=\"plate\" src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%s\" style=\"display:block;border:0;background-color:#ffffff;padding:4px;border-radius:4px;max-width:100%%;\">"
                                .formatted(Html.escape(logo.address()), logo.width(), logo.height(), name))
                .orElse(name);
    }

    private static String button(Letter letter) {
        String words = Phrases.in(letter.language()).say("more");
        return """
                <tr><td class="pad" align="left" style="padding:0 28px 20px;">
                <table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="%1$s" style="background-color:%1$s;border-radius:6px;">
                <a href="%2$s" style="display:inline-block;padding:13px 24px;%3$sfont-size:16px;line-height:20px;font-weight:600;color:%4$s;text-decoration:none;">%5$s</a>
                </td></tr></table></td></tr>
                """.formatted(
                        letter.accent(), Html.escape(letter.link()), FONT, on(letter.accent()), Html.escape(words));
    }

    /** White or ink, whichever is read better on this colour (relative luminance of WCAG 2.2). */
    static String on(String accent) {
        double light = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double part =
                    Integer.parseInt(accent.substring(1 + 2 * i, 3 + 2 * i).toLowerCase(Locale.ROOT), 16) / 255.0;
            light += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        // Ink is #17242b, of luminance 0.017: where the two contrasts meet.
        return 1.05 / (light + 0.05) >= (light + 0.05) / 0.067 ? "#ffffff" : "#17242b";
    }
}
