package org.takeup.delivery;

/**
 * A mail that is to be sent, without its text: that is composed when it is sent.
 *
 * @param key unique within the tenant, for example {@code invite:wave:person}; adding the same key twice sends once
 * @param personId of the directory, or the stakeholder's id
 * @param to one address, without a name
 * @param kind names the {@link MailComposer}
 * @param reference what the composer needs to find its matter again, for example a wave's or a step's id
 */
public record MailToSend(String key, String personId, String to, String kind, String reference) {
    private static final int LONGEST = 300;

    /** @throws IllegalArgumentException if a part is blank or too long, or the address is not one that can be sent to */
    public MailToSend {
        check("key", key);
        check("personId", personId);
        check("kind", kind);
        check("reference", reference);
        Address.require(to);
    }

    private static void check(String name, String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("The " + name + " of a mail has 1 to " + LONGEST + " characters");
        }
    }
}
