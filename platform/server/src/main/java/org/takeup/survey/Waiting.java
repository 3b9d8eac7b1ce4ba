package org.takeup.survey;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * A survey that waits for somebody's answers.
 *
 * @param id of the wave; {@code /my-surveys/{id}} leads to its questions
 * @param purpose what one learns from it
 * @param started whether something is saved already
 */
public record Waiting(String id, String title, LocalizedText purpose, int minutes, Instant closes, boolean started) {
    /** The open surveys that this person is invited to and has not finished, the most urgent first. */
    static List<Waiting> on(Workspace workspace, Caller caller) {
        Map<String, Wave> byBallot = new LinkedHashMap<>();
        for (WaveStore.Keyed open :
                new WaveStore(workspace).open(workspace.clock().instant(), Surveys.LATEST)) {
            open.key().ifPresent(key -> {
                String id = open.wave().id();
                byBallot.put(WaveKey.ballotId(id, key.ticket(caller.personId())), open.wave());
            });
        }
        Map<String, Ballot> ballots = BallotStore.findAll(workspace, byBallot.keySet());
        return byBallot.entrySet().stream()
                .flatMap(each -> Stream.ofNullable(ballots.get(each.getKey()))
                        .filter(ballot -> !ballot.finished())
                        .map(ballot -> of(each.getValue(), ballot)))
                .toList();
    }

    private static Waiting of(Wave wave, Ballot ballot) {
        return new Waiting(
                wave.id(),
                wave.title(),
                wave.instrument().purpose(),
                wave.instrument().minutes(),
                wave.closes(),
                ballot.touched());
    }
}
