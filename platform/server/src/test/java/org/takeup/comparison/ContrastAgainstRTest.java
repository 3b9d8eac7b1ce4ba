package org.takeup.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.comparison.Contrast.Dealing;
import org.takeup.comparison.Contrast.Seen;
import org.takeup.survey.statistics.Interval;

/** Differences of changes, their intervals, and matching, against what R makes of the same people. */
class ContrastAgainstRTest {
    private static final RFigures R = new RFigures();
    private static final long SEED = 7;

    private static List<Seen> people(String set) {
        return RFigures.rows(set + ".csv").stream()
                .map(row -> new Seen(
                        row.get(1).equals("1"),
                        row.getFirst(),
                        set.equals("pairs") ? Integer.parseInt(row.getFirst().substring(1)) : 0,
                        Double.parseDouble(row.get(2)),
                        Double.parseDouble(row.get(3))))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"many-units,ANYHOW", "no-effect,WITHIN_UNITS", "one-unit,ANYHOW", "pairs,WITHIN_PAIRS"})
    void theEstimateIsThatOfLinearRegression(String set, Dealing dealing) {
        Contrast found = Contrast.of(people(set), dealing, SEED);
        R.same(set + ".n", found.treated() + found.others());
        R.same(set + ".treated.before", found.treatedBefore());
        R.same(set + ".treated.after", found.treatedAfter());
        R.same(set + ".others.before", found.othersBefore());
        R.same(set + ".others.after", found.othersAfter());
        R.same(set + ".lm", found.difference());
    }

    @ParameterizedTest
    @ValueSource(strings = {"many-units", "no-effect"})
    void theIntervalOfManyUnitsIsThatOfTheClusteredRegression(String set) {
        Contrast found = Contrast.of(people(set), Dealing.ANYHOW, SEED);
        assertTrue(found.method().contains("CR1"), found.method());
        R.same(set + ".estimate", found.difference());
        R.same(set + ".low", found.interval().orElseThrow().low());
        R.same(set + ".high", found.interval().orElseThrow().high());
    }

    @ParameterizedTest
    @ValueSource(strings = {"many-units", "no-effect", "one-unit", "pairs"})
    void beforeAndAfterAloneIsStudentsT(String set) {
        Contrast found = Contrast.of(people(set).stream().filter(Seen::treated).toList(), Dealing.NOBODY_ELSE, SEED);
        R.same(set + ".alone", found.difference());
        R.same(set + ".alone.low", found.interval().orElseThrow().low());
        R.same(set + ".alone.high", found.interval().orElseThrow().high());
    }

    /** R goes through all 4,096 ways to deal labels within pairs, ours through 999 of them: near, not the same. */
    @Test
    void thePermutationIntervalOfPairsIsNearTheExactOne() {
        Interval found = Contrast.of(people("pairs"), Dealing.WITHIN_PAIRS, SEED)
                .interval()
                .orElseThrow();
        assertEquals(R.of("pairs.exact.low"), found.low(), 0.02);
        assertEquals(R.of("pairs.exact.high"), found.high(), 0.02);
    }

    @ParameterizedTest
    @CsvSource({"0.2,60", "0.5,60", "0.2,250", "0.5,250"})
    void theSmallestDifferenceOfTwoSharesThatWouldBeSeen(String share, int people) {
        R.same("detectable." + share + "." + people, Contrast.detectable(Double.parseDouble(share), people, people));
    }

    @Test
    void matchingChoosesTheSamePeopleAndSaysTheSameOfTheirBalance() {
        var pilots = likenesses("1");
        Matching.Matched found = Matching.of(pilots, likenesses("0"), 0.5);
        R.same("matching.pairs", found.pairs().size());
        Map<String, String> chosen = new TreeMap<>();
        found.pairs()
                .forEach(pair -> chosen.put(pair.pilot().person(), pair.other().person()));
        pilots.forEach(pilot ->
                R.same("matching." + pilot.person(), Double.parseDouble(chosen.getOrDefault(pilot.person(), "0"))));
        assertEquals(2, found.balance().size());
        List<String> keys = List.of("matching.takeUp.", "matching.enrolled.");
        for (int i = 0; i < keys.size(); i++) {
            R.same(keys.get(i) + "before", found.balance().get(i).before());
            R.same(keys.get(i) + "after", found.balance().get(i).after());
        }
    }

    private static List<Matching.Likeness> likenesses(String pilot) {
        return RFigures.rows("likeness.csv").stream()
                .filter(row -> row.get(1).equals(pilot))
                .map(row -> new Matching.Likeness(
                        row.getFirst(), row.get(2), Double.parseDouble(row.get(3)), Double.parseDouble(row.get(4))))
                .toList();
    }
}
