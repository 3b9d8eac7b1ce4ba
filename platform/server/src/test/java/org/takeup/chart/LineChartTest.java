package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where weeks are drawn. */
class LineChartTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    private static LineChart.Point week(int number, double share) {
        return new LineChart.Point(
                MONDAY.plusWeeks(number), share < 0 ? OptionalDouble.empty() : OptionalDouble.of(share));
    }

    private static LineChart chart(List<LineChart.Point> weeks, LineChart.Mark... marks) {
        return LineChart.of("x", "t", "d", weeks, List.of(marks));
    }

    private static LineChart.Mark mark(int week, int number) {
        return new LineChart.Mark(MONDAY.plusWeeks(week).plusDays(number % 7), number);
    }

    private static List<LineChart.Point> weeks(int count) {
        return IntStream.range(0, count).mapToObj(number -> week(number, 0.4)).toList();
    }

    @Test
    void aGapEndsALineAndALoneWeekIsADot() {
        var wide = chart(List.of(week(0, 0), week(1, 0.2), week(2, -1), week(3, 0.2)))
                .wide();
        assertEquals(List.of("48.0,286.0 266.7,12.0"), wide.lines());
        assertEquals(List.of(new LineChart.Dot("704.0", "12.0")), wide.dots());
        assertEquals("20 %", wide.up().getLast().label());
    }

    @Test
    void aMarkStandsInItsWeekAndOneOutsideIsLeftOut() {
        var wide = chart(
                        weeks(2),
                        new LineChart.Mark(MONDAY.plusDays(9), 1),
                        new LineChart.Mark(MONDAY.plusYears(1), 2),
                        new LineChart.Mark(MONDAY.minusDays(1), 3))
                .wide();
        assertEquals(
                List.of("1"), wide.flags().stream().map(LineChart.Flag::label).toList());
        assertEquals("704.0", wide.flags().getFirst().x());
    }

    @Test
    void theMarksOfAWeekShareOneFlag() {
        var wide =
                chart(weeks(10), mark(2, 1), mark(2, 2), mark(2, 3), mark(7, 4)).wide();
        assertEquals(
                List.of("1–3", "4"),
                wide.flags().stream().map(LineChart.Flag::label).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 52, 300})
    void noFlagLiesOnAnotherOrOnTheLines(int count) {
        LineChart.Mark[] marks =
                IntStream.range(0, count).mapToObj(week -> mark(week, week + 1)).toArray(LineChart.Mark[]::new);
        LineChart chart = chart(weeks(count), marks);
        for (LineChart.Layout layout : List.of(chart.wide(), chart.narrow())) {
            assertTrue(layout.top() < layout.height() / 2, "half of the drawing is left for the lines");
            assertTrue(layout.flags().getLast().label().endsWith(String.valueOf(count)));
            for (LineChart.Flag one : layout.flags()) {
                assertTrue(one.boxY() + 17 < layout.top(), () -> one + " lies on the lines");
                for (LineChart.Flag other : layout.flags()) {
                    assertTrue(one.equals(other) || apart(one, other), () -> one + " lies on " + other);
                }
            }
        }
    }

    private static boolean apart(LineChart.Flag one, LineChart.Flag other) {
        double left = Double.parseDouble(one.boxX());
        double otherLeft = Double.parseDouble(other.boxX());
        return one.boxY() != other.boxY() || left + one.boxWidth() < otherLeft || otherLeft + other.boxWidth() < left;
    }
}
