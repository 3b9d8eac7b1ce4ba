package org.takeup.language;

import java.util.Locale;
import java.util.Map;
import org.takeup.http.Languages;
import org.takeup.plugin.api.Texts;

/**
 * The words of one room, in one of the platform's languages. Immutable, so safe to share between threads.
 *
 * <p>They are kept as one properties file a language, in UTF-8, beside a class of the room: {@code inbox_en.properties},
 * {@code inbox_de.properties} and so on for all of {@link Languages#TAGS}. A text may have places to fill in, written
 * {@code {name}}; braces around anything but letters and digits stay, and an apostrophe is an apostrophe. What is filled in
 * is taken as it is and never searched for places. It is not escaped either: templates do that for the format they write.
 *
 * <pre>{@code
 * private static final LocalWords WORDS = LocalWords.beside(InboxRoutes.class, "inbox");
 * LocalWords words = WORDS.in(exchange.locale());
 * String title = words.say("title");
 * }</pre>
 */
public final class LocalWords {
    private static final String FALLBACK = Languages.TAGS.getFirst();

    private final Texts texts;
    private final String file;
    private final String language;

    private LocalWords(Texts texts, String file, String language) {
        this.texts = texts;
        this.file = file;
        this.language = language;
    }

    /**
     * The words in English, from which {@link #in(Locale)} leads to the other languages. Reads all files.
     *
     * @param name what the files are called before the underscore
     * @throws IllegalStateException if a language has no file, or one with other keys than English; says which
     */
    public static LocalWords beside(Class<?> anchor, String name) {
        Texts texts = Texts.beside(anchor, name, Languages.TAGS.toArray(String[]::new));
        return new LocalWords(texts, anchor.getPackageName().replace('.', '/') + "/" + name, FALLBACK);
    }

    /** The same words in the reader's language, whatever their country; in English if it is not spoken here. */
    public LocalWords in(Locale reader) {
        return new LocalWords(
                texts,
                file,
                Languages.of(reader.getLanguage()).map(Locale::toLanguageTag).orElse(FALLBACK));
    }

    /** @param tag of BCP 47, for a language that is kept as a word; otherwise as {@link #in(Locale)} */
    public LocalWords in(String tag) {
        return in(Locale.forLanguageTag(tag));
    }

    /** The tag of the language, for {@code lang} in pages. */
    public String language() {
        return language;
    }

    /** The language, for days and numbers among the words. */
    public Locale locale() {
        return Locale.forLanguageTag(language);
    }

    /** Whether there is a text with this key; if so, there is one in each language. */
    public boolean has(String key) {
        return texts.keys().contains(key);
    }

    /** @throws IllegalArgumentException if there is no such text, or it has places; names key and file */
    public String say(String key) {
        return say(key, Map.of());
    }

    /** The text with one place filled in. @throws IllegalArgumentException as {@link #say(String, Map)} */
    public String say(String key, String place, Object value) {
        return say(key, Map.of(place, value));
    }

    /**
     * The text with its places filled in.
     *
     * @param values by place, as their strings; those that the text has no place for are left out
     * @throws IllegalArgumentException if there is no such text, or a place without a value; names key and file
     */
    public String say(String key, Map<String, ?> values) {
        try {
            return texts.text(key, values, language);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + "_" + language + ".properties: " + e.getMessage(), e);
        }
    }
}
