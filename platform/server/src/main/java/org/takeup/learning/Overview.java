package org.takeup.learning;

import java.time.Instant;
import java.util.List;

/**
 * What take-up there is to look at.
 *
 * @param counted when it was counted
 * @param combined whether a unit and a course can be looked at together; not in very large organisations
 */
public record Overview(Instant counted, boolean combined, List<Group> units, List<Group> courses, Group total) {
    public Overview {
        units = List.copyOf(units);
        courses = List.copyOf(courses);
    }
}
