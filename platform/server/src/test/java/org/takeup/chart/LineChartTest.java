package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Where weeks are drawn. */
class LineChartTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    private static LineChart.Point week(int number, double share) {
        return new LineChart.Point(
                MONDAY.plusWeeks(number), share < 0 ? OptionalDouble.empty() : OptionalDouble.of(share));
    }

    @Test
    void aGapEndsALineAndALoneWeekIsADot() {
        var chart =
                LineChart.of("x", "t", "d", List.of(week(0, 0), week(1, 0.2), week(2, -1), week(3, 0.2)), List.of());
        assertEquals(List.of("48.0,286.0 266.7,28.0"), chart.lines());
        assertEquals(List.of(new LineChart.Dot("704.0", "28.0")), chart.dots());
        assertEquals("20 %", chart.up().getLast().label());
    }

    @Test
    void aMarkStandsInItsWeekAndOneOutsideIsLeftOut() {
        var chart = LineChart.of(
                "x",
                "t",
                "d",
                List.of(week(0, 0.1), week(1, 0.1)),
                List.of(new LineChart.Mark(MONDAY.plusDays(9), 1), new LineChart.Mark(MONDAY.plusYears(1), 2)));
        assertEquals(List.of(new LineChart.Flag("704.0", 1)), chart.flags());
    }
}
