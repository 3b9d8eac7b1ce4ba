package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Several rolls beside one another: everybody once, whoever is on none of them not at all, and no roll is read twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TogetherIT {
    private static final int WAVES = 6;
    /** More than a page of a roll has. */
    private static final int PEOPLE = 1_300;

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(HashMap::new, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    @Test
    void everybodyIsHandedOverOnceWithEachOfTheirCells() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        var random = new Random(20261127);
        var expected = new ArrayList<Map<String, String>>();
        var rolls = new HashMap<String, Map<String, String>>();
        for (int i = 0; i < PEOPLE; i++) {
            var cells = new HashMap<String, String>();
            for (int wave = 0; wave < WAVES; wave++) {
                if (random.nextInt(3) > 0) {
                    cells.put("wave-" + wave, "Unit " + random.nextInt(4));
                }
            }
            String person = Samples.person(workspace, i, "").personId();
            cells.forEach((wave, cell) ->
                    rolls.computeIfAbsent(wave, ignored -> new HashMap<>()).put(person, cell));
            cells.remove("wave-" + (WAVES - 1));
            if (!cells.isEmpty()) {
                expected.add(Map.copyOf(cells));
            }
        }
        rolls.forEach((wave, cells) -> new RollStore(workspace, wave).enrol(Map.copyOf(cells), workspace.today()));
        var asked = new HashSet<>(rolls.keySet());
        asked.remove("wave-" + (WAVES - 1));
        asked.add("wave-of-nobody");

        var met = new ArrayList<Map<String, String>>();
        RollStore.together(workspace, asked, cells -> met.add(Map.copyOf(cells)));

        assertEquals(counted(expected), counted(met));
        RollStore.together(workspace, Set.of(), cells -> met.add(Map.of("nobody", "at all")));
        assertEquals(expected.size(), met.size());
    }

    private static Map<Map<String, String>, Integer> counted(List<Map<String, String>> people) {
        var counted = new HashMap<Map<String, String>, Integer>();
        people.forEach(each -> counted.merge(each, 1, Integer::sum));
        return counted;
    }

    /** As many open surveys as may be, of the same people: the end of one run of inviting looks at all of them. */
    @Test
    void whoeverMeasuresSeveralOpenSurveysReadsEachRollOnceAndCountsWhoWasInvitedInOneQuery() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        var cells = new HashMap<String, String>();
        for (int i = 0; i < 20; i++) {
            cells.put(Samples.person(workspace, i, "Sales").personId(), "Sales");
        }
        var waves = new ArrayList<Wave>();
        for (int i = 0; i < WAVES; i++) {
            Wave wave = Samples.wave(workspace, "Sales");
            new RollStore(workspace, wave.id()).enrol(Map.copyOf(cells), workspace.today());
            waves.add(wave);
        }
        var reads = new AtomicInteger();
        var counts = new AtomicInteger();
        platform.watch().tell((name, command) -> {
            if (name.equals("find") && isOf("survey_roll", name, command)) {
                reads.incrementAndGet();
            }
            if (name.equals("aggregate") && isOf("ballots", name, command)) {
                counts.incrementAndGet();
            }
        });
        Map<String, FewApart.Shown> shown = new FewApart(workspace).soFar(waves);
        assertEquals(WAVES, reads.get());
        assertEquals(1, counts.get());
        assertEquals(Set.of(FewApart.Shown.ALL), Set.copyOf(shown.values()));
        assertEquals(WAVES, shown.size());
    }

    private static boolean isOf(String collection, String name, BsonDocument command) {
        return command.getString(name).getValue().equals(collection);
    }
}
