package org.takeup.focus;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.takeup.plugin.api.Texts;

/** What the invited read, in the languages in which a group can be held. */
public final class FocusWords {
    static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");
    private static final Texts TEXTS = Texts.beside(FocusWords.class, "focus", LANGUAGES.toArray(String[]::new));

    private final String language;

    private FocusWords(String language) {
        this.language = language;
    }

    /** @param language one of {@link #LANGUAGES} */
    static FocusWords in(String language) {
        return new FocusWords(language);
    }

    public String language() {
        return language;
    }

    public String say(String key) {
        return TEXTS.text(key, Map.of(), language);
    }

    public String say(String key, String place, Object value) {
        return TEXTS.text(key, Map.of(place, value), language);
    }

    public String say(String key, Map<String, ?> values) {
        return TEXTS.text(key, values, language);
    }

    /** Day of the week, day and minute, with the zone by its name. */
    String moment(Instant moment, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(locale())
                        .format(moment.atZone(zone))
                        .replaceAll("\\p{Zs}", " ")
                + " (" + zone.getId() + ")";
    }

    String day(Instant moment, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale())
                .format(moment.atZone(zone));
    }

    /** English of no particular country is written with the day first and 24 hours. */
    private Locale locale() {
        return language.equals("en") ? Locale.UK : Locale.forLanguageTag(language);
    }
}
