package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.takeup.business.Load.Claim;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;

/** What holds for every case: the order, the ranges and the conflicts. */
class CasesPropertiesTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    @Property(tries = 300)
    void moreWeightProgressOrReachNeverPutsAProgrammeLowerAndMoreEffortNeverHigher(
            @ForAll @DoubleRange(min = 0.5, max = 5) double weight,
            @ForAll @DoubleRange(min = 0, max = 1) double progress,
            @ForAll @DoubleRange(min = 0, max = 1) double reach,
            @ForAll @DoubleRange(min = 0, max = 500) double effort,
            @ForAll @DoubleRange(min = 0, max = 1) double more) {
        double points = new QuickWins.Factors(weight, progress, reach, effort).points();
        assertTrue(new QuickWins.Factors(weight + more, progress, reach, effort).points() >= points);
        assertTrue(new QuickWins.Factors(weight, progress + more, reach, effort).points() >= points);
        assertTrue(new QuickWins.Factors(weight, progress, reach + more, effort).points() >= points);
        assertTrue(new QuickWins.Factors(weight, progress, reach, effort + more).points() <= points);
        assertTrue(Double.isFinite(points));
    }

    @Provide
    Arbitrary<Estimate> estimates() {
        return Arbitraries.doubles().between(0, 1_000).list().ofSize(3).map(values -> {
            var sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            return new Estimate(sorted.getFirst(), sorted.get(1), sorted.getLast());
        });
    }

    @Property(tries = 50)
    void aLineThatGrowsNeverLowersTheSumAndTheSumLiesBetweenTheEnds(
            @ForAll("estimates") Estimate one,
            @ForAll("estimates") Estimate other,
            @ForAll @DoubleRange(min = 0, max = 100) double more) {
        Estimate before = sum(one, other);
        Estimate after = sum(new Estimate(one.low() + more, one.likely() + more, one.high() + more), other);
        assertTrue(after.low() >= before.low() && after.likely() >= before.likely() && after.high() >= before.high());
        assertTrue(before.low() >= one.low() + other.low() - 1e-9);
        assertTrue(before.high() <= one.high() + other.high() + 1e-9);
        assertEquals(before, sum(one, other), "the same again");
    }

    private static Estimate sum(Estimate... lines) {
        return Ranges.sum(IntStream.range(0, lines.length)
                .mapToObj(i -> new Ranges.Line("Line " + i, lines[i], 1))
                .toList());
    }

    /** Of one line alone the points are those of the triangular distribution, in closed form. */
    @Example
    void theSumOfOneLineHasThePointsOfItsDistribution() {
        var line = new Estimate(10, 20, 40);
        Estimate sum = sum(line);
        // Below x of the rising side lies (x - 10)^2 / (30 x 10), above x of the falling one (40 - x)^2 / (30 x 20).
        assertEquals(10 + Math.sqrt(0.05 * 300), sum.low(), 0.01);
        assertEquals(40 - Math.sqrt(0.5 * 600), sum.likely(), 0.01);
        assertEquals(40 - Math.sqrt(0.05 * 600), sum.high(), 0.02);
        assertEquals(new Estimate(7, 7, 7), sum(Estimate.exactly(3), Estimate.exactly(4)));
    }

    /** Two equal lines: the mean of the sum is the sum of the means, and it is narrower than the ends added. */
    @Example
    void independentLinesMakeANarrowerRangeThanTheirEndsAdded() {
        var line = new Estimate(0, 50, 100);
        Estimate sum = sum(line, line);
        assertEquals(100, sum.likely(), 1);
        Estimate alone = sum(line);
        assertTrue(sum.high() - sum.low() < 2 * (alone.high() - alone.low()));
    }

    @Provide
    Arbitrary<List<Claim>> claims() {
        Arbitrary<Map<String, Double>> hours = Arbitraries.maps(
                        Arbitraries.of("everybody", "unit:North", "unit:South"),
                        Arbitraries.integers().between(1, 4).map(half -> half / 2.0))
                .ofMaxSize(3);
        Arbitrary<Integer> week = Arbitraries.integers().between(0, 6);
        return Combinators.combine(hours, week, week)
                .as((asked, from, length) -> new Claim(
                        "", "", MONDAY.plusWeeks(from), MONDAY.plusWeeks(from).plusDays(length * 7L), asked))
                .list()
                .ofMaxSize(6)
                .map(CasesPropertiesTest::named);
    }

    private static List<Claim> named(List<Claim> claims) {
        return IntStream.range(0, claims.size())
                .mapToObj(i -> new Claim(
                        "c" + i,
                        "Claim " + i,
                        claims.get(i).from(),
                        claims.get(i).until(),
                        claims.get(i).hours()))
                .toList();
    }

    private static List<SizedSegment> sizes(long none, long north, long south) {
        return List.of(
                new SizedSegment(Segment.everybody(), none + north + south),
                new SizedSegment(Segment.unit("North"), north),
                new SizedSegment(Segment.unit("South"), south));
    }

    @Property(tries = 200)
    void conflictsDoNotDependOnTheOrderAndAreThoseOfCountingEachPerson(
            @ForAll("claims") List<Claim> claims,
            @ForAll @IntRange(max = 9) int none,
            @ForAll @IntRange(max = 9) int north,
            @ForAll @IntRange(max = 9) int south) {
        List<SizedSegment> sizes = sizes(none, north, south);
        List<Conflict> found = Load.conflicts(claims, sizes, 1, 5);
        var shuffled = new ArrayList<>(claims);
        Collections.shuffle(shuffled, new Random(1));
        assertEquals(found, Load.conflicts(shuffled, sizes, 1, 5), "symmetric");
        assertTrue(found.stream().allMatch(each -> each.people() == 0 || each.people() >= 5), found.toString());
        assertTrue(found.stream().allMatch(each -> !each.oneId().equals(each.otherId()) && each.hours() > 1));
        assertEquals(slowly(claims, none, north, south), weeksByPair(found));
    }

    private static Map<String, Integer> weeksByPair(List<Conflict> found) {
        var weeks = new HashMap<String, Integer>();
        found.forEach(each -> weeks.put(each.oneId() + "+" + each.otherId(), each.weeks()));
        return weeks;
    }

    /** Person by person and week by week. */
    private static Map<String, Integer> slowly(List<Claim> claims, int none, int north, int south) {
        var people = new ArrayList<String>();
        people.addAll(Collections.nCopies(none, ""));
        people.addAll(Collections.nCopies(north, "unit:North"));
        people.addAll(Collections.nCopies(south, "unit:South"));
        var weeks = new HashMap<String, Integer>();
        for (int week = 0; week < 20; week++) {
            LocalDate monday = MONDAY.plusWeeks(week);
            var pairs = new HashMap<String, Integer>();
            for (String unit : people) {
                List<Claim> asking = claims.stream()
                        .filter(each -> !each.from().isAfter(monday.plusDays(6))
                                && !each.until().isBefore(monday)
                                && hours(each, unit) > 0)
                        .toList();
                if (asking.stream().mapToDouble(each -> hours(each, unit)).sum() > 1) {
                    for (int one = 0; one < asking.size(); one++) {
                        for (int other = one + 1; other < asking.size(); other++) {
                            pairs.put(
                                    asking.get(one).id() + "+"
                                            + asking.get(other).id(),
                                    1);
                        }
                    }
                }
            }
            pairs.forEach((pair, once) -> weeks.merge(pair, once, Integer::sum));
        }
        return weeks;
    }

    private static double hours(Claim claim, String unit) {
        return Math.max(
                claim.hours().getOrDefault("everybody", 0.0), claim.hours().getOrDefault(unit, 0.0));
    }

    @Example
    void peopleOfOverlappingSegmentsCountOnce() {
        List<SizedSegment> sizes = sizes(3, 10, 7);
        assertEquals(20, Load.people(List.of("everybody", "unit:North"), sizes));
        assertEquals(17, Load.people(List.of("unit:North", "unit:South"), sizes));
        assertEquals(0, Load.people(List.of("unit:East"), sizes));
        assertEquals(0, Load.people(List.of(), sizes));
    }
}
