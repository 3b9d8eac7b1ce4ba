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
import org.takeup.survey.WaveView;

class BriefTest {
    /** Scales {@code s0, s1, ...} with these means, each with an interval of 5 to both sides. */
    private static ResultsView view(int finished, Integer... means) {
        var scales = new ArrayList<ResultsView.ScaleView>();
        for (int i = 0; i < means.length; i++) {
            Integer mean = means[i];
            Optional<ResultsView.ScoreView> score = Optional.ofNullable(mean)
                    .map(known -> new ResultsView.ScoreView(
                            finished,
                            known,
                            Optional.of(known - 5.0),
                            Optional.of(known + 5.0),
                            Optional.empty(),
                            Optional.empty()));
            scales.add(new ResultsView.ScaleView(
                    "s" + i,
                    "Scale " + i,
                    "Meaning",
                    score,
                    Optional.empty(),
                    "",
                    "",
                    Optional.empty(),
                    "",
                    List.of()));
        }
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
                "");
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
