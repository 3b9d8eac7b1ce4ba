package org.takeup.people;

import java.util.Optional;

/**
 * Somebody in an uploaded file.
 *
 * @param id the company's own id of the person, such as the number of an employee
 * @param email lower case; empty when the file gives none
 * @param manager the company's id of the person they report to
 * @param active whether they work here
 * @param local where they work, as far as the file or one before it says so
 */
public record FileEntry(
        String id,
        String name,
        String email,
        Optional<String> unit,
        Optional<String> manager,
        boolean active,
        Local local) {
    public FileEntry {
        email = People.lowerCase(email);
    }

    /** The same person, who does not work here any more. */
    public FileEntry gone() {
        return new FileEntry(id, name, email, unit, manager, false, local);
    }

    /** The same person, who reports to nobody that is known. */
    public FileEntry withoutManager() {
        return new FileEntry(id, name, email, unit, Optional.empty(), active, local);
    }

    /** With what was said before about where they work, as far as this says nothing about it. */
    public FileEntry keeping(Local before) {
        return new FileEntry(
                id,
                name,
                email,
                unit,
                manager,
                active,
                new Local(local.language().or(before::language), local.zone().or(before::zone)));
    }

    /** The directory's id, if it is somebody new. */
    String freshId() {
        return PersonIds.ofRecord("file", id);
    }

    /** @param managerId the directory's id of the manager */
    Facts facts(Optional<String> managerId) {
        return new Facts(name, email, unit, managerId, active, local);
    }
}
