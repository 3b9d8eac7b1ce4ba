package org.takeup.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Days and moments as the reader of a page says them. Immutable.
 *
 * @param locale the reader's; English without a country is written day first, which nobody can misread
 * @param zone the reader's
 */
public record Dates(Locale locale, ZoneId zone) {
    /** For example {@code 16 Nov 2026}. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(writing())
                .format(day);
    }

    /** The day on which a moment is in the reader's zone. */
    public String day(Instant moment) {
        return day(LocalDate.ofInstant(moment, zone));
    }

    /** For example {@code 16 November}: for days whose year is plain. */
    public String dayOfYear(LocalDate day) {
        String pattern = writing().getLanguage().equals("de") ? "d. MMMM" : "d MMMM";
        return DateTimeFormatter.ofPattern(pattern, writing()).format(day);
    }

    /** With the day of the week, for example {@code Monday, 16 November 2026}. */
    public String fullDay(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(writing())
                .format(day);
    }

    /** With the month as a word, for example {@code 16 November 2026}: the day on which a moment is in the reader's zone. */
    public String longDay(Instant moment) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(writing())
                .format(moment.atZone(zone));
    }

    /**
     * With the day of the week and the zone's name, for example {@code Monday, 16 November 2026, 09:00 (Europe/Berlin)}:
     * for what people must not miss, who may be elsewhere. Has plain blanks alone, as mails and calendars need.
     */
    public String fullMoment(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(writing())
                        .format(moment.atZone(zone))
                        .replaceAll("\\p{Zs}", " ")
                + " (" + zone.getId() + ")";
    }

    /** Day and minute. */
    public String moment(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(writing())
                .withZone(zone)
                .format(moment);
    }

    private Locale writing() {
        boolean bareEnglish =
                locale.getLanguage().equals("en") && locale.getCountry().isEmpty();
        return bareEnglish ? Locale.UK : locale;
    }
}
