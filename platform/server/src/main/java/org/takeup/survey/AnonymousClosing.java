package org.takeup.survey;

import java.util.Optional;
import java.util.Set;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.tenant.Workspace;

/**
 * Counts the answers of an anonymous wave that has closed: opens them, gives them new ids, and destroys the keys and who was
 * let in. May be broken off at any point and repeated.
 */
final class AnonymousClosing {
    private final Workspace workspace;
    private final String waveId;

    AnonymousClosing(Workspace workspace, String waveId) {
        this.workspace = workspace;
        this.waveId = waveId;
    }

    void separate(FewApart.Shown shown) {
        var store = new WaveStore(workspace);
        AnonymousWave wave = AnonymousAnswers.of(workspace, waveId);
        Optional<WaveKey> key = store.beginSeparating(waveId, Participation.of(wave.counts()));
        Wave closing = store.find(waveId).orElseThrow().wave();
        int smallest = closing.privacy().smallestGroup();
        if (key.isPresent() && closing.participation().finished() >= smallest) {
            // As counted when this began: what was handed over already is not counted again.
            Set<String> kept = shown == FewApart.Shown.ALL
                    ? CountedUnits.kept(closing.participation().units(), smallest)
                    : Set.of();
            var ballots = new SeparationStore(workspace, waveId);
            wave.handOver(answers -> ballots.takeOver(answers, key.get(), unit -> kept.contains(unit) ? unit : ""));
        }
        // Those of the open link, which belong to nobody.
        Snapshot snapshot = store.snapshot(waveId)
                .orElseThrow(() -> new IllegalStateException("Wave " + waveId + " has no snapshot"));
        key.ifPresent(each -> new SeparationStore(workspace, waveId).separate(each, snapshot.questionnaire(), shown));
        wave.end();
    }
}
