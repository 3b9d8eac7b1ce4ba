package org.takeup.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.ScoringModel;

class RankingTest {
    private static final Library LIBRARY = Library.standard();

    private static Finding found(String need, double size, double half, double often) {
        Need known = LIBRARY.need(need).orElseThrow();
        return new Finding(
                need,
                known,
                known.name(),
                new Finding.Amount(size, Math.max(0, size - half), Math.min(100, size + half)),
                OptionalDouble.of(often),
                Optional.empty(),
                Optional.empty(),
                ScoringModel.Range.usual());
    }

    private static Measure measure(
            String id,
            Map<String, Measure.Fit> answers,
            Measure.Effort effort,
            Measure.Range weeks,
            Measure.Strength strength) {
        return new Measure(
                id,
                LocalizedText.english(id),
                LocalizedText.english("Do it."),
                answers,
                effort,
                new Measure.Range(1, 2),
                weeks,
                List.of(Measure.Actor.SPONSOR),
                List.of(),
                new Measure.Evidence(strength, List.of()),
                LocalizedText.english("Seen"),
                List.of(),
                Optional.empty());
    }

    private static Measure direct(String id, String need) {
        return measure(
                id,
                Map.of(need, Measure.Fit.DIRECT),
                Measure.Effort.S,
                new Measure.Range(0, 0),
                Measure.Strength.STRONG);
    }

    private static List<String> order(List<Finding> findings, List<Measure> measures) {
        return Ranking.of(findings, measures).stream()
                .map(ranked -> ranked.measure().id())
                .toList();
    }

    private static double points(List<Finding> findings, String measure) {
        return Ranking.of(findings, LIBRARY.measures()).stream()
                .filter(ranked -> ranked.measure().id().equals(measure))
                .mapToDouble(Ranking.Ranked::points)
                .findFirst()
                .orElse(0);
    }

    @Test
    void pointsAreWhatTheFormulaSays() {
        List<Finding> findings = List.of(found("barrier:time", 60, 10, 80), found("barrier:budget", 50, 10, 50));
        Measure both = measure(
                "both",
                Map.of("barrier:time", Measure.Fit.DIRECT, "barrier:budget", Measure.Fit.PARTLY),
                Measure.Effort.M,
                new Measure.Range(0, 52),
                Measure.Strength.SOME);
        // 0.5 x 0.8 in full, and half of 0.4 x 0.5 x 0.5; evidence 0.75, effort 0.85, time 1 - 0.3 x 26 / 52.
        double expected = 100 * (0.4 + 0.05) * 0.75 * 0.85 * 0.85;
        assertEquals(expected, Ranking.of(findings, List.of(both)).getFirst().points(), 1e-9);
    }

    @Test
    void aBarrierOfUnknownFrequencyCountsHalf() {
        Need time = LIBRARY.need("barrier:time").orElseThrow();
        var unknown = new Finding(
                "barrier:time",
                time,
                time.name(),
                new Finding.Amount(60, 60, 60),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                ScoringModel.Range.usual());
        assertEquals(0.3, unknown.weight(), 1e-9);
    }

    @Test
    void whatAnswersNothingThatWasFoundIsNotInTheList() {
        assertEquals(
                List.of("a"),
                order(
                        List.of(found("barrier:time", 60, 10, 80)),
                        List.of(direct("b", "barrier:budget"), direct("a", "barrier:time"))));
        assertEquals(List.of(), order(List.of(), LIBRARY.measures()));
        // An interval that reaches down to nothing is no need.
        assertEquals(List.of(), order(List.of(found("barrier:time", 5, 10, 80)), List.of(direct("a", "barrier:time"))));
    }

    @Test
    void equalPointsAreOrderedById() {
        assertEquals(
                List.of("a", "b", "c"),
                order(
                        List.of(found("barrier:time", 60, 10, 80)),
                        List.of(
                                direct("b", "barrier:time"),
                                direct("c", "barrier:time"),
                                direct("a", "barrier:time"))));
    }

    @Property(tries = 200)
    void moreNeedNeverLowersAMeasure(
            @ForAll @IntRange(max = 13) int barrier,
            @ForAll @DoubleRange(max = 100) double one,
            @ForAll @DoubleRange(max = 100) double other,
            @ForAll @DoubleRange(max = 100) double often) {
        String need = LIBRARY.needs().get(barrier).id();
        String beside = LIBRARY.needs().get((barrier + 1) % 14).id();
        for (Measure measure : LIBRARY.measures()) {
            double less = points(
                    List.of(found(need, Math.min(one, other), 3, often), found(beside, 40, 3, 60)), measure.id());
            double more = points(
                    List.of(found(need, Math.max(one, other), 3, often), found(beside, 40, 3, 60)), measure.id());
            assertTrue(more >= less - 1e-12, measure.id());
        }
    }

    @Property(tries = 200)
    void aWiderIntervalNeverRaisesAMeasure(
            @ForAll @DoubleRange(min = 20, max = 90) double size, @ForAll @DoubleRange(max = 20) double half) {
        List<Measure> one = List.of(direct("a", "barrier:time"));
        double exact = sum(Ranking.of(List.of(found("barrier:time", size, 0, 80)), one));
        double wide = sum(Ranking.of(List.of(found("barrier:time", size, half, 80)), one));
        assertTrue(wide <= exact + 1e-12);
    }

    private static double sum(List<Ranking.Ranked> ranked) {
        return ranked.stream().mapToDouble(Ranking.Ranked::points).sum();
    }

    @Property(tries = 100)
    void betterEvidenceLessEffortAndLessTimeNeverLowerAMeasure(
            @ForAll @IntRange(max = 3) int strength,
            @ForAll @IntRange(max = 2) int effort,
            @ForAll @IntRange(min = 1, max = 100) int weeks,
            @ForAll @DoubleRange(min = 10, max = 100) double size) {
        List<Finding> findings = List.of(found("barrier:time", size, 3, 80));
        Measure.Strength[] strengths = Measure.Strength.values();
        Measure.Effort[] efforts = Measure.Effort.values();
        Map<String, Measure.Fit> answers = Map.of("barrier:time", Measure.Fit.DIRECT);
        var range = new Measure.Range(0, weeks);
        double here =
                sum(Ranking.of(findings, List.of(measure("a", answers, efforts[effort], range, strengths[strength]))));
        double better = sum(Ranking.of(
                findings,
                List.of(measure("a", answers, efforts[effort], range, strengths[Math.max(0, strength - 1)]))));
        double easier = sum(Ranking.of(
                findings,
                List.of(measure("a", answers, efforts[Math.max(0, effort - 1)], range, strengths[strength]))));
        double sooner = sum(Ranking.of(
                findings,
                List.of(measure("a", answers, efforts[effort], new Measure.Range(0, weeks - 1), strengths[strength]))));
        assertTrue(better >= here && easier >= here && sooner >= here);
    }

    @Property(tries = 100)
    void theOrderOfTheInputChangesNothing(@ForAll long seed) {
        var random = new Random(seed);
        var findings = new ArrayList<Finding>();
        LIBRARY.needs().stream()
                .filter(any -> random.nextBoolean())
                .forEach(need -> findings.add(found(need.id(), random.nextInt(101), 5, random.nextInt(101))));
        List<Ranking.Ranked> straight = Ranking.of(findings, LIBRARY.measures());
        var measures = new ArrayList<>(LIBRARY.measures());
        Collections.shuffle(measures, random);
        Collections.shuffle(findings, random);
        assertEquals(straight, Ranking.of(findings, measures));
        assertTrue(straight.stream().allMatch(ranked -> ranked.points() > 0 && ranked.points() <= 200));
    }
}
