package org.takeup.people;

import java.util.Optional;

/**
 * What one source says of a person. A blank text, and a unit or a manager that is not there, says nothing.
 *
 * @param email lower case
 * @param manager the directory's id of the person they report to
 * @param active whether they work here
 * @param local where they work; of each part that is unknown it says nothing
 */
record Facts(String name, String email, Optional<String> unit, Optional<String> manager, boolean active, Local local) {
    Facts(String name, String email, Optional<String> unit, Optional<String> manager, boolean active) {
        this(name, email, unit, manager, active, Local.UNKNOWN);
    }

    Facts {
        email = People.lowerCase(email);
    }
}
