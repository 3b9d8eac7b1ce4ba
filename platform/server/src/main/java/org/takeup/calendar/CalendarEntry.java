package org.takeup.calendar;

import java.time.Instant;
import java.util.Optional;

/**
 * What happens from one moment to another, as a calendar shows it. Moments are written in UTC, so that every calendar
 * shows them in its own zone, and no clock change makes them ambiguous.
 *
 * @param uid the same as long as it is the same thing, in the whole world; plain ASCII without blanks
 * @param sequence grows with each change that people must hear of
 * @param stamp when it was last changed
 * @param place where, or empty
 * @param link to more, for whoever may see it
 */
public record CalendarEntry(
        String uid,
        long sequence,
        Instant stamp,
        Instant begins,
        Instant ends,
        String summary,
        String description,
        String place,
        Optional<String> link,
        boolean cancelled) {
    /** @throws IllegalArgumentException if it ends before it begins, or the uid could break a line */
    public CalendarEntry {
        if (!uid.matches("[A-Za-z0-9@._-]{1,200}")) {
            throw new IllegalArgumentException("A UID is of letters, digits, @, dots and hyphens");
        }
        if (ends.isBefore(begins)) {
            throw new IllegalArgumentException("It ends before it begins");
        }
    }

    /** Its first version: to be shown, not cancelled, without place or link. */
    public static CalendarEntry first(
            String uid, Instant stamp, Instant begins, Instant ends, String summary, String description) {
        return new CalendarEntry(uid, 0, stamp, begins, ends, summary, description, "", Optional.empty(), false);
    }

    /** The same in other words. */
    public CalendarEntry saying(String otherSummary, String otherDescription) {
        return new CalendarEntry(
                uid, sequence, stamp, begins, ends, otherSummary, otherDescription, place, link, cancelled);
    }

    /** The same at another version. */
    public CalendarEntry at(long otherSequence, Instant otherStamp, boolean nowCancelled) {
        return new CalendarEntry(
                uid, otherSequence, otherStamp, begins, ends, summary, description, place, link, nowCancelled);
    }
}
