package org.takeup.people;

import java.util.Optional;

/**
 * A person of a tenant's directory.
 *
 * @param id unique within the tenant; never an e-mail address
 * @param email lower case; empty when the sources gave none
 * @param unit the name of the unit they belong to, if they belong to one
 * @param managerId the person they report to, who need not be in the directory yet
 * @param active whether they still work here; nobody else is invited or counted
 * @param local where and in which language they work, as far as the sources say
 */
public record Person(
        String id,
        String name,
        String email,
        Optional<String> unit,
        Optional<String> managerId,
        boolean active,
        Local local) {
    /** Of whom no source says where they work. */
    public Person(
            String id, String name, String email, Optional<String> unit, Optional<String> managerId, boolean active) {
        this(id, name, email, unit, managerId, active, Local.UNKNOWN);
    }

    Facts facts() {
        return new Facts(name, email, unit, managerId, active, local);
    }
}
