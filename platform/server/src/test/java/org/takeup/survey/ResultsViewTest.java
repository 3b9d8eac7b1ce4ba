package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.takeup.people.Segment;
import org.takeup.plugin.api.LocalizedText;

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

    private static Wave wave(Audience audience, boolean sparing) {
        return new Wave(
                "wave",
                "Title",
                Wave.State.SEPARATED,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                new Instrument(
                        "plugin",
                        "1.0.0",
                        "small",
                        "1.0.0",
                        LocalizedText.english("Small"),
                        LocalizedText.english("To try"),
                        1),
                audience,
                new Confidentiality(Confidentiality.Mode.CONFIDENTIAL, 5),
                List.of(),
                new Participation(100, 10, 60, List.of()),
                Fieldwork.plain(ZoneOffset.UTC).sparing(sparing));
    }

    @Test
    void sharesAreCorrectedOnlyWhereEverybodyInQuestionWasAskedAndNobodyElse() {
        Audience everybody = Audience.of(Segment.everybody());
        var drawn = new Audience.Drawn(Segment.everybody(), new Sample(100, false, false, "seed"), Map.of());

        assertEquals(100, ResultsView.frame(wave(everybody, false), 60));
        assertEquals(100, ResultsView.frame(wave(new Audience.Named(100), false), 60));
        assertEquals(0, ResultsView.frame(wave(everybody, false), 75), "15 came by a link");
        assertEquals(0, ResultsView.frame(wave(everybody, true), 60), "some were asked lately");
        assertEquals(0, ResultsView.frame(wave(drawn, false), 60), "a sample stands for more people");
    }

    @Test
    void twoListsOfNamedPeopleMayBeDifferentPeople() {
        for (Audience audience : List.of(Audience.of(Segment.everybody()), new Audience.Named(100))) {
            Wave one = wave(audience, false);
            String note = ChangeView.of(one, new WaveResults.Since(one, List.of()), Locale.ENGLISH)
                    .note();
            assertEquals(audience instanceof Audience.Named, note.contains("different groups"));
        }
    }
}
