package org.takeup.focus;

/**
 * Somebody who was invited.
 *
 * @param id the digest of their link; says nothing about the link
 * @param notes whether what they say may be written down
 * @param quotes whether it may be repeated word for word, without their name
 * @param quota the unit whose seats they were invited for; empty if seats are for anybody
 * @param queue their place on the waiting list; 0 if they are not on it
 */
record Guest(
        String id, String group, String person, State state, Consent notes, Consent quotes, long queue, String quota) {
    /** What somebody did about the invitation. */
    enum State {
        INVITED,
        /** Would come; all seats were taken. */
        WAITING,
        COMING,
        DECLINED,
        /** Said yes, and took it back. */
        LEFT
    }

    /** What somebody said to one question. Who was not asked has not agreed. */
    enum Consent {
        UNASKED,
        YES,
        NO
    }

    boolean notable() {
        return state == State.COMING && notes == Consent.YES;
    }

    /** A quote is a note too: who wants nothing written down is not quoted. */
    boolean quotable() {
        return notable() && quotes == Consent.YES;
    }
}
