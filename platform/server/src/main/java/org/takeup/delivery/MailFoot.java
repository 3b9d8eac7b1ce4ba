package org.takeup.delivery;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.plugin.api.Texts;
import org.takeup.tenant.Workspace;

/** The line at the foot of a mail that says where to ask a question. Pure, thread-safe. */
public final class MailFoot {
    private static final Texts TEXTS = Texts.beside(MailFoot.class, "foot", Languages.TAGS.toArray(String[]::new));

    /** What the foot of an HTML page takes at most. */
    public static final int MOST_HTML = 1024;

    private static final String STYLE = "margin:0;padding:0 12px 24px;text-align:center;"
            + "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:13px;line-height:1.4;color:#4a5a63;";

    private MailFoot() {}

    /**
     * The text with the line below it, in the workspace's language. The link holds nothing of who gets the mail.
     *
     * @param code what the mail is, in small letters and hyphens, such as {@code mail-step}; it is kept with the question
     */
    public static String below(String text, URI publicUrl, Workspace workspace, String code) {
        Map<String, String> link = Map.of("link", link(publicUrl, workspace, code));
        return text.stripTrailing() + "\n\n" + TEXTS.text("ask", link, language(workspace)) + "\n";
    }

    /**
     * The same in an HTML page, at its end. It takes less than {@value #MOST_HTML} bytes. A page without an end stays as it is.
     *
     * @param html a whole page
     */
    public static String withinHtml(String html, URI publicUrl, Workspace workspace, String code) {
        int end = html.lastIndexOf("</body>");
        if (end < 0) {
            return html;
        }
        String tag = language(workspace);
        String foot =
                "<p class=\"soft\" lang=\"%s\" style=\"%s\">%s <a href=\"%s\" style=\"color:inherit;\">%s</a></p>\n"
                        .formatted(
                                tag,
                                STYLE,
                                TEXTS.text("ask.question", Map.of(), tag),
                                link(publicUrl, workspace, code),
                                TEXTS.text("ask.here", Map.of(), tag));
        return html.substring(0, end) + foot + html.substring(end);
    }

    private static String link(URI publicUrl, Workspace workspace, String code) {
        return publicUrl + "/w/" + workspace.tenant().slug() + "/ask?from=" + code;
    }

    private static String language(Workspace workspace) {
        return Languages.of(workspace.settings().language().getLanguage())
                .map(Locale::toLanguageTag)
                .orElse("en");
    }
}
