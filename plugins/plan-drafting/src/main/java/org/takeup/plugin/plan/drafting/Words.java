package org.takeup.plugin.plan.drafting;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.Finding.Severity;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.Texts;

/**
 * What a builder says, from the properties files beside one of its classes: form and findings in four languages, the draft
 * itself in the language of its message files. Immutable.
 */
public final class Words {
    /** Of a name that people gave, in characters. */
    public static final int LONGEST_NAME = 80;

    private static final String DRAFT_LANGUAGE = "en";
    private static final String[] LANGUAGES = {"en", "de", "fr", "es"};

    private final Texts form;
    private final Texts draft;

    private Words(Texts form, Texts draft) {
        this.form = form;
        this.draft = draft;
    }

    /** Those in {@code form_*.properties} and {@code messages_en.properties} beside this class. */
    public static Words beside(Class<?> builder) {
        return new Words(Texts.beside(builder, "form", LANGUAGES), Texts.beside(builder, "messages", DRAFT_LANGUAGE));
    }

    /** Of the form. */
    public LocalizedText form(String key) {
        return form.text(key);
    }

    /** The same words in each language, for a name that people gave. */
    public LocalizedText name(String said) {
        String line = oneLine(said, LONGEST_NAME);
        var byLanguage = new HashMap<String, String>();
        form.languages().forEach(tag -> byLanguage.put(tag, line.isEmpty() ? "?" : line));
        return new LocalizedText(byLanguage);
    }

    /** What was found at a step, or in the whole plan. */
    public Finding finding(Severity severity, String where, String key, Map<String, ?> values) {
        return new Finding(severity, where, form.text("lint." + key, values));
    }

    /** Of the draft, with its places filled in. */
    public String draft(String key, Map<String, ?> values) {
        return draft.text(key, values, DRAFT_LANGUAGE);
    }

    /** Of the draft. */
    public String draft(String key) {
        return draft(key, Map.of());
    }

    /** A day as each language writes it. */
    public static LocalizedText day(LocalDate day) {
        var byLanguage = new HashMap<String, String>();
        for (String tag : LANGUAGES) {
            Locale language = tag.equals("en") ? Locale.UK : Locale.forLanguageTag(tag);
            byLanguage.put(
                    tag,
                    DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                            .withLocale(language)
                            .format(day));
        }
        return new LocalizedText(byLanguage);
    }

    /** One line without control characters, of at most so many characters. */
    public static String oneLine(String text, int most) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
    }
}
