package org.takeup.survey;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Problem;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * What a ticket opens: finds the ballot of whoever holds it, and refuses who may not fill it in. Writes nothing.
 * Thread-safe; calls block.
 */
final class Tickets {
    private final Waves waves;
    private final Cells cells;

    Tickets(Waves waves, Cells cells) {
        this.waves = waves;
        this.cells = cells;
    }

    /**
     * The ballot that a ticket opens. For {@link Wave#GRACE} after the wave's time, only of whoever has begun.
     *
     * @throws WaveClosed if the wave takes no answers any more
     * @throws Problem not found if the ticket opens nothing
     * @throws WaveFull if nothing is saved yet and a quota of the wave is filled
     */
    Held open(Workspace workspace, String waveId, String ticket) {
        Waves.Known known = waves.find(workspace, waveId);
        known.keyForBegun(workspace);
        Held held = held(workspace, known, ticket);
        if (!held.isAnonymous() && !held.ballot().touched()) {
            known.keyForAnswers(workspace);
        }
        return held;
    }

    /**
     * The same for somebody who sends a page, and so has begun. Where nothing depends on what they answered before, the
     * ballot is not read: the write finds out whether it is there.
     */
    Held openToSend(Workspace workspace, String waveId, String ticket) {
        Waves.Known known = waves.find(workspace, waveId);
        known.keyForBegun(workspace);
        boolean depends = known.wave().privacy().isAnonymous()
                || !known.wave().fieldwork().quota().equals(Fieldwork.Quota.NONE)
                || !known.snapshot().questionnaire().shownIf().isEmpty();
        if (depends || !WaveKey.isTicket(ticket)) {
            return held(workspace, known, ticket);
        }
        var blank = new Ballot("", false, false, Map.of(), Set.of());
        return new Held(known, WaveKey.ballotId(waveId, ticket), blank, "", false, true);
    }

    /** The same with its ballot. @throws Problem not found if there is none */
    Held read(Workspace workspace, Held held) {
        return held.unread()
                ? new BallotStore(workspace, held.known().wave().id())
                        .find(held.id())
                        .map(ballot -> new Held(held.known(), held.id(), ballot))
                        .orElseThrow(Problem::notFound)
                : held;
    }

    private Held held(Workspace workspace, Waves.Known known, String ticket) {
        String waveId = known.wave().id();
        String id = WaveKey.ballotId(waveId, ticket);
        if (known.wave().privacy().isAnonymous()) {
            return opened(workspace, known, ticket)
                    .or(() -> byLink(workspace, known, id))
                    .orElseThrow(Problem::notFound);
        }
        Ballot ballot = Optional.of(ticket)
                .filter(WaveKey::isTicket)
                .flatMap(ignored -> new BallotStore(workspace, waveId).find(id))
                .orElseThrow(Problem::notFound);
        cells.refuseBeginner(workspace, known.wave(), ballot);
        return new Held(known, id, ballot);
    }

    /** Whether this opens a ballot of an open link. */
    boolean isByLink(Workspace workspace, Waves.Known known, String ticket) {
        return byLink(workspace, known, WaveKey.ballotId(known.wave().id(), ticket))
                .isPresent();
    }

    /** @throws WaveFull if nobody of this unit may begin any more */
    void refuseBeginner(Workspace workspace, Wave wave, String unit) {
        cells.refuseBeginner(workspace, wave, new Ballot(unit, false, false, Map.of(), Set.of()));
    }

    /** A ballot of an open link, which belongs to nobody from the beginning. */
    private static Optional<Held> byLink(Workspace workspace, Waves.Known known, String id) {
        return new BallotStore(workspace, known.wave().id()).find(id).map(ballot -> new Held(known, id, ballot));
    }

    /** The ballot of an anonymous wave that has this secret in its address, if it has any. */
    Optional<Held> opened(Workspace workspace, Waves.Known known, String secret) {
        known.keyForBegun(workspace);
        String wave = known.wave().id();
        return Optional.of(secret)
                .filter(AnonymousWave::isSecret)
                .flatMap(text -> new AnonymousAnswers(workspace, wave).open(text))
                .map(own -> new Held(known, "", own.ballot(), secret, own.byBrowser(), false));
    }

    /** The wave, whether it takes answers or not. */
    Waves.Known known(Workspace workspace, String waveId) {
        return waves.find(workspace, waveId);
    }

    /** The wave, if it takes answers. @throws WaveClosed if it takes none any more */
    Waves.Known asking(Workspace workspace, String waveId) {
        Waves.Known known = waves.find(workspace, waveId);
        known.keyForAnswers(workspace);
        return known;
    }

    /**
     * The ballot of a signed-in person.
     *
     * @throws Problem 409 if the wave is anonymous: whoever is signed in is known
     * @throws WaveClosed if the wave takes no answers any more: whose answers are whose is not known then
     * @throws Problem 403 if they are not invited
     */
    Held own(Workspace workspace, Caller caller, String waveId) {
        Waves.Known known = waves.find(workspace, waveId);
        Refusals.refuseAnonymous(known);
        String id = WaveKey.ballotId(waveId, known.keyForAnswers(workspace).ticket(caller.personId()));
        return new BallotStore(workspace, waveId)
                .find(id)
                .map(ballot -> new Held(known, id, ballot))
                .orElseThrow(Refusals::notInvited);
    }

    /** The ticket of a signed-in person. Made, not looked up: whether it opens a ballot shows when it is used. */
    String ticketOf(Workspace workspace, String waveId, Caller caller) {
        return waves.find(workspace, waveId).keyForAnswers(workspace).ticket(caller.personId());
    }
}
