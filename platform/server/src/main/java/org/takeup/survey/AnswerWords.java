package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.takeup.plugin.api.Texts;

/** The platform's own words around a questionnaire, in the languages in which it can ask. */
public final class AnswerWords {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");
    private static final Texts TEXTS = Texts.beside(AnswerWords.class, "answer", LANGUAGES.toArray(String[]::new));

    private final String language;

    private AnswerWords(String language) {
        this.language = language;
    }

    /** In this language, or in English. */
    static AnswerWords in(Locale locale) {
        return new AnswerWords(LANGUAGES.contains(locale.getLanguage()) ? locale.getLanguage() : "en");
    }

    /** In English, for pages of planners. */
    public static AnswerWords english() {
        return new AnswerWords("en");
    }

    /** The tag of the language that the words are in. */
    public String language() {
        return language;
    }

    Locale locale() {
        return Locale.forLanguageTag(language);
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
