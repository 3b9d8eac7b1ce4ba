package org.takeup.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages that the platform's own pages speak. */
public final class Languages {
    /** Their tags; the first is the one in which everything is there. */
    public static final List<String> TAGS = List.of("en", "de", "fr", "es");

    /** Remembers what a reader has chosen. */
    public static final String COOKIE = "__Host-takeup-lang";

    private static final List<Locale> LOCALES =
            TAGS.stream().map(Locale::forLanguageTag).toList();

    private Languages() {}

    /** The language with this tag, if it is spoken here. */
    public static Optional<Locale> of(String tag) {
        return TAGS.contains(tag) ? Optional.of(Locale.forLanguageTag(tag)) : Optional.empty();
    }

    /** The first of these that is spoken here. @param tags as directories have them: {@code de-AT}, {@code de_AT}, or as in {@code Accept-Language} */
    public static Optional<Locale> spoken(String tags) {
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(tags.replace('_', '-')), LOCALES));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first spoken language of an {@code Accept-Language} header, or English. A header that is none counts as empty. */
    public static Locale preferred(String acceptLanguage) {
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LOCALES);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }
}
