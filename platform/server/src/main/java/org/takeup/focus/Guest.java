package org.takeup.focus;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody who was invited.
 *
 * @param id the digest of their link; says nothing about the link
 * @param notes whether what they say may be written down
 * @param quotes whether it may be repeated word for word, without their name
 * @param quota label of the quota whose seats they were invited for; empty if seats are for anybody
 * @param answerBy the last day, in the group's zone, on which their seat is kept for them while they say nothing; as they were
 *     told. Nothing if nobody waits for it
 * @param queue their place on the waiting list; 0 if they are not on it
 */
record Guest(
        String id,
        String group,
        String person,
        State state,
        Consent notes,
        Consent quotes,
        long queue,
        String quota,
        Optional<LocalDate> answerBy) {
    /** What somebody did about the invitation. */
    enum State {
        INVITED,
        /** Said nothing while there was time, so that somebody else was asked. May still come if there is room. */
        LAPSED,
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
