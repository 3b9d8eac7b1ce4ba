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
import org.takeup.survey.statistics.Difference;
import org.takeup.survey.statistics.Group;

class ResultsViewTest {
    private static final ScoreRange BOTH_SIDES = new ScoreRange(-100, 100);

    private static ScaleView scale(String name, ScoreView score) {
        return scale(name, score, "", ScoreRange.POINTS);
    }

    private static ScaleView scale(String name, ScoreView score, String within, ScoreRange range) {
        return new ScaleView(
                name,
                name,
                "",
                Optional.of(score),
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                within,
                range,
                Optional.empty(),
                List.of());
    }

    @Test
    void aScoreWithoutAnIntervalSaysWhyInTheTableAndInTheChartsWords() {
        var alike = new ScoreView(
                5, 80, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), ScoreRange.POINTS);
        var apart = new ScoreView(
                5, 60, Optional.of(-3.0), Optional.of(70.4), Optional.of(12.0), Optional.of(69.0), ScoreRange.POINTS);
        ResultsView view = view(scale("Joy", alike), scale("Time", apart));

        assertEquals("all answered alike", alike.interval());
        assertEquals("0 to 70", apart.interval());
        assertEquals("12 to 69", apart.bootstrap());
        assertEquals(
                "Joy 80, all answered alike; Time 60, likely 0 to 70.",
                view.chart().description());
        assertEquals(false, view.chart().rows().getFirst().hasInterval());
    }

    private static ResultsView view(ScaleView... scales) {
        return new ResultsView(
                "wave",
                "Title",
                "Instrument",
                "1.0.0",
                5,
                5,
                new WaveView.Taken(5, 0, 5, 100, List.of()),
                List.of(scales),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "",
                Withheld.tooFew(Locale.ENGLISH),
                Optional.empty(),
                Optional.empty());
    }

    private static ScoreView onBothSides(double mean, double low, double high) {
        return new ScoreView(
                40, mean, Optional.of(low), Optional.of(high), Optional.empty(), Optional.empty(), BOTH_SIDES);
    }

    @Test
    void aScoreWithTwoSidesHasASignAndSaysOnWhichSideItsIntervalLies() {
        assertEquals("-40", onBothSides(-40, -51.2, -28.8).inWords());
        assertEquals("-51 to -29", onBothSides(-40, -51.2, -28.8).interval());
        assertEquals("below", onBothSides(-40, -51.2, -28.8).side());
        assertEquals("+12", onBothSides(12, 0.2, 23.8).inWords());
        assertEquals("above", onBothSides(12, 0.2, 23.8).side());
        assertEquals("", onBothSides(12, -0.1, 24.1).side(), "0 is in it");
        assertEquals("", onBothSides(12, 0, 24).side(), "0 is its end");
        assertEquals("+90 to +100", onBothSides(96, 90, 102).interval(), "cut to the range");
        assertEquals("-40 from -100 to 100", BOTH_SIDES.told(-40));
        assertEquals("40 of 100", ScoreRange.POINTS.told(40));
    }

    @Test
    void whatHasARangeOfItsOwnIsDrawnByItselfAndItsDetailsComeHighestFirst() {
        ScaleView gap = scale("Gap", onBothSides(10, 2, 18), "", BOTH_SIDES);
        ScaleView time = scale("Time", onBothSides(-5, -15, 5), "Gap", BOTH_SIDES);
        ScaleView fear = scale("Fear", onBothSides(25, 15, 35), "Gap", BOTH_SIDES);
        ResultsView view = view(gap, time, fear);

        assertEquals(List.of(), view.usual());
        assertEquals(List.of(gap), view.ranged());
        assertEquals(List.of(fear, time), view.highestWithin(gap));
        assertEquals(false, view.hasDetails(), "of those from 0 to 100");
        assertEquals(List.of(), view.chart().rows());
        var chart = ResultsView.chart(gap).orElseThrow();
        assertEquals("Gap +10, likely +2 to +18.", chart.description());
        assertEquals("55.00%", chart.rows().getFirst().at());
        assertEquals(
                List.of("-100", "0", "+100"),
                chart.ticks().stream().map(tick -> tick.label()).toList());
    }

    /** The acceptance sentence of moving towards Theory Y. */
    @Test
    void aChangeIsToldOnTheRangeOfTheScaleWithItsInterval() {
        Difference ten = Difference.between(new Group(40, 40, 100), new Group(40, 50, 100))
                .value()
                .orElseThrow();
        var usual = ChangeView.DifferenceView.of(ten, ScoreRange.POINTS);
        var wide = ChangeView.DifferenceView.of(ten, BOTH_SIDES);
        assertEquals("+10", usual.pointsInWords());
        assertEquals("+20", wide.pointsInWords());
        assertEquals(2 * usual.low(), wide.low(), 1e-9);
        assertEquals(2 * usual.high(), wide.high(), 1e-9);
        assertEquals(usual.effect(), wide.effect(), 1e-9);
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
