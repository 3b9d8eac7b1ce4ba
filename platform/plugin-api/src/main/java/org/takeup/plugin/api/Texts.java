package org.takeup.plugin.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plugin's texts, kept as one properties file a language and read once. Immutable, so safe to share between threads.
 *
 * <p>The files stand beside a class of the plugin, in UTF-8: {@code texts_en.properties}, {@code texts_de.properties}.
 * All hold the same keys, which is checked when they are read: a missing translation is found by the first test and not
 * by a reader. A text may have places to fill in, written {@code {name}}.
 *
 * <pre>{@code
 * private static final Texts TEXTS = Texts.beside(MyInstrument.class, "texts", "en", "de");
 * LocalizedText title = TEXTS.text("page.start.title");
 * LocalizedText mark = TEXTS.text("mark", Map.of("points", 72, "scale", TEXTS.text("scale.name")));
 * }</pre>
 */
public final class Texts {
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z0-9]+)}");

    private final String name;
    private final Map<String, Map<String, String>> byLanguage;

    private Texts(String name, Map<String, Map<String, String>> byLanguage) {
        this.name = name;
        this.byLanguage = byLanguage;
    }

    /**
     * Reads the files {@code <name>_<tag>.properties} in the package of {@code anchor}.
     *
     * @param languageTags BCP 47 tags, at least one
     * @throws IllegalStateException if a file is missing, or has other keys than the first; the message names them
     */
    public static Texts beside(Class<?> anchor, String name, String... languageTags) {
        if (languageTags.length == 0) {
            throw new IllegalArgumentException("Texts " + name + " need at least one language");
        }
        Map<String, Map<String, String>> byLanguage = new LinkedHashMap<>();
        for (String tag : languageTags) {
            byLanguage.put(tag, read(anchor, name + "_" + tag + ".properties"));
        }
        Texts texts = new Texts(name, Collections.unmodifiableMap(byLanguage));
        texts.checkSameKeys();
        return texts;
    }

    /** All keys, sorted. */
    public Set<String> keys() {
        return byLanguage.values().iterator().next().keySet();
    }

    /** The languages, in the order in which they were asked for. */
    public List<String> languages() {
        return List.copyOf(byLanguage.keySet());
    }

    /**
     * The text with this key in all languages.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    public LocalizedText text(String key) {
        return text(key, Map.of());
    }

    /**
     * The text with this key in all languages, its places filled in.
     *
     * @param values by the place's name; a {@link LocalizedText} is taken in the language of the text, anything else as
     *     its string. A value is never searched for places itself
     * @throws IllegalArgumentException if there is no such key, or a place without a value
     */
    public LocalizedText text(String key, Map<String, ?> values) {
        Map<String, String> filled = new TreeMap<>();
        byLanguage.keySet().forEach(tag -> filled.put(tag, text(key, values, tag)));
        return new LocalizedText(filled);
    }

    /**
     * The text with this key in one language, its places filled in as by {@link #text(String, Map)}.
     *
     * @throws IllegalArgumentException if there is no such key or language, or a place without a value
     */
    public String text(String key, Map<String, ?> values, String languageTag) {
        Map<String, String> texts = byLanguage.get(languageTag);
        String text = texts == null ? null : texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException(name + ": no text '" + key + "' in " + languageTag);
        }
        return PLACE.matcher(text).replaceAll(place -> quoted(value(key, place, values, languageTag)));
    }

    private String value(String key, MatchResult place, Map<String, ?> values, String languageTag) {
        Object value = values.get(place.group(1));
        return switch (value) {
            case null ->
                throw new IllegalArgumentException(
                        name + ": text '" + key + "' has a place " + place.group() + " and got no value for it");
            case LocalizedText words -> words.in(Locale.forLanguageTag(languageTag));
            default -> value.toString();
        };
    }

    private static String quoted(String value) {
        return Matcher.quoteReplacement(value);
    }

    private void checkSameKeys() {
        byLanguage.forEach((tag, texts) -> {
            Set<String> missing = new TreeSet<>(keys());
            missing.removeAll(texts.keySet());
            Set<String> unknown = new TreeSet<>(texts.keySet());
            unknown.removeAll(keys());
            if (!missing.isEmpty() || !unknown.isEmpty()) {
                throw new IllegalStateException(name + "_" + tag + ".properties: missing " + missing
                        + ", not in the first language " + unknown);
            }
        });
    }

    private static Map<String, String> read(Class<?> anchor, String file) {
        try (InputStream in = anchor.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("No file " + file + " beside " + anchor.getName());
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, String> texts = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
            return Collections.unmodifiableMap(texts);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
