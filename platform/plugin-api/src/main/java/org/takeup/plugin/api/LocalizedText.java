package org.takeup.plugin.api;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One plain text in several languages, at most 1,000 characters in each. Never markup: the platform escapes it when it
 * renders.
 *
 * @param byLanguage text by BCP 47 tag, for example {@code en}, {@code de}, {@code fr-CA}; holds at least one entry
 */
public record LocalizedText(Map<String, String> byLanguage) {
    /** @throws IllegalArgumentException if there is no text at all, or an empty one */
    public LocalizedText {
        byLanguage = Map.copyOf(byLanguage);
        if (byLanguage.isEmpty() || byLanguage.values().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A text needs at least one language, and no empty text");
        }
    }

    /** A text that exists in English only. */
    public static LocalizedText english(String text) {
        return new LocalizedText(Map.of("en", text));
    }

    /** This text with one more language. */
    public LocalizedText with(String languageTag, String text) {
        var more = new java.util.HashMap<>(byLanguage);
        more.put(languageTag, text);
        return new LocalizedText(more);
    }

    /** The text in the wanted language; else in its base language, in English, or in the first one by tag. */
    public String in(Locale locale) {
        String exact = byLanguage.get(locale.toLanguageTag());
        if (exact != null) {
            return exact;
        }
        String base = byLanguage.get(locale.getLanguage());
        if (base != null) {
            return base;
        }
        String english = byLanguage.get("en");
        return english != null
                ? english
                : Objects.requireNonNull(byLanguage.get(
                        byLanguage.keySet().stream().sorted().findFirst().orElseThrow()));
    }
}
