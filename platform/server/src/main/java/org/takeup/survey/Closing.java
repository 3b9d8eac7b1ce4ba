package org.takeup.survey;

import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Closes waves, by time and by hand, and then separates the answers from the people for good. A wave that was closed is
 * separated in the end, wherever a node dies in between: each step is asked for before the one that needs it is done.
 */
final class Closing {
    private static final String CLOSE = "survey-close";
    private static final String SEPARATE = "survey-separate";
    private static final Set<Wave.State> TO_SEPARATE = EnumSet.of(Wave.State.CLOSED, Wave.State.SEPARATING);

    private final Waves waves;
    private final BiConsumer<Workspace, String> separated;
    private final TenantJobs jobs;
    private final Events events;

    /** @param separated told of each wave that was separated, more than once if a node dies in between */
    Closing(Waves waves, BiConsumer<Workspace, String> separated, TenantJobs jobs, Events events) {
        this.events = events;
        this.waves = waves;
        this.separated = separated;
        this.jobs = jobs;
        jobs.register(CLOSE, (workspace, payload) -> {
            String wave = payload.getString("wave");
            if (payload.containsKey("planned") && !closesAt(workspace, wave, payload.getDate("at"))) {
                // It was changed while it was planned; another job closes it.
                return;
            }
            mark(workspace, wave, payload.getDate("at").toInstant());
            separateSoon(workspace, wave);
        });
        jobs.register(SEPARATE, (workspace, payload) -> separate(workspace, payload.getString("wave")));
    }

    /** Has the wave close when its time has come, and those who were answering have had theirs. Before it is stored: should it never be, nothing happens then. */
    void plan(Workspace workspace, Wave wave) {
        jobs.add(
                workspace,
                CLOSE,
                payload(wave.id(), wave.closes()).append("planned", true),
                wave.closes().plus(Wave.GRACE));
    }

    private static boolean closesAt(Workspace workspace, String waveId, Date at) {
        return new WaveStore(workspace)
                .find(waveId)
                .filter(found -> Date.from(found.wave().closes()).equals(at))
                .isPresent();
    }

    /** Closes the wave. A wave that is closed already keeps its time, and is separated if it has not been. */
    void close(Workspace workspace, String waveId, Instant at) {
        jobs.add(workspace, CLOSE, payload(waveId, at));
        mark(workspace, waveId, at);
    }

    private static Document payload(String waveId, Instant at) {
        return new Document("wave", waveId).append("at", Date.from(at));
    }

    private void mark(Workspace workspace, String waveId, Instant at) {
        new WaveStore(workspace).close(waveId, at);
        waves.changed(workspace, waveId);
    }

    /** Goes by the state that is stored: whoever closed the wave may have died right after. */
    private void separateSoon(Workspace workspace, String waveId) {
        boolean waits = new WaveStore(workspace)
                .find(waveId)
                .filter(found -> TO_SEPARATE.contains(found.wave().state()))
                .isPresent();
        if (waits) {
            events.tell(workspace, Event.once(Event.Kind.SURVEY_CLOSED, "wave", waveId));
            // Later than any node may still take an answer, so that none is taken and then lost.
            Instant due = workspace.clock().instant().plus(Waves.FRESH).plusSeconds(1);
            jobs.add(workspace, SEPARATE, new Document("wave", waveId), due);
        }
    }

    /** Safe to break off anywhere and to repeat: the key of the new ids is kept until the last ballot has one. */
    private void separate(Workspace workspace, String waveId) {
        var store = new WaveStore(workspace);
        Optional<Wave> wave = store.find(waveId).map(WaveStore.Keyed::wave);
        if (wave.isEmpty()) {
            // A pilot that was thrown away meanwhile.
            return;
        }
        OlderWaves.say(workspace, waveId);
        var kept = new ShownStore(workspace);
        if (wave.get().state() == Wave.State.CLOSED) {
            kept.keep(waveId, new FewApart(workspace).of(wave.get()));
        }
        FewApart.Shown shown = kept.of(waveId);
        if (wave.get().privacy().isAnonymous()) {
            new AnonymousClosing(workspace, waveId).separate(shown);
        } else {
            new InterimClosing(workspace, wave.get()).keepUnseen(shown);
            Optional<WaveKey> key = store.beginSeparating(waveId, new TurnoutStore(workspace, waveId).participation());
            Snapshot snapshot = store.snapshot(waveId)
                    .orElseThrow(() -> new IllegalStateException("Wave " + waveId + " has no snapshot"));
            key.ifPresent(
                    each -> new SeparationStore(workspace, waveId).separate(each, snapshot.questionnaire(), shown));
        }
        // Before it says that it is separated: whoever reads that may rely on it that who was drawn is forgotten.
        Rotation.end(workspace, wave.get());
        store.separated(waveId);
        new InterimStore(workspace, waveId).clear();
        waves.changed(workspace, waveId);
        if (!wave.get().fieldwork().pilot()) {
            separated.accept(workspace, waveId);
            events.tell(workspace, Event.once(Event.Kind.SURVEY_RESULTS, "wave", waveId));
        }
    }
}
