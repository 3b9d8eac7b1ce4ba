package org.takeup.delivery;

import java.net.URI;
import java.util.Locale;
import org.takeup.language.LocalWords;
import org.takeup.tenant.Workspace;

/** The line at the foot of a mail that says where to ask a question. Pure, thread-safe. */
public final class MailFoot {
    private static final LocalWords WORDS = LocalWords.beside(MailFoot.class, "foot");

    /** What the foot of an HTML page takes at most. */
    public static final int MOST_HTML = 1024;

    private static final String STYLE = "margin:0;padding:0 12px 24px;text-align:center;"
            + "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:13px;line-height:1.4;color:#4a5a63;";

    private MailFoot() {}

    /**
     * The text with the line below it. The link holds nothing of who gets the mail.
     *
     * @param language of who reads it
     * @param code what the mail is, in small letters and hyphens, such as {@code mail-step}; it is kept with the question
     */
    public static String below(String text, URI publicUrl, Workspace workspace, Locale language, String code) {
        String ask = WORDS.in(language).say("ask", "link", link(publicUrl, workspace, code));
        return text.stripTrailing() + "\n\n" + ask + "\n";
    }

    /**
     * The same in an HTML page, at its end. It takes less than {@value #MOST_HTML} bytes. A page without an end stays as it is.
     *
     * @param html a whole page
     */
    public static String withinHtml(String html, URI publicUrl, Workspace workspace, Locale language, String code) {
        int end = html.lastIndexOf("</body>");
        if (end < 0) {
            return html;
        }
        LocalWords words = WORDS.in(language);
        String foot =
                "<p class=\"soft\" lang=\"%s\" style=\"%s\">%s <a href=\"%s\" style=\"color:inherit;\">%s</a></p>\n"
                        .formatted(
                                words.language(),
                                STYLE,
                                words.say("ask.question"),
                                link(publicUrl, workspace, code),
                                words.say("ask.here"));
        return html.substring(0, end) + foot + html.substring(end);
    }

    private static String link(URI publicUrl, Workspace workspace, String code) {
        return publicUrl + "/w/" + workspace.tenant().slug() + "/ask?from=" + code;
    }
}
