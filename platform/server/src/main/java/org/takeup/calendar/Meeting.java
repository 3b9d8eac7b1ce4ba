package org.takeup.calendar;

import java.time.Instant;
import java.util.Optional;

/**
 * What people are invited to.
 *
 * @param reference of the matter, unique within the workspace, for example a plan's id, a slash and a step's id
 * @param group of the matter, for example the plan's id: what is left out of a group is cancelled
 * @param beside another text whenever guests may read other words than before although these are the same; else empty
 * @param link to more, for whoever may see it
 */
public record Meeting(
        String reference,
        String group,
        Instant begins,
        Instant ends,
        String summary,
        String description,
        String beside,
        Optional<String> link) {
    /** Somebody who is invited. @param email one plain address */
    public record Guest(String personId, String email) {}
}
