package org.takeup.delivery;

import java.util.Optional;

/**
 * A composed mail.
 *
 * @param subject one line, at most 200 characters
 * @param text plain text; lines may be of any length, so that links stay whole
 * @param voice in whose name it is, if not in the sender's own
 */
public record Mail(String subject, String text, Optional<Voice> voice) {
    private static final int LONGEST_SUBJECT = 200;

    /**
     * In whose name a mail is. It is sent from the sender's address all the same.
     *
     * @param name shown in place of the sender's name
     * @param replyTo where answers go; if nothing, to the sender
     */
    public record Voice(String name, Optional<String> replyTo) {
        private static final int LONGEST_NAME = 200;

        /** @throws IllegalArgumentException if the name could begin a header of its own, or the address is no plain one */
        public Voice {
            if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Address::breaksHeader)) {
                throw new IllegalArgumentException("A name is one line of 1 to " + LONGEST_NAME + " characters");
            }
            replyTo.ifPresent(Address::require);
        }
    }

    /** In the sender's own name. */
    public Mail(String subject, String text) {
        this(subject, text, Optional.empty());
    }

    /** @throws IllegalArgumentException if the subject is blank, too long or more than one line: no header can be smuggled in */
    public Mail {
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("A subject has 1 to " + LONGEST_SUBJECT + " characters");
        }
        if (subject.chars().anyMatch(Address::breaksHeader)) {
            throw new IllegalArgumentException("A subject is one line without control characters");
        }
    }
}
