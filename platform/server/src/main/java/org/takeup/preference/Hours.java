package org.takeup.preference;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.tenant.TenantSettings;

/**
 * Hours of the week in which something may happen, by the clock on the wall of a zone. What the wall shows twice, on the
 * night when clocks go back, counts both times; what it never shows, when they go forward, is skipped. Immutable.
 *
 * @param days on which they are; none means every day. A moment is of the day that the calendar says, also after midnight
 * @param from their first moment
 * @param to the first moment after them, possibly past midnight; equal to {@code from} for the whole day
 */
record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    /** Further ahead nobody looks. More than a week, because a clock change can take a weekly hour away. */
    static final Duration HORIZON = Duration.ofDays(15);

    Hours {
        days = days.isEmpty() ? Set.of(DayOfWeek.values()) : Set.copyOf(days);
    }

    /** Those that are left by a tenant's quiet hours. */
    static Hours outsideQuiet(TenantSettings settings) {
        return outsideQuiet(settings, settings.zone());
    }

    /** The same by the clock of somebody who works elsewhere. */
    static Hours outsideQuiet(TenantSettings settings, ZoneId zone) {
        return new Hours(Set.of(), settings.mail().quietTo(), settings.mail().quietFrom(), zone);
    }

    /** Whether a moment is within them. */
    boolean open(Instant moment) {
        LocalDateTime wall = LocalDateTime.ofInstant(moment, zone);
        return days.contains(wall.getDayOfWeek()) && open(wall.toLocalTime());
    }

    private boolean open(LocalTime time) {
        boolean begun = !time.isBefore(from);
        boolean goesOn = time.isBefore(to);
        if (from.equals(to)) {
            return true;
        }
        return from.isBefore(to) ? begun && goesOn : begun || goesOn;
    }

    /** The first moment within them that is not before this one; nothing if there is none before the horizon. */
    Optional<Instant> next(Instant moment) {
        if (open(moment)) {
            return Optional.of(moment);
        }
        Instant end = moment.plus(HORIZON);
        return turns(moment, end).stream()
                .filter(each -> each.isAfter(moment) && !each.isAfter(end))
                .filter(this::open)
                .min(Instant::compareTo);
    }

    /** All moments at which they can begin: their own first moment, midnight, and whenever the clock on the wall is set. */
    private List<Instant> turns(Instant moment, Instant end) {
        ZoneRules rules = zone.getRules();
        var turns = new ArrayList<Instant>();
        LocalDate last = LocalDate.ofInstant(end, zone);
        for (LocalDate day = LocalDate.ofInstant(moment, zone); !day.isAfter(last); day = day.plusDays(1)) {
            for (LocalTime time : List.of(LocalTime.MIDNIGHT, from)) {
                LocalDateTime wall = day.atTime(time);
                rules.getValidOffsets(wall).forEach(offset -> turns.add(wall.toInstant(offset)));
            }
        }
        ZoneOffsetTransition change = rules.nextTransition(moment);
        while (change != null && !change.getInstant().isAfter(end)) {
            turns.add(change.getInstant());
            change = rules.nextTransition(change.getInstant());
        }
        return turns;
    }

    /** The first moment, not before this one, that is within both; nothing if they do not meet before the horizon. */
    Optional<Instant> nextWith(Hours other, Instant moment) {
        Instant end = moment.plus(HORIZON);
        Instant at = moment;
        while (!at.isAfter(end)) {
            Optional<Instant> ours = next(at);
            Optional<Instant> both = ours.flatMap(other::next);
            if (both.isEmpty() || both.equals(ours)) {
                return both.filter(each -> !each.isAfter(end));
            }
            at = both.get();
        }
        return Optional.empty();
    }
}
