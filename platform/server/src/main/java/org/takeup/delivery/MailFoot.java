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

    private MailFoot() {}

    /**
     * The text with the line below it, in the workspace's language. The link holds nothing of who gets the mail.
     *
     * @param code what the mail is, in small letters and hyphens, such as {@code mail-step}; it is kept with the question
     */
    public static String below(String text, URI publicUrl, Workspace workspace, String code) {
        Locale locale = workspace.settings().language();
        String tag =
                Languages.of(locale.getLanguage()).map(Locale::toLanguageTag).orElse("en");
        String link = publicUrl + "/w/" + workspace.tenant().slug() + "/ask?from=" + code;
        return text.stripTrailing() + "\n\n" + TEXTS.text("ask", Map.of("link", link), tag) + "\n";
    }
}
