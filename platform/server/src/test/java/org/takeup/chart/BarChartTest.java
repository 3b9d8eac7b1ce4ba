package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.takeup.chart.BarChart.Bar;

class BarChartTest {
    @Test
    void aBarIsAsLongAsItsShareOfTheAxis() {
        BarChart chart = BarChart.of("c", "Scores", "One score.", 100, List.of(new Bar("Joy", 42.5, 30, 55)));
        BarChart.Row row = chart.rows().getFirst();
        assertEquals("42.50%", row.width());
        assertEquals("30.00%", row.low());
        assertEquals("55.00%", row.high());
        assertTrue(row.hasInterval());
        assertEquals(
                List.of("0", "25", "50", "75", "100"),
                chart.ticks().stream().map(BarChart.Tick::label).toList());
    }

    @Test
    void whatLiesBeyondTheAxisIsDrawnAtItsEnd() {
        BarChart chart = BarChart.of("c", "t", "d", 10, List.of(new Bar("a", 12, -3, 14), new Bar("b", 5, 5, 5)));
        assertEquals("100.00%", chart.rows().getFirst().width());
        assertEquals("0.00%", chart.rows().getFirst().low());
        assertFalse(chart.rows().getLast().hasInterval());
        assertTrue(chart.rows().getLast().barY() > chart.rows().getFirst().barY());
    }

    @Test
    void anAxisWithoutLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> BarChart.of("c", "t", "d", 0, List.of()));
    }
}
