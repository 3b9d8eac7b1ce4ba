package org.takeup.http;

import java.util.Map;

/**
 * The words of what is around every page, in one language. Immutable.
 *
 * @param language its tag
 * @param direction where its lines begin: {@code ltr} or {@code rtl}
 * @param texts by key
 */
public record ShellWords(String language, String direction, Map<String, String> texts) {
    public ShellWords {
        texts = Map.copyOf(texts);
    }

    /** @throws IllegalArgumentException if there is no such text */
    public String say(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("There is no text '" + key + "' around pages");
        }
        return text;
    }

    /** What an entry of the navigation is called; its own label, if nobody has translated it. */
    public String entry(String path, String label) {
        return texts.getOrDefault("nav" + path.replace('/', '.'), label);
    }
}
