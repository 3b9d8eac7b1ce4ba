package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.statistics.Difference;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.Group;
import org.takeup.survey.statistics.ManyTests;
import org.takeup.survey.statistics.RFigures;

/** Answers of two waves from the tally to the figures that are shown, against what R makes of the same answers. */
class RComparisonTest {
    private static final RFigures R = new RFigures();
    private static final List<String> ITEMS =
            List.of("a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "c1", "c2", "c3");
    private static final Questionnaire ASKED = asked();
    private static final ScoringModel SCORING = new ScoringModel(List.of(scale("a", 3), scale("b", 2), scale("c", 2)));

    private record Row(String unit, Map<String, Answer> answers) {}

    private static Questionnaire asked() {
        var five = new ResponseScale(
                1, IntStream.rangeClosed(1, 5).mapToObj(i -> text("Point " + i)).toList());
        var items = new ArrayList<Item>();
        ITEMS.forEach(id -> items.add(new Item.Rating(id, text(id), false, five, true)));
        items.add(new Item.Recommend("r", text("r"), false, text("no"), text("yes")));
        return new Questionnaire("1.0.0", List.of(new Questionnaire.Page("p", text("Page"), items)));
    }

    private static LocalizedText text(String text) {
        return LocalizedText.english(text);
    }

    private static Scale scale(String id, int minAnswered) {
        List<ItemRef> refs = ITEMS.stream()
                .filter(item -> item.startsWith(id))
                .map(item -> new ItemRef(item, item.equals("a3") || item.equals("b2"), 1))
                .toList();
        return new Scale(id, text(id), text(id), refs, minAnswered);
    }

    private static List<Row> wave(String wave) {
        List<String> lines = RFigures.lines("survey.csv");
        List<String> columns = List.of(lines.getFirst().split(","));
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[0].equals(wave))
                .map(cells -> row(columns, cells))
                .toList();
    }

    private static Row row(List<String> columns, String[] cells) {
        var answers = new HashMap<String, Answer>();
        for (int i = 2; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                answers.put(columns.get(i), new Answer.Rating(Integer.parseInt(cells[i])));
            }
        }
        return new Row(cells[1], answers);
    }

    private static Tally.Released released(String wave) {
        var tally = new Tally(ASKED, SCORING);
        wave(wave).forEach(row -> tally.add(row.unit(), row.answers()));
        return tally.released(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void scoresAndReliability(String wave) {
        for (ScaleResult scale : released(wave).scales()) {
            String key = "wave" + wave + "." + scale.scale().id() + ".";
            Score score = scale.total().orElseThrow();
            R.same(key + "n", score.n());
            R.same(key + "mean", score.mean());
            R.same(key + "sd", Math.sqrt(score.variance()));
            R.same(key + "low", score.interval().orElseThrow().low());
            R.same(key + "high", score.interval().orElseThrow().high());

            Reliability reliability = scale.reliability().value().orElseThrow();
            R.same(key + "complete", reliability.n());
            R.same(key + "alpha", reliability.alpha().value());
            for (String from : List.of("alpha", "psych.feldt")) {
                R.same(key + from + ".low", reliability.alpha().interval().low());
                R.same(key + from + ".high", reliability.alpha().interval().high());
            }
            double omega = reliability.omega().value().orElseThrow();
            R.same(key + "omega", omega);
            R.same(key + "psych.omega", omega);
            for (Reliability.ItemFit fit : reliability.items().value().orElseThrow()) {
                R.same(key + fit.itemId() + ".item.rest", fit.itemRest().value().orElseThrow());
                R.same(
                        key + fit.itemId() + ".item.rest.base",
                        fit.itemRest().value().orElseThrow());
                R.same(
                        key + fit.itemId() + ".alpha.without",
                        fit.alphaWithout().value().orElseThrow());
            }
        }
    }

    @Test
    void changeBetweenTheWaves() {
        List<Change.OfScale> changes = Change.between(released("1"), released("2"));
        assertEquals(3, changes.size());
        double[] adjusted = ManyTests.adjusted(changes.stream()
                .mapToDouble(change -> change.difference().value().orElseThrow().p())
                .toArray());
        for (int i = 0; i < adjusted.length; i++) {
            String key = "change." + changes.get(i).scale().id() + ".";
            Difference found = changes.get(i).difference().value().orElseThrow();
            R.same(key + "difference", found.difference());
            R.same(key + "low", found.interval().low());
            R.same(key + "high", found.interval().high());
            R.same(key + "p", found.p());
            R.same(key + "g", found.effect());
            R.same(key + "g.low", found.effectInterval().low());
            R.same(key + "g.high", found.effectInterval().high());
            R.same(key + "adjusted", adjusted[i]);
            boolean sure = R.of(key + "adjusted") <= 0.05;
            assertEquals(sure, changes.get(i).verdict() != Change.Verdict.NOT_SURE, key);
        }
        assertTrue(changes.stream().anyMatch(change -> change.verdict() == Change.Verdict.LOWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void unitsAgainstTheRestOfTheirWave(String wave) {
        var cells = new ArrayList<String>();
        var p = new ArrayList<Double>();
        for (Scale scale : SCORING.scales()) {
            for (String unit : List.of("Desk", "East", "North", "South", "West")) {
                Group all = group(scale, wave(wave));
                Group own = group(
                        scale,
                        wave(wave).stream()
                                .filter(row -> row.unit().equals(unit))
                                .toList());
                cells.add(scale.id() + "." + unit);
                p.add(all.without(own)
                        .then(rest -> Difference.between(rest, own))
                        .value()
                        .orElseThrow()
                        .p());
            }
        }
        double[] adjusted =
                ManyTests.adjusted(p.stream().mapToDouble(Double::doubleValue).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            R.same("wave" + wave + ".unit." + cells.get(i) + ".p", p.get(i));
            R.same("wave" + wave + ".unit." + cells.get(i) + ".adjusted", adjusted[i]);
        }
    }

    private static Group group(Scale scale, List<Row> rows) {
        var tally = new ScaleTally(scale, ASKED);
        rows.forEach(row -> tally.add("", row.answers()));
        return tally.result(1).total().orElseThrow().group();
    }

    /** In the first wave all units are shown, so the visible family is R's. */
    @Test
    void theUnitsThatStandOut() {
        Tally.Released released = released("1");
        var sides = StandingOut.of(released.scales(), released.threshold());
        for (ScaleResult scale : released.scales()) {
            for (UnitScore unit : scale.units()) {
                String key = "wave1.unit." + scale.scale().id() + "." + unit.unit() + ".adjusted";
                assertEquals(
                        R.of(key) <= 0.05,
                        sides.containsKey(new StandingOut.Cell(scale.scale().id(), unit.unit())),
                        key);
            }
        }
        assertEquals(StandingOut.Side.LOWER, sides.get(new StandingOut.Cell("a", "West")));
    }

    @Test
    void driversOfAQuestionFromNoughtToTen() {
        Drivers drivers = released("1").drivers().getFirst();
        assertEquals("r", drivers.outcomeId());
        Drivers.Ranking ranking = drivers.ranking().value().orElseThrow();
        R.same("drivers.n", ranking.n());
        R.same("drivers.explained", ranking.explained());
        for (Drivers.Driver driver : ranking.drivers()) {
            String key = "drivers." + driver.scale().id() + ".";
            R.same(key + "weight", driver.weight());
            R.same(key + "r", driver.correlation());
            R.same(key + "r.low", driver.interval().value().orElseThrow().low());
            R.same(key + "r.high", driver.interval().value().orElseThrow().high());
        }
        assertEquals(
                List.of("a", "b", "c"),
                ranking.drivers().stream().map(each -> each.scale().id()).toList());
    }

    @Test
    void aScaleIsAnOutcomeOnlyOnRequest() {
        assertEquals(
                List.of("r true", "a false", "b false", "c false"),
                released("1").drivers().stream()
                        .map(each -> each.outcomeId() + " " + each.preset())
                        .toList());
        assertTrue(released("1").drivers().stream().allMatch(each -> each.ranking() instanceof Figure.Known));
    }
}
