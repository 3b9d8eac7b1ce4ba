package org.takeup.plan.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Local days and times as moments. */
public final class Moments {
    private Moments() {}

    /**
     * The one moment at which a clock in the zone shows this. In the hour that is left out in spring, it is as much later
     * as clocks jump; in the hour that comes twice in autumn, it is the first of the two. So whatever is due at a local
     * time is due exactly once on each day.
     */
    public static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
