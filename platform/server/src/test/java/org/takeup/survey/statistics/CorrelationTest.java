package org.takeup.survey.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.survey.statistics.Correlation.Coefficient;
import org.takeup.survey.statistics.Figure.Why;

/** Pearson's correlation as R has it, and what holds of it for any numbers. */
class CorrelationTest {
    private static final double NEARLY = 1e-9;

    private static Figure<Coefficient> of(List<double[]> rows) {
        var pairs = new CoMoments(2);
        rows.forEach(pairs::add);
        return Correlation.of(pairs);
    }

    private static List<double[]> units() {
        return RFigures.lines("units.csv").stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12, 29, 34})
    void theCorrelationAndItsIntervalAreThoseOfR(int n) {
        var r = new RFigures();
        Coefficient found = of(units().subList(0, n)).value().orElseThrow();
        r.same("units." + n + ".r", found.r());
        Interval interval = found.interval().value().orElseThrow();
        r.same("units." + n + ".low", interval.low());
        r.same("units." + n + ".high", interval.high());
        assertEquals(n, found.n());
    }

    @Test
    void fewerThanFourCasesHaveNone() {
        assertEquals(Optional.of(Why.TOO_FEW), of(units().subList(0, 3)).why());
        assertEquals(Optional.of(Why.TOO_FEW), of(List.of()).why());
    }

    @Test
    void whatDoesNotDifferGoesWithNothing() {
        List<double[]> flat =
                units().stream().map(row -> new double[] {row[0], 40}).toList();
        assertEquals(Optional.of(Why.ALL_ALIKE), of(flat).why());
    }

    @Test
    void aStraightLineHasNoInterval() {
        List<double[]> line = units().stream()
                .map(row -> new double[] {row[0], 3 - row[0] / 7})
                .toList();
        Coefficient found = of(line).value().orElseThrow();
        assertEquals(-1, found.r(), NEARLY);
        assertTrue(found.r() >= -1);
        found.interval().value().ifPresent(interval -> assertTrue(interval.high() < -0.999));
    }

    @Test
    void itIsOfTwoVariables() {
        assertThrows(IllegalArgumentException.class, () -> Correlation.of(new CoMoments(3)));
    }

    /** Of 4 to 60 cases: scores of 0 to 100 and shares of 0 to 100, in tenths, among them many that are alike. */
    @Provide
    Arbitrary<List<double[]>> pairs() {
        Arbitrary<Double> value = Arbitraries.integers().between(0, 1_000).map(tenths -> tenths / 10.0);
        return value.list()
                .ofSize(2)
                .map(row -> new double[] {row.getFirst(), row.getLast()})
                .list()
                .ofMinSize(4)
                .ofMaxSize(60);
    }

    private static List<double[]> each(List<double[]> rows, UnaryOperator<double[]> change) {
        return rows.stream().map(change).toList();
    }

    private static void same(Figure<Coefficient> one, Figure<Coefficient> other) {
        assertEquals(one.why(), other.why());
        one.value()
                .ifPresent(r -> assertEquals(r.r(), other.value().orElseThrow().r(), NEARLY));
    }

    @Property(tries = 300)
    void itLiesWithinItsIntervalAndBetweenMinusOneAndOne(@ForAll("pairs") List<double[]> rows) {
        of(rows).value().ifPresent(found -> {
            assertTrue(found.r() >= -1 && found.r() <= 1, "" + found);
            assertEquals(rows.size(), found.n());
            found.interval().value().ifPresent(interval -> {
                assertTrue(interval.low() >= -1 && interval.high() <= 1, "" + found);
                assertTrue(interval.low() <= found.r() && found.r() <= interval.high(), "" + found);
            });
        });
    }

    @Property(tries = 300)
    void itIsTheSameWhicheverComesFirst(@ForAll("pairs") List<double[]> rows) {
        same(of(rows), of(each(rows, row -> new double[] {row[1], row[0]})));
        same(of(rows), of(rows.reversed()));
    }

    @Property(tries = 300)
    void unitsOfMeasurementDoNotMatter(
            @ForAll("pairs") List<double[]> rows,
            @ForAll @DoubleRange(min = 0.1, max = 10) double factor,
            @ForAll @DoubleRange(min = -50, max = 50) double shift) {
        same(of(rows), of(each(rows, row -> new double[] {row[0] * factor + shift, row[1]})));
        Figure<Coefficient> turned = of(each(rows, row -> new double[] {row[0], -row[1]}));
        of(rows).value()
                .ifPresent(found ->
                        assertEquals(-found.r(), turned.value().orElseThrow().r(), NEARLY));
    }
}
