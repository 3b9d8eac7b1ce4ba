package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;

/** What results show of the kinds of API 1.2, and what they never show. */
class NewKindsTallyTest {
    private static final LocalizedText TEXT = LocalizedText.english("Text");
    private static final List<Item> ITEMS = List.of(
            new Item.Number("number", TEXT, false, BigDecimal.ZERO, new BigDecimal(1_000_000), 2, Optional.empty()),
            new Item.Slider("fine", TEXT, false, 0, 100, 1, TEXT, TEXT),
            new Item.Slider("coarse", TEXT, false, -10, 10, 5, TEXT, TEXT),
            new Item.Day("day", TEXT, false, LocalDate.of(2020, 1, 1), LocalDate.of(2026, 1, 1)),
            new Item.Email("mail", TEXT, false),
            new Item.PersonPick("peers", TEXT, false, 1),
            new Item.Consent("agree", TEXT, false),
            new Item.Information("info", TEXT));

    private static Tally tally() {
        return new Tally(
                new Questionnaire("1.0.0", List.of(new Questionnaire.Page("p", TEXT, ITEMS))),
                new ScoringModel(List.of()));
    }

    private static Map<String, Answer> answers(int i) {
        return Map.of(
                "number", new Answer.Number(BigDecimal.valueOf(i)),
                "fine", new Answer.Rating(i % 101),
                "coarse", new Answer.Rating(i % 5 * 5 - 10),
                "day", new Answer.Day(LocalDate.of(2025, 1, 1)),
                "mail", new Answer.Text("me@here.example"),
                "peers", new Answer.Persons(List.of("somebody")),
                "agree", new Answer.Chosen(List.of("yes")));
    }

    private static Map<String, ItemResult.Distribution> results(Tally tally) {
        var results = new java.util.HashMap<String, ItemResult.Distribution>();
        tally.released(5)
                .items()
                .forEach(item -> item.distribution()
                        .ifPresent(counted -> results.put(item.item().id(), counted)));
        return results;
    }

    @Test
    void fewerThanTheThresholdShowNothing() {
        Tally tally = tally();
        for (int i = 1; i <= 4; i++) {
            tally.add("", answers(i));
        }
        assertEquals(Map.of(), results(tally));
        tally.add("", answers(5));
        assertEquals(7, results(tally).size());
    }

    /** As R says: quantile(1:9, c(.25, .5, .75)) is 3, 5 and 7. */
    @Test
    void numbersHaveMeanAndQuartilesAndNoEnds() {
        Tally tally = tally();
        for (int i = 1; i <= 9; i++) {
            tally.add("", answers(i));
        }
        assertEquals(
                Optional.of(new ItemResult.Numbers(5, 3, 5, 7)),
                results(tally).get("number").numbers());
        assertEquals(List.of(), results(tally).get("number").options());
    }

    @Test
    void oneOfAHundredPointsIsCountedWithItsNeighbours() {
        Tally tally = tally();
        for (int i = 0; i < 101; i++) {
            tally.add("", answers(i));
        }
        List<ItemResult.Option> fine = results(tally).get("fine").options();
        assertEquals(
                List.of("0-10", "11-21"),
                fine.stream().limit(2).map(ItemResult.Option::id).toList());
        assertEquals("99-100", fine.getLast().id());
        assertEquals(101, fine.stream().mapToLong(ItemResult.Option::count).sum());
        List<ItemResult.Option> coarse = results(tally).get("coarse").options();
        assertEquals(
                List.of("-10", "-5", "0", "5", "10"),
                coarse.stream().map(ItemResult.Option::id).toList());
    }

    @Test
    void whatTellsWhoSomebodyIsIsCountedAndNotShown() {
        Tally tally = tally();
        for (int i = 0; i < 10; i++) {
            tally.add("", answers(i));
        }
        String all = tally.released(5).items().toString();
        assertFalse(all.contains("somebody") || all.contains("here.example") || all.contains("2025"), all);
        for (String item : List.of("day", "mail", "peers")) {
            assertEquals(10, results(tally).get(item).n());
            assertTrue(results(tally).get(item).options().isEmpty());
        }
        assertFalse(results(tally).containsKey("info"));
        assertEquals(10, results(tally).get("agree").options().getFirst().count());
    }

    /** Of very many numbers some are drawn: the quartiles stay near, the mean is exact, and memory stays as it is. */
    @Test
    void quartilesOfVeryManyNumbersAreNear() {
        Tally tally = tally();
        for (int i = 0; i < 200_000; i++) {
            tally.add("", Map.of("number", new Answer.Number(BigDecimal.valueOf(i))));
        }
        ItemResult.Numbers numbers = results(tally).get("number").numbers().orElseThrow();
        assertEquals(99_999.5, numbers.mean(), 1e-6);
        assertEquals(50_000, numbers.lowerQuartile(), 3_000);
        assertEquals(100_000, numbers.median(), 3_000);
        assertEquals(150_000, numbers.upperQuartile(), 3_000);
    }
}
