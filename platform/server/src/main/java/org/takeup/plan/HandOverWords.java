package org.takeup.plan;

import java.util.Locale;
import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.plan.PlanDraft;

/** What people read who are asked to say something, in the languages of the platform. */
public final class HandOverWords {
    private static final Texts TEXTS =
            Texts.beside(HandOverWords.class, "handover", Languages.TAGS.toArray(String[]::new));

    private final String language;

    private HandOverWords(String language) {
        this.language = language;
    }

    /** In this language, or in English if it is not spoken here. */
    public static HandOverWords in(Locale locale) {
        return new HandOverWords(
                Languages.of(locale.getLanguage()).map(Locale::toLanguageTag).orElse("en"));
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

    String say(String key, Map<String, ?> values) {
        return TEXTS.text(key, values, language);
    }

    /** One question that fits what the step is to do to people. */
    String question(PlanDraft.Phase phase) {
        return say("question." + phase.name().toLowerCase(Locale.ROOT));
    }
}
