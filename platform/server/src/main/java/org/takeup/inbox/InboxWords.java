package org.takeup.inbox;

import java.util.Locale;
import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.plugin.api.Texts;

/** What people read around their messages, in one language. Immutable. */
public final class InboxWords {
    private static final Texts TEXTS = Texts.beside(InboxWords.class, "inbox", Languages.TAGS.toArray(String[]::new));

    private final String language;

    private InboxWords(String language) {
        this.language = language;
    }

    /** In the reader's language, or in English. */
    static InboxWords in(Locale locale) {
        String tag = locale.getLanguage();
        return new InboxWords(Languages.of(tag).isPresent() ? tag : "en");
    }

    public String say(String key) {
        return TEXTS.text(key, Map.of(), language);
    }

    public String say(String key, String place, Object value) {
        return TEXTS.text(key, Map.of(place, value), language);
    }
}
