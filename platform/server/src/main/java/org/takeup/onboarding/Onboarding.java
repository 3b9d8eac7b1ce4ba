package org.takeup.onboarding;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One organisation on its way to a workspace.
 *
 * @param id of the tenant to be
 * @param by who asked: {@code sign-up}, the operator's id, or {@code file}
 * @param confirmed when the work was ordered: the address was verified, or the operator asked
 * @param ended when it was ready or given up
 * @param done when each step was done
 * @param trouble what kept the last try from going on; empty if nothing did
 * @param tries that have failed so far
 * @param mailed whether the mail of its state has gone out
 * @param mailTrouble why it has not, for the operator; empty if nothing is known
 */
public record Onboarding(
        String id,
        Wish wish,
        String by,
        State state,
        Instant asked,
        Optional<Instant> confirmed,
        Optional<Instant> ended,
        Map<Step, Instant> done,
        Trouble trouble,
        int tries,
        boolean mailed,
        String mailTrouble) {

    /** Where it stands. */
    public enum State {
        /** Somebody asked; nobody has shown yet that the mail address is theirs. */
        ASKED,
        /** The work goes on. */
        FOUNDING,
        /** The work broke off for good; what was made is being taken back. */
        WITHDRAWING,
        /** The workspace is here. */
        READY,
        /** All was taken back. It can be tried again. */
        FAILED
    }

    /** What has to be done, in this order. Each is safe to repeat. */
    public enum Step {
        KEYS,
        ORGANISATION,
        ADDRESSES,
        ADMIN,
        OPENING
    }

    /** Why it does not go on. */
    public enum Trouble {
        NONE,
        /** The sign-in service does not answer. */
        AWAY,
        /** The address was somebody else's by then. */
        TAKEN,
        /** The sign-in service refuses; the operator has to look. */
        REFUSED,
        /** A fault of the platform. */
        FAULT
    }

    public Onboarding {
        done = Map.copyOf(done);
    }

    /** Whether a tenant's file asks for it: its workspace is the file's matter, and stays whatever becomes of this. */
    public boolean byFile() {
        return by.equals(Founder.BY_FILE);
    }

    /** Whether nothing goes on by itself. */
    public boolean rests() {
        return state == State.ASKED || state == State.READY || state == State.FAILED;
    }
}
