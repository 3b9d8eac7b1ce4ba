package org.takeup.survey;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.takeup.tenant.Workspace;

/** Moments as people read them. */
final class Times {
    private Times() {}

    /** In English, for sentences that have no other language. */
    static String inWords(Instant moment, ZoneId zone) {
        return inWords(moment, zone, Locale.ENGLISH);
    }

    /** The same in a wave's own zone, which is named if it is not the workspace's. */
    static String inWords(Instant moment, ZoneId zone, Workspace workspace, Locale language) {
        String words = inWords(moment, zone, language);
        return zone.equals(workspace.settings().zone()) ? words : words + " (" + zone.getId() + ")";
    }

    /** Day, month, year and time. English of no particular country is written with the day first and 24 hours. */
    static String inWords(Instant moment, ZoneId zone, Locale language) {
        Locale written = language.equals(Locale.ENGLISH) ? Locale.UK : language;
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(written)
                .format(moment.atZone(zone));
    }
}
