package org.takeup.message.format;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.message.source.Variable;
import org.takeup.plugin.api.Texts;

/** The few words that formats add, in the message's language. Immutable. */
public final class Phrases {
    private static final Texts TEXTS = Texts.beside(Phrases.class, "phrases", Languages.TAGS.toArray(String[]::new));

    private final String tag;

    private Phrases(String tag) {
        this.tag = tag;
    }

    /** In this language, or in English. */
    public static Phrases in(Locale language) {
        return new Phrases(
                Languages.of(language.getLanguage()).map(Locale::toLanguageTag).orElse("en"));
    }

    String say(String key) {
        return TEXTS.text(key, Map.of(), tag);
    }

    String say(String key, Map<String, ?> values) {
        return TEXTS.text(key, values, tag);
    }

    /** What stands for each variable of which nothing is known; nothing for those that just fall away. */
    public Map<Variable, String> otherwise() {
        var words = new EnumMap<Variable, String>(Variable.class);
        for (Variable each : Variable.values()) {
            words.put(each, TEXTS.text("missing." + each.key(), Map.of(), tag));
        }
        return words;
    }
}
