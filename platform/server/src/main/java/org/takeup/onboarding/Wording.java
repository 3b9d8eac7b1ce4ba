package org.takeup.onboarding;

import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.plugin.api.Texts;

/** The words of sign-up, its mails and its pages, in one of the platform's languages. Immutable. */
public final class Wording {
    private static final Texts TEXTS = Texts.beside(Wording.class, "onboarding", Languages.TAGS.toArray(String[]::new));

    private final String language;

    private Wording(String language) {
        this.language = language;
    }

    /** @param tag one of {@link Languages#TAGS}; anything else is English */
    static Wording in(String tag) {
        return new Wording(Languages.of(tag).isPresent() ? tag : "en");
    }

    /** The tag of the language. */
    public String language() {
        return language;
    }

    /** @throws IllegalArgumentException if there is no such text */
    public String say(String key) {
        return TEXTS.text(key, Map.of(), language);
    }

    /** As above, with one place filled in. */
    public String say(String key, String place, Object value) {
        return TEXTS.text(key, Map.of(place, value), language);
    }

    /** As above, with places filled in. */
    String say(String key, Map<String, ?> places) {
        return TEXTS.text(key, places, language);
    }
}
