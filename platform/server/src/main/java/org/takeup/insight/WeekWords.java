package org.takeup.insight;

import java.util.Locale;
import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.plugin.api.Texts;

/** What managers, champions and others who are asked to say something read about their week, in one language. Immutable. */
public final class WeekWords {
    /** For pages that are in English alone. */
    public static final WeekWords ENGLISH = new WeekWords("en");

    private static final Texts TEXTS = Texts.beside(WeekWords.class, "week", Languages.TAGS.toArray(String[]::new));

    private final String language;

    private WeekWords(String language) {
        this.language = language;
    }

    /** In the reader's language, or in English. */
    static WeekWords in(Locale locale) {
        String tag = locale.getLanguage();
        return new WeekWords(Languages.of(tag).isPresent() ? tag : "en");
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
}
