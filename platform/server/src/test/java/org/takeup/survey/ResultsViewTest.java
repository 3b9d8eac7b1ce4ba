package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsViewTest {
    private static ResultsView.ScaleView scale(String name, ResultsView.ScoreView score) {
        return new ResultsView.ScaleView(
                name, name, "", Optional.of(score), Optional.empty(), "", "", Optional.empty(), "", List.of());
    }

    @Test
    void aScoreWithoutAnIntervalSaysWhyInTheTableAndInTheChartsWords() {
        var alike = new ResultsView.ScoreView(
                5, 80, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var apart = new ResultsView.ScoreView(
                5, 60, Optional.of(-3.0), Optional.of(70.4), Optional.of(12.0), Optional.of(69.0));
        var view = new ResultsView(
                "wave",
                "Title",
                "Instrument",
                "1.0.0",
                5,
                5,
                new WaveView.Taken(5, 0, 5, 100, List.of()),
                List.of(scale("Joy", alike), scale("Time", apart)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "");

        assertEquals("all answered alike", alike.interval());
        assertEquals("0 to 70", apart.interval());
        assertEquals("12 to 69", apart.bootstrap());
        assertEquals(
                "Joy 80, all answered alike; Time 60, likely 0 to 70.",
                view.chart().description());
        assertEquals(false, view.chart().rows().getFirst().hasInterval());
    }
}
