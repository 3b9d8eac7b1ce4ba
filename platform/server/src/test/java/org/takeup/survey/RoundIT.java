package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.store.ServedStore;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Beside which surveys another one has to stand, and what it costs to find that out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundIT {
    private final Looks looks = new Looks("wave_snapshots");
    private ServedStore store;
    private TestPlatform platform;

    @BeforeAll
    void start() {
        store = new ServedStore();
        platform = TestPlatform.on(store.uri(), HashMap::new, Clock.systemUTC(), looks);
    }

    @AfterAll
    void stop() {
        platform.close();
        store.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** An open survey with an instrument of its own that asks this one question. @return its id */
    private static String asking(Workspace workspace, String question, LocalizedText text) {
        var item = new Item.Rating(question, text, true, Samples.FIVE, false);
        var page = new Questionnaire.Page("one", LocalizedText.english("One page"), List.of(item));
        var snapshot = new Snapshot(new Questionnaire("1", List.of(page)), new ScoringModel(List.of()));
        Wave wave = Samples.withInstrument(Samples.unstored(workspace), "own:" + UUID.randomUUID());
        new WaveStore(workspace).insert(wave, WaveKey.fresh(), snapshot);
        return wave.id();
    }

    private static TreeSet<String> ids(List<Wave> waves) {
        var ids = new TreeSet<String>();
        waves.forEach(wave -> ids.add(wave.id()));
        return ids;
    }

    @ParameterizedTest
    @EnumSource
    void surveysAreFoundThatAskTheSameInTheSameWordsOfOneLanguageAndNotByIdsAlone(Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        Wave own = Samples.wave(workspace);
        String mine = Samples.wave(workspace).id();
        var text = Samples.snapshot()
                .questionnaire()
                .items()
                .findFirst()
                .orElseThrow()
                .text();
        String inGerman = asking(
                workspace,
                "mood",
                new LocalizedText(Map.of("de", text.byLanguage().getOrDefault("de", ""))));
        asking(workspace, "mood", LocalizedText.english("Are you in a good mood?"));
        asking(workspace, "another", text);
        assertEquals(
                new TreeSet<>(List.of(mine, inGerman)),
                ids(Round.of(workspace, own).beside(workspace)));
    }

    @Test
    void whatOthersAskIsReadInOneQueryHoweverManyTheyAre() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        var round = Round.of(workspace, Samples.wave(workspace));
        var text = LocalizedText.english("I like learning");
        for (int more : List.of(1, 12)) {
            for (int i = 0; i < more; i++) {
                asking(workspace, "mood", text);
            }
            var heard = looks.during(() -> round.beside(workspace));
            assertEquals(List.of("find"), heard.commands(), heard.result().size() + " others");
        }
        assertEquals(13, round.beside(workspace).size());
        // Whoever asks with the same instrument asks the same: nothing is read for that.
        Workspace same = Samples.tenant(platform, Placement.POOLED);
        var again = Round.of(same, Samples.wave(same));
        Collections.nCopies(3, same).forEach(Samples::wave);
        assertEquals(List.of(), looks.during(() -> again.beside(same)).commands());
    }
}
