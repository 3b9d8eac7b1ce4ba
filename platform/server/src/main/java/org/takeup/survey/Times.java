package org.takeup.survey;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people read them. */
final class Times {
    private Times() {}

    static String inWords(Instant moment, ZoneId zone) {
        return inWords(moment, zone, Locale.ENGLISH);
    }

    static String inWords(Instant moment, ZoneId zone, Locale language) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", language).format(moment.atZone(zone));
    }
}
