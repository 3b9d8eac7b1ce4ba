package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.takeup.benchmark.Comparison.Against;
import org.takeup.benchmark.Comparison.Figure;
import org.takeup.benchmark.Comparison.Gap;
import org.takeup.benchmark.Comparison.Line;
import org.takeup.benchmark.Comparison.Own;
import org.takeup.benchmark.Comparison.Ranked;
import org.takeup.benchmark.Comparison.Reading;
import org.takeup.survey.ScoreRange;

class RankedTest {
    @Test
    void theFurthestBelowComesFirstAndIsAWeaknessOnlyIfTheIntervalLeavesZeroOut() {
        List<Ranked> ranked = Comparison.ranked(List.of(
                line("value", all(60, 58, 62, 500)),
                line("need", all(40, 20, 60, 500)),
                line("engagement", all(42, 40, 44, 500)),
                line("context", all(50, 48, 52, 500))));

        assertEquals(
                List.of("need", "engagement", "context", "value"),
                ranked.stream().map(Ranked::id).toList());
        assertEquals("-10", ranked.getFirst().gap().signed());
        assertEquals("-32 to +12", ranked.getFirst().gap().interval());
        assertFalse(ranked.getFirst().weakness(), "the largest gap, which chance could explain");
        assertTrue(ranked.get(1).weakness());
        assertEquals("-12 to -4", ranked.get(1).gap().interval());
        assertFalse(ranked.getLast().weakness(), "above the benchmark");
    }

    @Test
    void withoutAnIntervalNothingIsCalledAWeakness() {
        var own = new Own(12, 10, Optional.empty(), Optional.empty());
        Ranked only = Comparison.ranked(List.of(line("need", against("All organisations", own, 500))))
                .getFirst();
        assertFalse(only.weakness());
        assertEquals("", only.gap().interval());
        assertEquals(Reading.UNKNOWN, only.gap().reading());
    }

    @Test
    void allAreComparedWithTheSameGroupAndWhatHasNoFigureThereIsNotRanked() {
        var hidden = new Against("All organisations", Optional.empty(), "Not shown");
        Against sector = against("Health", own(30, 28, 32), 500);
        List<Ranked> first = Comparison.ranked(List.of(
                new Line("a", "A", ScoreRange.POINTS, own(30, 28, 32), List.of(hidden, sector), Optional.empty()),
                new Line(
                        "b",
                        "B",
                        ScoreRange.POINTS,
                        own(45, 43, 47),
                        List.of(all(45, 43, 47, 500), sector),
                        Optional.empty())));
        assertEquals(List.of("b"), first.stream().map(Ranked::id).toList());

        List<Ranked> second = Comparison.ranked(List.of(
                new Line("a", "A", ScoreRange.POINTS, own(30, 28, 32), List.of(hidden, sector), Optional.empty())));
        assertEquals("Health", second.getFirst().cell());
        assertEquals(List.of(), Comparison.ranked(List.of()));
        assertEquals(List.of(), Comparison.ranked(List.of(line("a", hidden))));
    }

    @Property
    void aWeaknessIsExactlyAnIntervalBelowZero(
            @ForAll @DoubleRange(max = 100) double mean,
            @ForAll @DoubleRange(max = 50) double half,
            @ForAll @IntRange(max = 1000) int tenths) {
        Ranked only = Comparison.ranked(List.of(line("a", all(mean, mean - half, mean + half, tenths))))
                .getFirst();
        assertEquals(mean + half - tenths / 10.0 + 2 < 0, only.weakness());
    }

    private static Own own(double mean, double low, double high) {
        return new Own(12, mean, Optional.of(low), Optional.of(high));
    }

    private static Against all(double mean, double low, double high, int tenths) {
        return against("All organisations", own(mean, low, high), tenths);
    }

    /** The benchmark's own interval is two points to either side. */
    private static Against against(String cell, Own own, int tenths) {
        var mean = new Release.Mean("any", tenths, 2);
        var figure = new Figure(mean.value(), 0, 100, 10, "2026-Q1", Gap.of(own, mean));
        return new Against(cell, Optional.of(figure), "");
    }

    private static Line line(String id, Against against) {
        return new Line(id, id, ScoreRange.POINTS, own(50, 48, 52), List.of(against), Optional.empty());
    }
}
