package org.takeup.plugin.plan.champions;

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

/** What the builder says: form and findings in four languages, the draft itself in the language of its message files. */
final class Words {
    static final int LONGEST_NAME = 80;

    private static final Texts FORM = Texts.beside(Words.class, "form", "en", "de", "fr", "es");
    private static final String DRAFT_LANGUAGE = "en";
    private static final Texts DRAFT = Texts.beside(Words.class, "messages", DRAFT_LANGUAGE);

    private Words() {}

    static LocalizedText form(String key) {
        return FORM.text(key);
    }

    /** The same words in each language, for a name that people gave. */
    static LocalizedText name(String said) {
        String line = oneLine(said, LONGEST_NAME);
        var byLanguage = new HashMap<String, String>();
        FORM.languages().forEach(tag -> byLanguage.put(tag, line.isEmpty() ? "?" : line));
        return new LocalizedText(byLanguage);
    }

    static Finding finding(Severity severity, String where, String key, Map<String, ?> values) {
        return new Finding(severity, where, FORM.text("lint." + key, values));
    }

    static String draft(String key, Map<String, ?> values) {
        return DRAFT.text(key, values, DRAFT_LANGUAGE);
    }

    static String draft(String key) {
        return draft(key, Map.of());
    }

    /** A day as each language writes it. */
    static LocalizedText day(LocalDate day) {
        var byLanguage = new HashMap<String, String>();
        for (String tag : FORM.languages()) {
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
    static String oneLine(String text, int most) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
    }
}
