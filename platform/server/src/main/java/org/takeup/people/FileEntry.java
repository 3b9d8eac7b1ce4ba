package org.takeup.people;

import java.util.Optional;

/**
 * Somebody in an uploaded file.
 *
 * @param id the company's own id of the person, such as the number of an employee
 * @param email lower case; empty when the file gives none
 * @param manager the company's id of the person they report to
 * @param active whether they work here
 */
public record FileEntry(
        String id, String name, String email, Optional<String> unit, Optional<String> manager, boolean active) {
    public FileEntry {
        email = People.lowerCase(email);
    }

    /** The same person, who does not work here any more. */
    public FileEntry gone() {
        return new FileEntry(id, name, email, unit, manager, false);
    }

    /** The directory's id, if it is somebody new. */
    String freshId() {
        return PersonIds.ofRecord("file", id);
    }

    /** @param managerId the directory's id of the manager */
    Facts facts(Optional<String> managerId) {
        return new Facts(name, email, unit, managerId, active);
    }
}
