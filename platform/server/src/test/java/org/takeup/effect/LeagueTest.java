package org.takeup.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.takeup.effect.League.Asked;
import org.takeup.effect.League.Row;
import org.takeup.effect.League.Step;
import org.takeup.plugin.api.plan.Messenger;

/** Messengers compared fairly, and by how much plans heed that. */
class LeagueTest {
    private static final Map<Messenger, Asked> NOBODY = Map.of();

    private static List<Step> steps(int seed) {
        var random = new Random(seed);
        var steps = new ArrayList<Step>();
        int many = 1 + random.nextInt(20);
        for (int i = 0; i < many; i++) {
            Messenger[] all = Messenger.values();
            steps.add(new Step(
                    all[random.nextInt(all.length)],
                    random.nextGaussian() * 0.1,
                    0.01 + random.nextDouble() * 0.1,
                    random.nextBoolean()));
        }
        return steps;
    }

    @Property(tries = 200)
    void whatToExpectLiesBetweenTheOwnMeanAndThatOfAll(@ForAll @IntRange(max = 100_000) int seed) {
        League league = League.of(steps(seed), NOBODY);
        for (Row row : league.rows()) {
            double low = Math.min(row.own(), league.mean()) - 1e-9;
            double high = Math.max(row.own(), league.mean()) + 1e-9;
            assertTrue(row.shrunk() >= low && row.shrunk() <= high, row.toString());
            assertTrue(row.interval().includes(row.shrunk()));
        }
    }

    @Property(tries = 100)
    void theOrderOfStepsMakesNoDifference(@ForAll @IntRange(max = 100_000) int seed) {
        List<Step> steps = steps(seed);
        var other = new ArrayList<>(steps);
        Collections.shuffle(other, new Random(seed + 1L));
        assertEquals(League.of(steps, NOBODY), League.of(other, NOBODY));
    }

    /**
     * Three messengers with one step each, all with the error 0.02: the variance between them is the sample's variance less 0.0004, and
     * each is drawn to the mean by 0.0004 over the sample's variance (James and Stein's form).
     */
    @Example
    void withEqualVariancesItIsTheClosedForm() {
        League league = League.of(
                List.of(
                        new Step(Messenger.LINE_MANAGER, 0.12, 0.02, true),
                        new Step(Messenger.PEER, 0.06, 0.02, true),
                        new Step(Messenger.LEARNING_TEAM, 0, 0.02, true)),
                NOBODY);
        assertEquals(0.06, league.mean(), 1e-12);
        assertEquals(0.0036 - 0.0004, league.between(), 1e-12);
        double kept = 1 - 0.0004 / 0.0036;
        assertEquals(
                List.of(Messenger.LINE_MANAGER, Messenger.PEER, Messenger.LEARNING_TEAM),
                league.rows().stream().map(Row::messenger).toList());
        assertEquals(0.06 + kept * 0.06, league.rows().getFirst().shrunk(), 1e-12);
        assertEquals(0.06 - kept * 0.06, league.rows().getLast().shrunk(), 1e-12);
        assertTrue(league.separated());
    }

    @Example
    void oneUncertainStepIsNearlyTheMeanOfAll() {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < 6; i++) {
            steps.add(new Step(Messenger.LINE_MANAGER, 0.10 + 0.001 * i, 0.02, true));
            steps.add(new Step(Messenger.PEER, 0.06 + 0.001 * i, 0.02, true));
        }
        steps.add(new Step(Messenger.SPONSOR, 0.50, 0.20, false));
        League league = League.of(steps, NOBODY);
        Row sponsor = league.rows().stream()
                .filter(row -> row.messenger() == Messenger.SPONSOR)
                .findFirst()
                .orElseThrow();
        assertEquals(0.50, sponsor.own(), 1e-12);
        assertTrue(Math.abs(sponsor.shrunk() - league.mean()) < 0.03, sponsor + " of " + league.mean());
    }

    @Example
    void messengersThatDoNotDifferAreAllTheMeanAndNothingSeparatesThem() {
        League league = League.of(
                List.of(
                        new Step(Messenger.LINE_MANAGER, 0.05, 0.03, false),
                        new Step(Messenger.PEER, 0.04, 0.03, false)),
                NOBODY);
        assertEquals(0, league.between(), 0);
        league.rows().forEach(row -> assertEquals(league.mean(), row.shrunk(), 1e-12));
        assertFalse(league.separated());
        String says = EffectPages.says(league);
        assertTrue(says.contains("Nothing separates the messengers"), says);
        assertTrue(says.contains("Association only"), says);
    }

    @Example
    void howOftenItIsSaidIsDrawnToTheRateOfAll() {
        var asked = new EnumMap<Messenger, Asked>(Messenger.class);
        asked.put(Messenger.LINE_MANAGER, new Asked(100, 50));
        asked.put(Messenger.PEER, new Asked(1, 1));
        League league = League.of(List.of(), asked);
        double rate = 51.5 / 102;
        Row peer = league.rows().stream()
                .filter(row -> row.messenger() == Messenger.PEER)
                .findFirst()
                .orElseThrow();
        assertEquals((1 + 10 * rate) / 11, peer.saying(), 1e-12);
        assertTrue(peer.sayingInterval().includes(peer.saying()));
        assertFalse(peer.measured());
        assertTrue(EffectPages.says(league).contains("Nothing is measured"));
    }

    @Property(tries = 100)
    void plansHeedItByAHalfToDoubleInTheSameOrder(@ForAll @IntRange(max = 100_000) int seed) {
        League league = League.of(steps(seed), NOBODY);
        var factors = Factors.of(league);
        List<Row> rows = league.rows();
        for (int i = 0; i < rows.size(); i++) {
            double times = factors.get(rows.get(i).messenger()).times();
            assertTrue(times >= Factors.LEAST && times <= Factors.MOST);
            assertEquals(
                    rows.get(i).steps(), factors.get(rows.get(i).messenger()).steps());
            if (i > 0) {
                assertTrue(times <= factors.get(rows.get(i - 1).messenger()).times());
            }
        }
    }

    @Example
    void withoutEvidenceOrWithOneMessengerPlansHeedNothing() {
        assertTrue(Factors.of(League.of(List.of(), NOBODY)).isEmpty());
        var one = Factors.of(League.of(List.of(new Step(Messenger.PEER, 0.3, 0.01, true)), NOBODY));
        assertEquals(1, one.get(Messenger.PEER).times(), 1e-12);
        assertEquals(2, Factors.times(0.10), 1e-12);
        assertEquals(0.5, Factors.times(-0.5), 1e-12);
    }
}
