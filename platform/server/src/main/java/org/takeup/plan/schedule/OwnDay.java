package org.takeup.plan.schedule;

import java.time.LocalDate;

/**
 * Days that an organisation has set itself.
 *
 * @param from the first
 * @param to the last, {@code from} or later
 * @param region for which they are; empty for all
 * @param kind what they mean
 */
public record OwnDay(String id, String name, LocalDate from, LocalDate to, String region, Kind kind) {
    /** What the days mean. */
    public enum Kind {
        /** Nobody works. */
        DAY_OFF("Day off"),
        /** People work, but nothing is to be said to them: the end of the year's accounts, a strike, a release. */
        BLACKOUT("Nothing is said");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    boolean covers(LocalDate day, String where) {
        return !day.isBefore(from) && !day.isAfter(to) && (region.isEmpty() || region.equals(where));
    }
}
