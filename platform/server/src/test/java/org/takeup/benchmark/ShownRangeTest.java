package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

/** What is released, from 0 to 100, as it is shown on the range of a scale: moved and stretched, noise and all, and nothing else. */
class ShownRangeTest {
    private static final ScoreRange SIDED = new ScoreRange(-100, 100);

    private static Figure figure(int tenths, int plusMinus, ScoreRange range) {
        var mean = new Release.Mean("any", tenths, plusMinus);
        var result = new Release.Result(Cell.ALL, Release.State.NEW, "2026-Q1", 12, List.of(mean));
        return Figure.of(result, mean, range, Gap.of(own(50, 40, 60), mean));
    }

    private static Own own(double mean, double low, double high) {
        return new Own(12, mean, Optional.of(low), Optional.of(high));
    }

    private static Line line(String id, ScoreRange range, int tenths) {
        var shown = new Against("All organisations", Optional.of(figure(tenths, 2, range)), "");
        return new Line(id, id, range, own(50, 40, 60).on(range), List.of(shown), Optional.empty());
    }

    @Test
    void onTheUsualRangeAFigureIsWhatItWas() {
        Figure figure = figure(703, 12, ScoreRange.POINTS);
        assertEquals(70.3, figure.value(), 1e-9);
        assertEquals(58, figure.low());
        assertEquals(83, figure.high());
        assertEquals(-20.3, figure.gap().points(), 1e-9);
        assertEquals("-20", figure.gap().signed());
        assertEquals("-42 to +2", figure.gap().interval());
    }

    @Test
    void onARangeWithTwoSidesTheMeanIsMovedAndTheNoiseIsTwiceAsWide() {
        Figure figure = figure(703, 12, SIDED);
        assertEquals(40.6, figure.value(), 1e-9);
        assertEquals(16, figure.low());
        assertEquals(65, figure.high());
        assertEquals(-40.6, figure.gap().points(), 1e-9);
        assertEquals(Reading.NO_CLEAR_DIFFERENCE, figure.gap().reading());
        Line line = line("trust", SIDED, 703);
        assertEquals("0 from -100 to 100", line.mean());
        assertEquals("-20 to +20", line.interval());
    }

    /** Whoever reads it knows what was released before, and no more. */
    @Property(tries = 300)
    void itTellsWhatIsReleasedAndHoldsWhatItHeld(
            @ForAll @IntRange(max = 1_000) int tenths,
            @ForAll @IntRange(max = 30) int plusMinus,
            @ForAll @IntRange(min = -1_000, max = 999) int from,
            @ForAll @IntRange(min = 1, max = 1_000) int width) {
        var range = new ScoreRange(from, from + width);
        Figure figure = figure(tenths, plusMinus, range);
        assertEquals(tenths, Math.round((figure.value() - from) * 1_000 / width));
        double least = range.at(Math.max(0, tenths / 10.0 - plusMinus));
        double most = range.at(Math.min(100, tenths / 10.0 + plusMinus));
        assertTrue(figure.low() <= least + 1e-9 && figure.low() > least - 1 - 1e-9, figure.toString());
        assertTrue(figure.high() >= most - 1e-9 && figure.high() < most + 1 + 1e-9, figure.toString());
        assertTrue(figure.low() >= from && figure.high() <= from + width, figure.toString());
        assertEquals(
                figure(tenths, plusMinus, ScoreRange.POINTS).gap().reading(),
                figure.gap().reading());
    }

    @Test
    void gapsOnDifferentRangesAreOrderedByTheirSharesAndScalesWithTwoSidesAreInNoOrder() {
        var ten = new ScoreRange(0, 10);
        List<Ranked> ranked = Comparison.ranked(
                List.of(line("trust", SIDED, 900), line("usual", ScoreRange.POINTS, 650), line("ten", ten, 700)));
        assertEquals(List.of("ten", "usual"), ranked.stream().map(Ranked::id).toList());
        assertEquals("-2", ranked.getFirst().gap().signed());
        assertEquals(ten, ranked.getFirst().range());
    }
}
