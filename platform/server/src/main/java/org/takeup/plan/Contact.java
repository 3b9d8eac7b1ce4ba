package org.takeup.plan;

import org.takeup.delivery.Address;
import org.takeup.people.Person;

/**
 * Somebody behind an audience or a messenger.
 *
 * @param id of the person, or of the stakeholder whose mailbox it is
 * @param email as the directory has it: may be empty, and may be one that no mail can go to
 * @param mailbox whether this is a mailbox of the organisation, read by whoever reads it, and no person
 */
record Contact(String id, String email, boolean mailbox) {
    static Contact mailbox(Stakeholder owner, String address) {
        return new Contact(owner.id(), address, true);
    }

    static Contact person(Person person) {
        return new Contact(person.id(), person.email(), false);
    }

    /** Whether a mail can go to this address. Directories have others as well, and one such must not hold up the rest. */
    boolean canGetMail() {
        return Address.isPlain(email);
    }
}
