package org.takeup.survey;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.tenant.Workspace;

/**
 * Who may still be reminded. The only place where a person and whether they have finished are seen together, and only
 * while the wave is open and its key is there.
 */
final class Unanswered {
    private Unanswered() {}

    /**
     * Those of these people who were invited and have not finished; in an anonymous wave, who have not begun. At most a few
     * hundred at a time.
     *
     * @param people ids of the directory
     */
    static Set<String> among(Workspace workspace, Waves.Known known, Collection<String> people) {
        Optional<WaveKey> key = known.key();
        if (key.isEmpty()) {
            return Set.of();
        }
        var byBallot = new HashMap<String, String>();
        people.forEach(person ->
                byBallot.put(WaveKey.ballotId(known.wave().id(), key.get().ticket(person)), person));
        return known.wave().privacy().isAnonymous() ? notBegun(workspace, byBallot) : notFinished(workspace, byBallot);
    }

    private static Set<String> notFinished(Workspace workspace, Map<String, String> byBallot) {
        var unanswered = new HashSet<String>();
        BallotStore.findAll(workspace, byBallot.keySet()).forEach((id, ballot) -> {
            if (!ballot.finished()) {
                unanswered.add(byBallot.get(id));
            }
        });
        return unanswered;
    }

    /** In an anonymous wave nothing else is known of anybody. */
    private static Set<String> notBegun(Workspace workspace, Map<String, String> byTicket) {
        var unanswered = new HashSet<String>();
        AnonymousWave.guests(workspace, byTicket.keySet()).forEach((id, guest) -> {
            if (!guest.begun()) {
                unanswered.add(byTicket.get(id));
            }
        });
        return unanswered;
    }
}
