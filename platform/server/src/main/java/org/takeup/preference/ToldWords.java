package org.takeup.preference;

import java.util.Locale;
import org.takeup.language.LocalWords;

/** What people read about how they are told. */
final class ToldWords {
    private static final LocalWords WORDS = LocalWords.beside(ToldWords.class, "told");

    private ToldWords() {}

    /** In the reader's language, or in English. */
    static LocalWords in(Locale reader) {
        return WORDS.in(reader);
    }

    /** What messages of a kind are called; their own name, if nobody has given them another. */
    static String kind(LocalWords words, String kind) {
        String key = "kind." + kind;
        return words.has(key) ? words.say(key) : words.say("kind.other", "kind", kind);
    }

    /** What is wrong with a field of the form. */
    static String fault(LocalWords words, String field) {
        String key = "fault." + field;
        return words.say(words.has(key) ? key : "fault.other");
    }
}
