package org.takeup.people;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of people, by name.
 *
 * @param next where the following part begins, if there is more
 */
public record PeoplePage(List<Person> people, Optional<String> next) {
    public PeoplePage {
        people = List.copyOf(people);
    }
}
