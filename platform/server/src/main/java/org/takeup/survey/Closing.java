package org.takeup.survey;

import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/** Closes waves, by time and by hand, and then separates the answers from the people for good. */
final class Closing {
    private static final String CLOSE = "survey-close";
    private static final String SEPARATE = "survey-separate";

    private final Waves waves;
    private final TenantJobs jobs;

    Closing(Waves waves, TenantJobs jobs) {
        this.waves = waves;
        this.jobs = jobs;
        jobs.register(CLOSE, (workspace, payload) -> {
            String wave = payload.getString("wave");
            close(workspace, wave, waves.find(workspace, wave).wave().closes());
        });
        jobs.register(SEPARATE, (workspace, payload) -> separate(workspace, payload.getString("wave")));
    }

    /** Closes the wave when its time has come. */
    void plan(Workspace workspace, Wave wave) {
        jobs.add(workspace, CLOSE, new Document("wave", wave.id()), wave.closes());
    }

    /** Closes the wave. Nothing happens if it is closed already. */
    void close(Workspace workspace, String waveId, Instant at) {
        boolean was = new WaveStore(workspace).close(waveId, at);
        waves.changed(workspace, waveId);
        if (was) {
            // Later than any node may still take an answer, so that none is taken and then lost.
            Instant due = workspace.clock().instant().plus(Waves.FRESH).plusSeconds(1);
            jobs.add(workspace, SEPARATE, new Document("wave", waveId), due);
        }
    }

    /** Safe to break off anywhere and to repeat: the key of the new ids is kept until the last ballot has one. */
    private void separate(Workspace workspace, String waveId) {
        var store = new WaveStore(workspace);
        var ballots = new BallotStore(workspace, waveId);
        Optional<WaveKey> key = store.beginSeparating(waveId, ballots.participation());
        key.ifPresent(ballots::separate);
        store.separated(waveId);
        waves.changed(workspace, waveId);
    }
}
