package org.takeup.business;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the organisation wants most.
 *
 * @param owner who answers for it, as people call them
 * @param weight 1 to 5, 5 counts most
 * @param from the day on which it begins to claim people
 * @param deadline the last day on which it does
 * @param claims whom it claims for how long; may be empty
 * @param by name of the planner who changed it last
 * @param version grows with each change
 */
public record Priority(
        String id,
        String name,
        String owner,
        int weight,
        LocalDate from,
        LocalDate deadline,
        List<Claim> claims,
        Instant changed,
        String by,
        long version) {
    public Priority {
        claims = List.copyOf(claims);
    }

    /** @param segment key of a segment @param hours of work a week that each of its people gives to the priority */
    public record Claim(String segment, double hours) {}
}
