package org.takeup.calendar;

import java.util.Locale;
import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.plugin.api.Texts;

/** What pages and mails about calendars say, in the languages of the platform. */
public final class CalendarWords {
    private static final Texts TEXTS =
            Texts.beside(CalendarWords.class, "calendar", Languages.TAGS.toArray(String[]::new));

    private final String language;

    private CalendarWords(String language) {
        this.language = language;
    }

    /** In this language, or in English if it is not spoken here. */
    public static CalendarWords in(Locale locale) {
        return new CalendarWords(
                Languages.of(locale.getLanguage()).map(Locale::toLanguageTag).orElse("en"));
    }

    public String language() {
        return language;
    }

    public String say(String key) {
        return say(key, Map.of());
    }

    public String say(String key, Map<String, ?> values) {
        return TEXTS.text(key, values, language);
    }
}
