package org.takeup.question;

/**
 * Somebody who waits for the answer to a question.
 *
 * @param kind whether they asked it or said "me too"
 * @param named whether they let everybody know that it was them
 * @param moved whether they came here because their own question went into this one
 */
record Asker(String question, String person, Kind kind, boolean named, boolean moved, String order) {
    /** How somebody came to a question. */
    enum Kind {
        ASKED,
        VOTED
    }
}
