package org.takeup.survey;

/**
 * A ballot in the hands of the person who may fill it in.
 *
 * @param secret of an anonymous ballot, by which it is found and opened; else empty
 * @param byBrowser whether the browser has made the token of an anonymous ballot
 * @param unread whether the ballot was not looked at and is shown as a blank one
 */
record Held(Waves.Known known, String id, Ballot ballot, String secret, boolean byBrowser, boolean unread) {
    Held(Waves.Known known, String id, Ballot ballot) {
        this(known, id, ballot, "", false, false);
    }

    boolean isAnonymous() {
        return !secret.isEmpty();
    }

    @Override
    public String toString() {
        return "Held";
    }

    /** Tells this ballot from others, for counting only. */
    String key() {
        return id.isEmpty() ? WaveKey.ballotId(known.wave().id(), secret) : id;
    }

    Steps steps() {
        return Steps.of(known.snapshot().questionnaire(), ballot);
    }

    Progress progress() {
        return steps().progress(ballot.finished());
    }
}
