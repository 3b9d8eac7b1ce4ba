package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.learning.Group;
import org.takeup.learning.TakeUp;
import org.takeup.learning.TakeUps;
import org.takeup.learning.UnitTakeUp;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.scoring.Tally;
import org.takeup.survey.statistics.Figure.Why;

/** Scores of units beside their take-up. */
class TakeUpDriversTest {
    private static final int SMALLEST = 5;
    private static final ZoneId ZONE = ZoneOffset.UTC;
    /** A Tuesday. */
    private static final Instant ENDED = Instant.parse("2026-02-10T12:00:00Z");

    private static final Instant COUNTED = Instant.parse("2026-02-09T03:00:00Z");
    private static final TakeUpDrivers.Period PERIOD = TakeUpDrivers.Period.before(ENDED, ZONE);

    private final Tally tally = new Tally(
            Samples.snapshot().questionnaire(),
            new ScoringModel(List.of(scale("mood", "Mood"), scale("time", "Time"))));
    private final List<UnitTakeUp> learning = new ArrayList<>();

    private static Scale scale(String item, String name) {
        return new Scale(
                item,
                LocalizedText.english(name),
                LocalizedText.english("High is good"),
                List.of(new ItemRef(item, false, 1)),
                1);
    }

    /** So many people of a unit who all answer alike. */
    private void answered(String unit, int people, int mood, int time) {
        for (int i = 0; i < people; i++) {
            tally.add(unit, Map.of("mood", new Answer.Rating(mood), "time", new Answer.Rating(time)));
        }
    }

    private void learned(String unit, int enrolled, int active, String... above) {
        learned(unit, unit, enrolled, active, above);
    }

    private void learned(String key, String name, int enrolled, int active, String... above) {
        var week = new TakeUp.Figures(enrolled, 0, active, 0);
        learning.add(new UnitTakeUp(
                new Group(key, name, above.length == 0 ? "" : above[0], enrolled),
                Set.of(above),
                List.of(week, week, week, week)));
    }

    /** Units whose mood grows with their take-up, and whose time does not. */
    private void many(int units) {
        for (int i = 0; i < units; i++) {
            answered("Unit " + i, 5 + i % 3, 1 + i % 5, 1 + i / 2 % 5);
            learned("Unit " + i, 20, 2 + 3 * (i % 5) + i % 2);
        }
    }

    private TakeUpDrivers found() {
        return found(COUNTED).orElseThrow();
    }

    private Optional<TakeUpDrivers> found(Instant counted) {
        return TakeUpDrivers.of(
                tally.released(SMALLEST),
                PERIOD,
                ZONE,
                (named, period) -> Optional.of(new TakeUps.Units(
                        counted,
                        learning.stream()
                                .filter(each -> named.contains(each.unit().name()))
                                .toList())));
    }

    private TakeUpDriversView view() {
        return TakeUpDriversView.of(found(), Locale.ENGLISH);
    }

    @Test
    void theWeeksAreTheLastFourWholeOnesBeforeTheDayOnWhichTheSurveyClosed() {
        assertEquals(LocalDate.parse("2026-01-12"), PERIOD.from());
        assertEquals(LocalDate.parse("2026-02-08"), PERIOD.to());
        // A Sunday is not over, and by the tenant's clock it may be Monday already.
        Instant sunday = Instant.parse("2026-02-08T23:30:00Z");
        assertEquals(
                LocalDate.parse("2026-02-01"),
                TakeUpDrivers.Period.before(sunday, ZONE).to());
        assertEquals(
                LocalDate.parse("2026-02-08"),
                TakeUpDrivers.Period.before(sunday, ZoneId.of("Europe/Berlin")).to());
    }

    @Test
    void withThirtyUnitsTheLargestCorrelationComesFirst() {
        many(30);
        TakeUpDriversView view = view();
        assertTrue(view.ranked());
        assertEquals("", view.note());
        assertEquals(
                List.of("mood", "time"),
                view.scales().stream().map(TakeUpDriversView.Line::id).toList());
        assertEquals(30, view.scales().getFirst().units());
        assertTrue(view.scales().getFirst().correlation().orElseThrow() > 0.9, view.toString());
        assertTrue(view.scales().getLast().correlation().orElseThrow() < 0.9, view.toString());
    }

    @Test
    void theSizeCountsAndNotTheSign() {
        for (int i = 0; i < 30; i++) {
            answered("Unit " + i, 5, 1 + i / 2 % 5, 5 - i % 5);
            learned("Unit " + i, 20, 2 + 3 * (i % 5) + i % 2);
        }
        TakeUpDriversView.Line first = view().scales().getFirst();
        assertEquals("time", first.id());
        assertTrue(first.correlation().orElseThrow() < -0.9, first.toString());
    }

    @Test
    void withTwentyNineThereIsNoRankingAndTheNumberIsSaid() {
        for (int i = 0; i < 29; i++) {
            answered("Unit " + i, 5, 1 + i / 2 % 5, 1 + i % 5);
            learned("Unit " + i, 20, 2 + 3 * (i % 5) + i % 2);
        }
        TakeUpDriversView view = view();
        assertFalse(view.ranked());
        assertTrue(view.note().startsWith("No ranking: it takes at least 30 units"), view.note());
        assertTrue(view.note().contains("the fewest has 29."), view.note());
        // As the instrument has them: the larger one is the second.
        assertEquals(
                List.of("mood", "time"),
                view.scales().stream().map(TakeUpDriversView.Line::id).toList());
        assertTrue(view.scales().getLast().correlation().orElseThrow() > 0.9, view.toString());
    }

    @Test
    void oneScaleThatFewerUnitsHaveIsEnoughToRefuse() {
        many(30);
        // Nobody of this unit has a score on time.
        for (int i = 0; i < 5; i++) {
            tally.add("Silent", Map.of("mood", new Answer.Rating(3)));
        }
        learned("Silent", 20, 8);
        TakeUpDrivers found = found();
        assertEquals(
                List.of(31, 30),
                found.scales().stream().map(TakeUpDrivers.OfScale::units).toList());
        assertTrue(found.ranked());
        learning.removeIf(each -> each.unit().name().equals("Unit 0"));
        assertEquals(29, found().fewest());
        assertFalse(found().ranked());
    }

    @Test
    void figuresHaveTwoDecimals() {
        many(12);
        for (TakeUpDriversView.Line line : view().scales()) {
            for (Optional<Double> each : List.of(line.correlation(), line.low(), line.high())) {
                assertEquals(each.orElseThrow(), Math.rint(each.orElseThrow() * 100) / 100);
            }
            assertTrue(line.correlationInWords().matches("-?[01]\\.\\d\\d"), line.correlationInWords());
        }
    }

    @Test
    void aUnitAboveOthersIsLeftOutForItsTakeUpIsTheirsToo() {
        many(8);
        answered("Division", 9, 5, 5);
        learned("Division", 90, 1);
        learned("x", "Unit 0 of another name", 20, 3, "Division");
        assertEquals(9, found().scales().getFirst().units());
        learning.set(
                0,
                new UnitTakeUp(
                        learning.getFirst().unit(),
                        Set.of("Division"),
                        learning.getFirst().weeks()));
        assertEquals(8, found().scales().getFirst().units());
    }

    @Test
    void aUnitWithFewerEnrolledThanTheSurveyShowsIsLeftOut() {
        many(8);
        learning.set(
                0,
                new UnitTakeUp(
                        learning.getFirst().unit(), Set.of(), List.of(new TakeUp.Figures(SMALLEST - 1, 0, 4, 0))));
        assertEquals(7, found().scales().getFirst().units());
    }

    @Test
    void theRestThatHasNoNameIsNoUnit() {
        many(8);
        answered("", 9, 1, 5);
        learned("", 90, 80);
        assertEquals(8, found().scales().getFirst().units());
    }

    @Test
    void takeUpIsWhoWasActiveAmongTheEnrolledWeekByWeek() {
        var unit = new UnitTakeUp(
                new Group("a", "A", "", 10),
                Set.of(),
                List.of(new TakeUp.Figures(10, 0, 4, 0), new TakeUp.Figures(6, 0, 4, 0)));
        assertEquals(0.5, unit.share());
        assertEquals(6, unit.fewest());
    }

    @Test
    void withoutLearningDataItSaysWhatToDo() {
        many(8);
        var none = TakeUpDrivers.of(tally.released(SMALLEST), PERIOD, ZONE, (named, period) -> Optional.empty());
        TakeUpDriversView view = TakeUpDriversView.of(none.orElseThrow(), Locale.ENGLISH);
        assertEquals("everything", view.missing());
        assertTrue(view.note().contains("Import some"), view.note());
        assertEquals(List.of(), view.scales());
    }

    @Test
    void dataThatWasCountedBeforeTheWeeksWereOverIsNotTakenForWhole() {
        many(8);
        Instant lastDay = Instant.parse("2026-02-08T20:00:00Z");
        TakeUpDriversView view = TakeUpDriversView.of(found(lastDay).orElseThrow(), Locale.ENGLISH);
        assertEquals("newer", view.missing());
        assertTrue(view.note().contains("Import it again"), view.note());
        assertEquals(List.of(), view.scales());
    }

    @Test
    void unitsThatAreCalledOtherwiseAreAskedToBeCalledAlike() {
        many(8);
        learning.clear();
        learned("Elsewhere", 20, 10);
        TakeUpDriversView view = view();
        assertEquals("units", view.missing());
        assertTrue(view.note().contains("same name: 0.") && view.note().contains("called alike"), view.note());
        assertEquals(Optional.empty(), view.scales().getFirst().correlation());
    }

    @Test
    void whereAllUnitsAreAlikeThereIsNoCorrelationAndItIsSaid() {
        for (int i = 0; i < 30; i++) {
            answered("Unit " + i, 5, 3, 1 + i % 5);
            learned("Unit " + i, 20, 2 + 3 * (i % 5) + i % 2);
        }
        TakeUpDrivers found = found();
        assertEquals(
                List.of("time", "mood"),
                found.scales().stream().map(each -> each.scale().id()).toList());
        assertEquals(
                Optional.of(Why.ALL_ALIKE), found.scales().getLast().figure().why());
        assertTrue(view().scales().getLast().intervalInWords().startsWith("All units have the same"));
    }

    @Test
    void aSurveyThatNamesNoUnitHasNothingToSay() {
        answered("", 40, 3, 3);
        assertEquals(Optional.empty(), found(COUNTED));
    }

    @Test
    void aUnitWhoseScoreIsHiddenIsNotAskedForInTheLearningData() {
        many(8);
        answered("Small", SMALLEST - 1, 5, 5);
        learned("Small", 20, 8);
        // It is hidden, and takes another one along.
        assertEquals(7, found().scales().getFirst().units());
    }
}
