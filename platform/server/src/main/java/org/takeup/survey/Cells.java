package org.takeup.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.takeup.store.SharedReads;
import org.takeup.tenant.Workspace;

/**
 * Whether a wave's quotas are filled. Answers are counted anew every two seconds at most, and whoever has begun may
 * finish, so that a few more can come than the quota says. Thread-safe.
 */
final class Cells {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST = 1_000;

    private final ConcurrentHashMap<Key, Counted> counted = new ConcurrentHashMap<>();

    private final SharedReads<Key, Counted> reading = new SharedReads<>();

    private record Key(String tenant, String wave) {}

    /** @param finished of all, those of nobody's included */
    private record Counted(long finished, Participation taken, Instant at) {}

    /** @throws WaveFull if the person has saved nothing yet and their part of the wave, or all of it, is full */
    void refuseBeginner(Workspace workspace, Wave wave, Ballot ballot) {
        Fieldwork.Quota quota = wave.fieldwork().quota();
        if (ballot.touched() || quota.equals(Fieldwork.Quota.NONE)) {
            return;
        }
        Counted now = count(workspace, wave);
        boolean full = quota.isFull(now.finished());
        boolean unitFull = !ballot.unit().isEmpty()
                && now.taken().units().stream()
                        .anyMatch(unit -> unit.unit().equals(ballot.unit()) && quota.isUnitFull(unit.finished()));
        if (full || unitFull) {
            throw new WaveFull();
        }
    }

    private Counted count(Workspace workspace, Wave wave) {
        var key = new Key(workspace.tenant().id(), wave.id());
        Instant now = workspace.clock().instant();
        Counted known = counted.get(key);
        if (known != null && now.isBefore(known.at().plus(FRESH)) && !now.isBefore(known.at())) {
            return known;
        }
        return reading.read(key, () -> count(workspace, wave, now), fresh -> {
            if (counted.size() >= MOST) {
                counted.clear();
            }
            counted.put(key, fresh);
        });
    }

    private static Counted count(Workspace workspace, Wave wave, Instant now) {
        Participation taken = Turnout.exact(workspace, wave);
        long byLink = new TurnoutStore(workspace, wave.id()).finishedByNobody();
        return new Counted(taken.finished() + byLink, taken, now);
    }
}
