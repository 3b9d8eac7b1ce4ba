package org.takeup.question;

import java.util.Locale;
import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.plugin.api.Texts;

/** The words of the pages and mails for everybody, in one language. Immutable. */
public final class QuestionWords {
    private static final Texts TEXTS =
            Texts.beside(QuestionWords.class, "question", Languages.TAGS.toArray(String[]::new));

    private final String language;

    private QuestionWords(String language) {
        this.language = language;
    }

    /** In this language, or in English. */
    static QuestionWords in(String languageTag) {
        return new QuestionWords(Languages.of(Locale.forLanguageTag(languageTag).getLanguage())
                .map(Locale::toLanguageTag)
                .orElse("en"));
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

    public String say(String key, Map<String, ?> values) {
        return TEXTS.text(key, values, language);
    }
}
