package org.takeup.preference;

import java.util.Locale;
import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.plugin.api.Texts;

/** What people read about how they are told, in one language. Immutable. */
public final class ToldWords {
    private static final Texts TEXTS = Texts.beside(ToldWords.class, "told", Languages.TAGS.toArray(String[]::new));

    private final String language;

    private ToldWords(String language) {
        this.language = language;
    }

    /** In the reader's language, or in English. */
    static ToldWords in(Locale locale) {
        String tag = locale.getLanguage();
        return new ToldWords(Languages.of(tag).isPresent() ? tag : "en");
    }

    public String language() {
        return language;
    }

    public String say(String key) {
        return TEXTS.text(key, Map.of(), language);
    }

    public String say(String key, String place, Object value) {
        return TEXTS.text(key, Map.of(place, value), language);
    }

    /** What messages of a kind are called. */
    public String kind(String kind) {
        String key = "kind." + kind;
        return TEXTS.keys().contains(key) ? say(key) : say("kind.other", "kind", kind);
    }

    /** What is wrong with a field of the form. */
    public String fault(String field) {
        String key = "fault." + field;
        return TEXTS.keys().contains(key) ? say(key) : say("fault.other");
    }
}
