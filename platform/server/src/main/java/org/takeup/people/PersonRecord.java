package org.takeup.people;

import java.util.Optional;

/**
 * A person as a source describes them: a learning platform, later SCIM or a file.
 *
 * @param source what the record is from, for example a connection's id; ids of two sources never meet
 * @param externalId the source's own id of this person
 * @param email any case; empty when the source gives none
 * @param manager the manager's external id in the same source
 */
public record PersonRecord(
        String source,
        String externalId,
        String name,
        String email,
        Optional<String> unit,
        Optional<String> manager,
        boolean active) {

    /** The directory's id of this person. Known before the record is stored, so that sources can refer to it. */
    public String personId() {
        return PersonIds.ofRecord(source, externalId);
    }

    Facts facts() {
        return new Facts(name, email, unit, manager.map(id -> PersonIds.ofRecord(source, id)), active);
    }
}
