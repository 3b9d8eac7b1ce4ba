package org.takeup.survey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.takeup.tenant.Workspace;

/**
 * Who was asked and who took part, in numbers: counted on the ballots while there are some, and as it was kept once a wave
 * is separated. Stateless; calls block.
 */
public final class Turnout {
    /** Who took part so far. Units that are too small for that are left out, as in {@link Participation#shown}. */
    public Participation of(Workspace workspace, Wave wave) {
        return of(workspace, List.of(wave)).getOrDefault(wave.id(), Participation.none());
    }

    /** The same for each of these waves, by id. */
    public Map<String, Participation> of(Workspace workspace, List<Wave> waves) {
        List<Wave> counting = waves.stream().filter(Turnout::isCounted).toList();
        Map<String, Participation> counted = new HashMap<>(TurnoutStore.participations(
                workspace,
                counting.stream()
                        .filter(wave -> !wave.privacy().isAnonymous())
                        .map(Wave::id)
                        .toList()));
        counted.putAll(Participation.ofAnonymous(workspace, counting));
        return waves.stream().collect(Collectors.toMap(Wave::id, wave -> {
            Participation all =
                    isCounted(wave) ? counted.getOrDefault(wave.id(), Participation.none()) : wave.participation();
            return all.shown(wave.privacy());
        }));
    }

    /** Who was asked and took part, as it is. Not to be shown: see {@link #of(Workspace, List)}. */
    static Participation exact(Workspace workspace, Wave wave) {
        return exact(workspace, List.of(wave)).getOrDefault(wave.id(), Participation.none());
    }

    /** The same for each of these waves, by their ids; all are counted in one query. */
    static Map<String, Participation> exact(Workspace workspace, Collection<Wave> waves) {
        var exact = new HashMap<String, Participation>();
        var counting = new ArrayList<String>();
        for (Wave wave : waves) {
            if (!isCounted(wave)) {
                exact.put(wave.id(), wave.participation());
            } else if (wave.privacy().isAnonymous()) {
                exact.put(
                        wave.id(),
                        Participation.of(
                                AnonymousAnswers.of(workspace, wave.id()).counts()));
            } else {
                counting.add(wave.id());
            }
        }
        exact.putAll(TurnoutStore.participations(workspace, counting));
        return exact;
    }

    private static boolean isCounted(Wave wave) {
        return switch (wave.state()) {
            case PLANNED, OPEN, CLOSED -> true;
            case SEPARATING, SEPARATED -> false;
        };
    }

    /** Who took part by messenger, where that can be shown. Its units are messengers' names; empty if the wave has but one. */
    Participation byMessenger(Workspace workspace, Wave wave) {
        Participation counted = isCounted(wave)
                ? new TurnoutStore(workspace, wave.id()).byMessenger()
                : new WaveStore(workspace).messengers(wave.id());
        return counted.shown(wave.privacy());
    }

    /** How many answers have come by the wave's open link. */
    long finishedByLink(Workspace workspace, Wave wave, Course.Link link) {
        return isCounted(wave) ? new TurnoutStore(workspace, wave.id()).finishedByNobody() : link.finished();
    }
}
