package org.takeup.delivery;

/**
 * A composed mail.
 *
 * @param subject one line, at most 200 characters
 * @param text plain text; lines may be of any length, so that links stay whole
 */
public record Mail(String subject, String text) {
    private static final int LONGEST_SUBJECT = 200;

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
