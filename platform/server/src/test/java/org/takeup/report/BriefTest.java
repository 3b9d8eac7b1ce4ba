package org.takeup.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.takeup.measure.Shortlist;
import org.takeup.survey.ResultsView;
import org.takeup.survey.ScaleView;
import org.takeup.survey.ScoreRange;
import org.takeup.survey.ScoreView;
import org.takeup.survey.WaveView;
import org.takeup.survey.Withheld;

class BriefTest {
    /** Scales {@code s0, s1, ...} with these means, each with an interval of 5 to both sides. */
    private static ResultsView view(int finished, Integer... means) {
        var scales = new ArrayList<ScaleView>();
        for (int i = 0; i < means.length; i++) {
            Integer mean = means[i];
            Optional<ScoreView> score = Optional.ofNullable(mean)
                    .map(known -> new ScoreView(
                            finished,
                            known,
                            Optional.of(known - 5.0),
                            Optional.of(known + 5.0),
                            Optional.empty(),
                            Optional.empty(),
                            ScoreRange.POINTS));
            scales.add(new ScaleView(
                    "s" + i,
                    "Scale " + i,
                    "Meaning",
                    score,
                    Optional.empty(),
                    "",
                    "",
                    Optional.empty(),
                    "",
                    ScoreRange.POINTS,
                    Optional.empty(),
                    List.of()));
        }
        return view(finished, scales);
    }

    private static ResultsView view(int finished, List<ScaleView> scales) {
        return new ResultsView(
                "wave",
                "Spring",
                "Instrument",
                "1.0.0",
                5,
                finished,
                new WaveView.Taken(100, 0, finished, finished, List.of()),
                scales,
                List.of(),
                List.of("Look at it."),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "",
                new Withheld("too-few-answers", "Not shown: too few answers", "en"),
                Optional.empty(),
                Optional.empty());
    }

    /** A scale from -100 to 100 with this mean and an interval of 10 to both sides. */
    private static ScaleView ranged(String id, String within, double mean) {
        var range = new ScoreRange(-100, 100);
        return new ScaleView(
                id,
                "Gap " + id,
                "Others less ourselves.",
                Optional.of(new ScoreView(
                        40,
                        mean,
                        Optional.of(mean - 10),
                        Optional.of(mean + 10),
                        Optional.empty(),
                        Optional.empty(),
                        range)),
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
    void aScaleOfItsOwnRangeStandsByItselfAndNamesItsPartsThatAreClearlyOnOneSide() {
        var scales = new ArrayList<>(view(60, 40, 60).scales());
        scales.add(ranged("all", "", 12));
        scales.add(ranged("time", "all", 4));
        scales.add(ranged("fear", "all", 35));
        scales.add(ranged("budget", "all", -20));
        Brief brief = brief(view(60, scales), Set.of());

        assertEquals(
                List.of("Scale 0", "Scale 1"),
                brief.all().stream().map(Brief.Line::name).toList());
        Brief.Ranged gap = brief.ranged().getFirst();
        assertEquals(
                "+12 from -100 to 100, likely +2 to +22: clearly above 0, by more than chance explains.",
                gap.sentence());
        assertEquals(
                List.of("Gap fear", "Gap time", "Gap budget"),
                gap.details().stream().map(Brief.Ranged::name).toList());
        assertEquals(
                List.of("above", "below"),
                gap.flagged().stream().map(Brief.Ranged::side).toList());
        assertEquals("Of one more part the interval does not leave 0 out.", gap.others());
        assertEquals(
                "+4 from -100 to 100, likely -6 to +14: the interval does not leave 0 out.",
                gap.details().get(1).sentence());
    }

    @Test
    void aSurveyWithSuchAScaleAloneSaysItInItsHeadline() {
        Brief brief = brief(view(60, List.of(ranged("climate", "", -40))), Set.of());
        assertEquals(
                "Gap climate: -40 from -100 to 100, likely -50 to -30: clearly below 0, by more than chance explains.",
                brief.headline());
        assertEquals(List.of(), brief.all());
    }

    private static Brief brief(ResultsView view, Set<String> named, Shortlist.Line... measures) {
        return Brief.of(view, named, List.of(measures), measure -> "https://takeup.example/measures/" + measure);
    }

    private static Shortlist.Line measure(String id) {
        return new Shortlist.Line(
                id,
                "Name of " + id,
                "Do it.",
                12.3,
                false,
                List.of("Because of " + id + ".", "More."),
                Optional.empty());
    }

    private static List<String> names(List<Brief.Line> lines) {
        return lines.stream().map(Brief.Line::name).toList();
    }

    @Test
    void highIsGoodWhereTheInstrumentPointsAtLowScales() {
        Brief brief = brief(view(60, 80, 30, 60, 50), Set.of("s1"));
        assertTrue(brief.directed());
        assertEquals(List.of("Scale 0", "Scale 2"), names(brief.best()));
        assertEquals(List.of("Scale 1", "Scale 3"), names(brief.worst()));
        assertEquals(
                "Strongest is Scale 0 (80 of 100); most is to be gained in Scale 1 (30 of 100).", brief.headline());
    }

    @Test
    void lowIsGoodWhereTheInstrumentPointsAtHighScales() {
        Brief brief = brief(view(60, 80, 30, 60, 50), Set.of("s0", "s2"));
        assertTrue(brief.directed());
        assertEquals(List.of("Scale 1", "Scale 3"), names(brief.best()));
        assertEquals(
                "Strongest is Scale 1 (30 of 100); most is to be gained in Scale 0 (80 of 100).", brief.headline());
    }

    @Test
    void withoutAHintNothingIsCalledStrong() {
        Brief brief = brief(view(60, 80, 30), Set.of());
        assertFalse(brief.directed());
        assertEquals("The highest score has Scale 0 (80 of 100), the lowest Scale 1 (30 of 100).", brief.headline());
    }

    @Test
    void scoresThatChanceCouldExplainAreNotToldApart() {
        Brief brief = brief(view(60, 52, 50, 49), Set.of("s2"));
        assertEquals(
                "All parts score about alike, between 49 and 52 of 100: none stands clearly apart.", brief.headline());
    }

    @Test
    void fewAnswersAreSaidToBeFewAndNoScoreIsMadeUp() {
        Brief brief = brief(view(4, null, null), Set.of());
        assertEquals("Too few people answered to show any score.", brief.headline());
        assertTrue(brief.answered().endsWith("those who did not answer may see it otherwise."), brief.answered());
        assertEquals(List.of(), brief.best());
        assertEquals(List.of(), brief.all());
    }

    /** Whatever the scores: no scale is strong and weak at once, and the lists are in order. */
    @Property
    void noScaleIsOnBothSides(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 0, max = 100) Integer> means,
            @ForAll @IntRange(min = 0, max = 8) int named) {
        Brief brief = brief(view(60, means.toArray(Integer[]::new)), Set.of("s" + named));
        var both = new ArrayList<>(names(brief.best()));
        both.retainAll(names(brief.worst()));
        assertEquals(List.of(), both);
        assertTrue(
                brief.best().size() <= 3 && brief.best().size() == brief.worst().size());
        double[] scores = brief.best().stream().mapToDouble(Brief.Line::score).toArray();
        double[] worst = brief.worst().stream().mapToDouble(Brief.Line::score).toArray();
        if (scores.length > 0) {
            boolean highFirst = Arrays.stream(scores).min().orElseThrow()
                    >= Arrays.stream(worst).max().orElseThrow();
            boolean lowFirst = Arrays.stream(scores).max().orElseThrow()
                    <= Arrays.stream(worst).min().orElseThrow();
            assertTrue(highFirst || lowFirst, brief::toString);
        }
    }

    @Test
    void whatToDoAreTheFirstThreeMeasuresWithTheirFirstReason() {
        Brief brief = brief(view(60, 80, 30), Set.of("s1"), measure("a"), measure("b"), measure("c"), measure("d"));
        assertEquals(
                List.of("a", "b", "c"),
                brief.todo().stream().map(Brief.Todo::measure).toList());
        assertEquals(
                new Brief.Todo("a", "Name of a", "Because of a.", "https://takeup.example/measures/a"),
                brief.todo().getFirst());
        assertEquals(List.of(), brief.found());
    }

    @Test
    void whereNoMeasureAnswersTheInstrumentsOwnSentencesStay() {
        Brief brief = brief(view(60, 80, 30), Set.of("s1"));
        assertEquals(List.of(), brief.todo());
        assertEquals(List.of("Look at it."), brief.found());
    }
}
