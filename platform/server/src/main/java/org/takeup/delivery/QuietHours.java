package org.takeup.delivery;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.takeup.tenant.TenantSettings;

/**
 * The hours in which a tenant's mail rests.
 *
 * @param from first moment of rest, in the zone
 * @param to first moment after it, possibly of the next day; equal to {@code from} for no rest at all
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    static QuietHours of(TenantSettings settings) {
        return new QuietHours(settings.mail().quietFrom(), settings.mail().quietTo(), settings.zone());
    }

    /** When the rest that this moment falls into ends, if it falls into one. */
    Optional<Instant> endOf(Instant moment) {
        ZonedDateTime now = moment.atZone(zone);
        LocalTime time = now.toLocalTime();
        boolean overNight = to.isBefore(from);
        boolean afterStart = !time.isBefore(from);
        boolean beforeEnd = time.isBefore(to);
        boolean quiet = overNight ? afterStart || beforeEnd : afterStart && beforeEnd;
        if (!quiet) {
            return Optional.empty();
        }
        boolean endsTomorrow = overNight && afterStart;
        ZonedDateTime end =
                now.toLocalDate().plusDays(endsTomorrow ? 1 : 0).atTime(to).atZone(zone);
        // On the night when clocks go back, the end may lie in the hour that comes twice.
        return Optional.of(
                end.isAfter(now)
                        ? end.toInstant()
                        : end.withLaterOffsetAtOverlap().toInstant());
    }
}
