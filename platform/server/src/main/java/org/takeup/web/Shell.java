package org.takeup.web;

import java.awt.ComponentOrientation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.takeup.http.Languages;
import org.takeup.http.ShellWords;
import org.takeup.plugin.api.Texts;

/** The words around every page, read once from {@code shell_de.properties} and its like. Thread-safe. */
final class Shell {
    private static final Texts TEXTS = Texts.beside(Shell.class, "shell", Languages.TAGS.toArray(String[]::new));
    private static final Map<String, ShellWords> WORDS = words();

    private Shell() {}

    /** In this language, or in English. */
    static ShellWords in(Locale locale) {
        ShellWords words = WORDS.get(locale.getLanguage());
        return words == null ? Objects.requireNonNull(WORDS.get("en")) : words;
    }

    private static Map<String, ShellWords> words() {
        var all = new HashMap<String, ShellWords>();
        for (String tag : Languages.TAGS) {
            var texts = new HashMap<String, String>();
            TEXTS.keys().forEach(key -> texts.put(key, TEXTS.text(key, Map.of(), tag)));
            boolean leftToRight = ComponentOrientation.getOrientation(Locale.forLanguageTag(tag))
                    .isLeftToRight();
            all.put(tag, new ShellWords(tag, leftToRight ? "ltr" : "rtl", texts));
        }
        return Map.copyOf(all);
    }
}
