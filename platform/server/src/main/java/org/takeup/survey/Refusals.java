package org.takeup.survey;

import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/** Why somebody may not answer, or what they answered could not be written. Thread-safe; calls block. */
final class Refusals {
    private final Waves waves;

    Refusals(Waves waves) {
        this.waves = waves;
    }

    /** Why a ballot could not be written: closed by now, not there, or changed too often. */
    Problem ofWrite(Workspace workspace, Waves.Known known, BallotStore store, String ballot) {
        refuseClosed(workspace, known.wave().id());
        return store.find(ballot).isPresent() ? tooManyChanges() : notInvited();
    }

    /** The same for an anonymous ballot, of which nothing else is known. */
    Problem ofAnonymousWrite(Workspace workspace, String wave) {
        refuseClosed(workspace, wave);
        return tooManyChanges();
    }

    /** Looks past what is remembered of the wave. */
    private void refuseClosed(Workspace workspace, String wave) {
        waves.forget(workspace, wave);
        waves.find(workspace, wave).keyForBegun(workspace);
    }

    /** @throws Problem 409 if the wave is anonymous */
    static void refuseAnonymous(Waves.Known known) {
        if (known.wave().privacy().isAnonymous()) {
            throw new Problem(
                    409,
                    "answers-are-anonymous",
                    "This survey is anonymous, and the API knows who you are.",
                    "Answer on its pages: open the link of your mail, or /my-surveys/"
                            + known.wave().id() + " of this workspace.");
        }
    }

    private static Problem tooManyChanges() {
        return new Problem(
                429,
                "too-many-changes",
                "These answers have been changed too often.",
                "What was saved last stays and counts.");
    }

    static Problem notInvited() {
        return new Problem(
                403,
                "not-invited",
                "You are not invited to this survey.",
                "Ask the learning team if you think that you should be.");
    }
}
