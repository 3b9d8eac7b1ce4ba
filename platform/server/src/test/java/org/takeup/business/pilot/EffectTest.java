package org.takeup.business.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.takeup.comparison.Balance;
import org.takeup.comparison.Contrast;
import org.takeup.comparison.Contrast.Seen;
import org.takeup.comparison.Matching;
import org.takeup.survey.statistics.Interval;
import org.takeup.survey.statistics.StudentT;

/** The comparison of groups, the draw and the matching. */
class EffectTest {
    private static final int SIMULATIONS = 300;

    /**
     * Worked by hand. Twenty units of one pilot and one other; the pilots of the first ten changed by 1, nobody else changed. The
     * difference is 0.5; each unit's sum is 0.5 x 0.5 or 0.5 x -0.5; the meat is 20 x 0.0625 = 1.25, the bread 40 x 0.25 = 10, so
     * the variance is 1.25 / 100 x 20/19 x 39/38 = 0.0135042, the error 0.116208. With t(19) = 2.093024 the interval reaches
     * 0.243226 to both sides.
     */
    @Example
    void theClusteredIntervalIsTheOneWorkedByHand() {
        var all = new ArrayList<Seen>();
        for (int unit = 0; unit < 20; unit++) {
            all.add(new Seen(true, "u" + unit, 0, 0, unit < 10 ? 1 : 0));
            all.add(new Seen(false, "u" + unit, 0, 0, 0));
        }
        Effect effect = Effect.of(all, Pilot.Design.BLOCKS, 1);
        assertEquals(0.5, effect.difference(), 1e-12);
        Interval interval = effect.interval().orElseThrow();
        assertEquals(0.5 - 0.243226, interval.low(), 1e-5);
        assertEquals(0.5 + 0.243226, interval.high(), 1e-5);
        assertTrue(effect.method().contains("CR1"), effect.method());
    }

    /** Each person a unit of their own: CR1 is then the robust error of White (HC0) times n / (n - 2), in closed form. */
    @Property(tries = 30)
    void withAUnitForEachPersonTheIntervalIsThatOfUnequalVariances(@ForAll @IntRange(min = 1, max = 1_000) int seed) {
        List<Seen> all = people(60, 60, 0.3, 1, new Random(seed));
        Effect effect = Effect.of(all, Pilot.Design.RANDOM, 1);
        double squares = 0;
        for (boolean pilot : new boolean[] {true, false}) {
            double[] changes = changes(all, pilot);
            double mean = mean(changes);
            double sum = 0;
            for (double change : changes) {
                sum += (change - mean) * (change - mean);
            }
            squares += sum / changes.length / changes.length;
        }
        // n / (n - 1) x (n - 1) / (n - 2) with as many units as people
        double error = Math.sqrt(squares * 60 / 58.0);
        double reach = StudentT.twoSided(0.95, 59) * error;
        assertEquals(
                effect.difference() + reach, effect.interval().orElseThrow().high(), 1e-9);
    }

    /** For many people the permutation's interval is close to that of Student's t. */
    @Example
    void thePermutationIsCloseToStudentsTForManyPeople() {
        List<Seen> all = people(300, 1, 0.5, 1, new Random(7));
        Effect effect = Effect.of(all, Pilot.Design.RANDOM, 11);
        assertTrue(effect.method().contains("permutation"), effect.method());
        Interval interval = effect.interval().orElseThrow();
        double reach = StudentT.twoSided(0.95, 298) * Math.sqrt(2.0 / 150 * pooled(all));
        assertEquals(effect.difference() - reach, interval.low(), 0.15 * reach);
        assertEquals(effect.difference() + reach, interval.high(), 0.15 * reach);
        assertEquals(effect, Effect.of(all, Pilot.Design.RANDOM, 11), "the same again");
    }

    private static double pooled(List<Seen> all) {
        double sum = 0;
        for (boolean pilot : new boolean[] {true, false}) {
            double[] changes = changes(all, pilot);
            double mean = mean(changes);
            for (double change : changes) {
                sum += (change - mean) * (change - mean);
            }
        }
        return sum / (all.size() - 2);
    }

    private static double[] changes(List<Seen> all, boolean pilot) {
        return all.stream()
                .filter(each -> each.treated() == pilot)
                .mapToDouble(Seen::change)
                .toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Half of them tries it out. @param spread of units, beside that of people */
    private static List<Seen> people(int many, int units, double effect, double spread, Random random) {
        double[] ofUnit = IntStream.range(0, units)
                .mapToDouble(_ -> spread * random.nextGaussian())
                .toArray();
        return IntStream.range(0, many)
                .mapToObj(i -> new Seen(
                        i % 2 == 0,
                        "u" + (i / 2) % units + (units == many ? "-" + i : ""),
                        i / 2 + 1,
                        0,
                        (i % 2 == 0 ? effect : 0) + ofUnit[(i / 2) % units] + random.nextGaussian()))
                .toList();
    }

    private static int covered(Pilot.Design design, int many, int units) {
        var random = new Random(20_261_126);
        int covered = 0;
        for (int i = 0; i < SIMULATIONS; i++) {
            Effect effect = Effect.of(people(many, units, 0.4, 0.5, random), design, i);
            covered += effect.interval().orElseThrow().includes(0.4) ? 1 : 0;
        }
        return covered;
    }

    @Example
    void theIntervalsHoldTheTruthInAboutNineteenOfTwentySimulations() {
        for (int covered : new int[] {
            covered(Pilot.Design.RANDOM, 40, 4),
            covered(Pilot.Design.BLOCKS, 40, 4),
            covered(Pilot.Design.MATCHED, 40, 4),
            covered(Pilot.Design.BLOCKS, 120, 30)
        }) {
            assertTrue(covered >= 0.91 * SIMULATIONS && covered <= 0.99 * SIMULATIONS, covered + " of " + SIMULATIONS);
        }
    }

    @Property(tries = 50)
    void aConstantForEverybodyChangesNothing(
            @ForAll @IntRange(min = 1, max = 1_000) int seed, @ForAll @DoubleRange(min = -3, max = 3) double constant) {
        List<Seen> all = people(40, 3, 0.2, 0.5, new Random(seed));
        Effect before = Effect.of(all, Pilot.Design.RANDOM, seed);
        Effect after = Effect.of(
                all.stream()
                        .map(each -> new Seen(
                                each.treated(), each.unit(), each.pair(), each.before(), each.after() + constant))
                        .toList(),
                Pilot.Design.RANDOM,
                seed);
        assertEquals(before.difference(), after.difference(), 1e-9);
        assertEquals(
                before.interval().orElseThrow().low(),
                after.interval().orElseThrow().low(),
                1e-6);
    }

    @Example
    void whereNobodyChangesThereIsNoIntervalAndNoEffectIsClaimed() {
        List<Seen> still = IntStream.range(0, 20)
                .mapToObj(i -> new Seen(i % 2 == 0, "u", 0, 1, 1))
                .toList();
        Effect effect = Effect.of(still, Pilot.Design.RANDOM, 1);
        assertTrue(effect.interval().isEmpty());
        assertTrue(PilotWords.conclusion(Pilot.Design.RANDOM, effect).startsWith("No effect is shown"));
    }

    @Example
    void onlyADrawLetsWordsSpeakOfAnEffect() {
        List<Seen> large = IntStream.range(0, 40)
                .mapToObj(i -> new Seen(i % 2 == 0, "u", i / 2 + 1, 0, i % 2 == 0 || i % 8 == 1 ? 1 : 0))
                .toList();
        for (Pilot.Design design : Pilot.Design.values()) {
            Effect effect = Effect.of(large, design, 3);
            assertFalse(effect.interval().map(each -> each.includes(0)).orElse(false), design.name());
            String words = PilotWords.conclusion(design, effect);
            assertEquals(design.random(), words.contains("is an effect of"), words);
            assertEquals(!design.random(), words.contains("Association only"), words);
        }
    }

    /** The example of communication.md: 180 people and a base rate of 30 % make 19 points. */
    @Example
    void theSmallestDifferenceIsTheOneOfTheRule() {
        assertEquals(0.1913, Contrast.detectable(0.3, 90, 90), 5e-5);
        assertEquals(Contrast.detectable(0.3, 60, 120), Contrast.detectable(0.7, 120, 60), 1e-12);
    }

    private static List<Draw.Person> staff(int many, int units) {
        return IntStream.range(0, many)
                .mapToObj(i -> new Draw.Person("p" + i, "unit " + i * 7 % units))
                .toList();
    }

    @Property(tries = 100)
    void aDrawIsAsLargeAsItShouldBeTheSameBySeedAndIndependentOfTheOrder(
            @ForAll @IntRange(min = 2, max = 200) int many,
            @ForAll @IntRange(min = 1, max = 9) int units,
            @ForAll @IntRange(min = 10, max = 90) int percent,
            @ForAll @IntRange(max = 1_000) int seed) {
        List<Draw.Person> staff = staff(many, units);
        Set<String> simple = Draw.simple(staff, percent, "s" + seed);
        assertEquals(Math.round(many * percent / 100.0), simple.size());
        assertEquals(simple, Draw.simple(staff.reversed(), percent, "s" + seed));
        Set<String> blocks = Draw.withinUnits(staff, percent, "s" + seed);
        assertEquals(simple.size(), blocks.size());
        assertEquals(blocks, Draw.withinUnits(staff.reversed(), percent, "s" + seed));
        var byUnit = new HashMap<String, int[]>();
        staff.forEach(each -> {
            int[] counts = byUnit.computeIfAbsent(each.unit(), _ -> new int[2]);
            counts[0]++;
            counts[1] += blocks.contains(each.id()) ? 1 : 0;
        });
        byUnit.values().forEach(counts -> assertTrue(Math.abs(counts[1] - counts[0] * percent / 100.0) <= 1 + 1e-9));
    }

    @Example
    void anotherSeedDrawsOthers() {
        List<Draw.Person> staff = staff(100, 4);
        assertFalse(Draw.simple(staff, 50, "one").equals(Draw.simple(staff, 50, "other")));
    }

    @Property(tries = 50)
    void matchingTakesEachOnceWithinTheCaliperAndMakesTheGroupsMoreAlike(@ForAll @IntRange(max = 1_000) int seed) {
        var random = new Random(seed);
        List<Matching.Likeness> pilots = IntStream.range(0, 20)
                .mapToObj(i -> new Matching.Likeness(
                        "p" + i, "unit " + i % 2, Math.min(1, 0.4 + 0.5 * random.nextDouble()), 10))
                .toList();
        List<Matching.Likeness> pool = IntStream.range(0, 200)
                .mapToObj(i -> new Matching.Likeness("o" + i, "unit " + i % 3, random.nextDouble(), 10))
                .toList();
        Matching.Matched matched = Matching.of(pilots, pool, 0.5);
        assertEquals(
                matched.pairs().size(),
                matched.pairs().stream()
                        .map(pair -> pair.other().person())
                        .distinct()
                        .count());
        assertTrue(
                matched.pairs().stream()
                        .allMatch(
                                pair -> pair.pilot().unit().equals(pair.other().unit())),
                "another unit is 1 away");
        Balance takeUp = matched.balance().getFirst();
        assertTrue(Math.abs(takeUp.after()) < Math.abs(takeUp.before()) && Math.abs(takeUp.after()) < 0.1);
    }
}
