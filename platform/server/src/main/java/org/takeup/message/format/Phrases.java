package org.takeup.message.format;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.takeup.language.LocalWords;
import org.takeup.message.source.Variable;

/** The few words that formats add, in the message's language. Immutable. */
public final class Phrases {
    private static final LocalWords WORDS = LocalWords.beside(Phrases.class, "phrases");

    private final LocalWords words;

    private Phrases(LocalWords words) {
        this.words = words;
    }

    /** In this language, or in English. */
    public static Phrases in(Locale language) {
        return new Phrases(WORDS.in(language));
    }

    String say(String key) {
        return words.say(key);
    }

    String say(String key, Map<String, ?> values) {
        return words.say(key, values);
    }

    /** What stands for each variable of which nothing is known; nothing for those that just fall away. */
    public Map<Variable, String> otherwise() {
        var otherwise = new EnumMap<Variable, String>(Variable.class);
        for (Variable each : Variable.values()) {
            otherwise.put(each, words.say("missing." + each.key()));
        }
        return otherwise;
    }
}
