package org.takeup.survey;

import static com.mongodb.client.model.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.people.Segment;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.questionnaire.Use;
import org.takeup.store.ServedStore;
import org.takeup.store.Signals;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The newest results that show anything, for all who go by them, in few queries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewestShownIT {
    private static final List<String> SCALES = Use.WORK_CONTEXT.scales();

    private final Looks looks = new Looks("waves");
    private ServedStore store;
    private TestPlatform platform;
    private Vertx vertx;
    private Outcomes outcomes;

    @BeforeAll
    void start() {
        store = new ServedStore();
        platform = TestPlatform.on(store.uri(), HashMap::new, Clock.systemUTC(), looks);
        vertx = Vertx.vertx();
        var waves = new Waves(new Signals(vertx));
        outcomes = new Outcomes(waves, new Results(waves, null), null);
    }

    @AfterAll
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        platform.close();
        store.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** Results of the workspace's own questionnaire that opened so many minutes ago. */
    private static String results(Workspace workspace, int minutes) {
        String id = Separated.own(
                workspace, Segment.everybody(), SCALES, Map.of("", Collections.nCopies(6, List.of(4, 4, 4, 4))));
        Instant opened = Instant.now().minus(Duration.ofMinutes(minutes));
        workspace.collection(WaveStore.WAVES).update(id, set("opened", Date.from(opened)));
        return id;
    }

    private static String hidden(Workspace workspace, int minutes) {
        String id = results(workspace, minutes);
        Answered.withhold(workspace, id, FewApart.Shown.NOTHING);
        return id;
    }

    private static Wave wave(Workspace workspace, String id) {
        return new WaveStore(workspace).find(id).orElseThrow().wave();
    }

    private static List<String> ids(List<Wave> waves) {
        return waves.stream().map(Wave::id).toList();
    }

    @Test
    void aSurveyThatShowsNothingBesideAnotherHidesNoneBeforeIt() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        String good = results(workspace, 30);
        String hidden = hidden(workspace, 20);
        var signal = new Signal("low", SCALES.getFirst(), LocalizedText.english("No time"));
        new SignalStore(workspace).keep(good, List.of(signal));
        new SignalStore(workspace).keep(hidden, List.of());
        assertEquals(
                Optional.of(good),
                outcomes.latestResults(workspace, Locale.ENGLISH).map(ResultsView::wave));
        assertEquals(List.of(signal), outcomes.latestSignals(workspace));
        assertEquals(
                Optional.of(good),
                outcomes.latestFor(workspace, Use.WORK_CONTEXT, Locale.ENGLISH)
                        .map(latest -> latest.results().wave()));
        assertEquals(List.of(good), ids(outcomes.counted(workspace, Use.WORK_CONTEXT, 5)));
        assertEquals(List.of(good), ids(outcomes.asking(workspace, "item-" + SCALES.getFirst(), 1)));
        String plugin = wave(workspace, good).instrument().plugin();
        assertEquals(
                Optional.of(good),
                outcomes.newestOf(workspace, plugin, Instant.now().minus(Duration.ofDays(1)))
                        .map(results -> results.wave().id()));
        assertEquals(
                Optional.empty(),
                outcomes.newestOf(workspace, plugin, Instant.now().plus(Duration.ofDays(1))));
        String later = results(workspace, 10);
        assertEquals(List.of(good), ids(new Comparisons().earlier(workspace, wave(workspace, later))));
    }

    @Test
    void theNewestOfEachInstrumentIsFoundWithOneQueryHoweverManyInstrumentsThereAre() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        var newest = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            for (int minutes : List.of(10 + i, 60 + i)) {
                String id = results(workspace, minutes);
                workspace.collection(WaveStore.WAVES).update(id, set("instrument.id", "questions-" + i));
                newest.add(minutes < 60 ? id : "");
            }
        }
        newest.removeIf(String::isEmpty);
        var waves = new NewestWaves(workspace);
        assertEquals(new Looks.Heard<>(newest, List.of("aggregate")), looks.during(() -> waves.ofEachInstrument(50)));
        assertEquals(newest.subList(0, 3), waves.ofEachInstrument(3));
        assertEquals(
                new Looks.Heard<>(Optional.of(newest.getFirst()), List.of("find")),
                looks.during(() -> waves.ofAll().map(Wave::id)));
    }
}
