package org.takeup.plugin.asking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Condition.All;
import org.takeup.plugin.api.survey.Condition.Answered;
import org.takeup.plugin.api.survey.Condition.Any;
import org.takeup.plugin.api.survey.Condition.AtLeast;
import org.takeup.plugin.api.survey.Condition.AtMost;
import org.takeup.plugin.api.survey.Condition.Is;
import org.takeup.plugin.api.survey.Condition.Not;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;

/** What is refused before anybody is asked, each with a sentence that names the place. */
class AskingRulesTest {
    private static final LocalizedText TEXT = LocalizedText.english("Text");

    private static final Item MOOD =
            new Item.Rating("mood", TEXT, true, new ResponseScale(1, List.of(TEXT, TEXT, TEXT, TEXT, TEXT)), true);
    private static final Item ROLE =
            new Item.Selection("role", TEXT, true, List.of(new Choice("lead", TEXT), new Choice("other", TEXT)), 1);
    private static final Item WAYS = new Item.Selection(
            "ways", TEXT, false, List.of(new Choice("a", TEXT), new Choice("b", TEXT), new Choice("c", TEXT)), 2);
    private static final Item HOURS =
            new Item.Number("hours", TEXT, false, BigDecimal.ZERO, new BigDecimal("40"), 1, Optional.empty());
    private static final Item SLIDER = new Item.Slider("slider", TEXT, true, 0, 100, 10, TEXT, TEXT);
    private static final Item DAY =
            new Item.Day("day", TEXT, false, LocalDate.of(2020, 1, 1), LocalDate.of(2026, 12, 31));
    private static final Item INFO = new Item.Information("info", TEXT);
    private static final Item WORDS = new Item.FreeText("words", TEXT, false, 100);

    private static Questionnaire.Page page(String id, Item... items) {
        return new Questionnaire.Page(id, TEXT, List.of(items));
    }

    private static Item words(String id, String text) {
        return new Item.FreeText(id, LocalizedText.english(text), false, 100);
    }

    /** All kinds on the first page, and one more page with this condition. */
    private static List<String> problems(Condition condition) {
        return AskingRules.problems(new Questionnaire(
                "1.0.0",
                List.of(
                        page("first", MOOD, ROLE, WAYS, HOURS, SLIDER, DAY, INFO, WORDS),
                        page("second", words("more", "More?"))),
                Map.of("second", condition)));
    }

    private static void assertFine(Condition condition) {
        assertEquals(List.of(), problems(condition));
    }

    private static void assertSays(String sentence, Condition condition) {
        String all = String.join("\n", problems(condition));
        assertTrue(all.contains(sentence), () -> "'" + all + "' does not say: " + sentence);
    }

    private static AtLeast atLeast(String item, String value) {
        return new AtLeast(item, new BigDecimal(value));
    }

    private static AtMost atMost(String item, String value) {
        return new AtMost(item, new BigDecimal(value));
    }

    @Test
    void whatAnItemCanBeAnsweredWithCanBeWaitedFor() {
        assertFine(new Is("mood", Set.of("1", "na")));
        assertFine(new Is("role", Set.of("lead")));
        assertFine(new Is("hours", Set.of("7.5")));
        assertFine(new Is("slider", Set.of("30")));
        assertFine(new Is("day", Set.of("2020-01-01")));
        assertFine(new Answered("words"));
        assertFine(new Not(new Answered("ways")));
        assertFine(new All(List.of(atLeast("hours", "7.55"), atMost("hours", "7.6"))));
        assertFine(new All(List.of(new Is("ways", Set.of("a")), new Is("ways", Set.of("b")))));
    }

    @Test
    void whatAnItemCannotBeAnsweredWithIsNamed() {
        assertSays("'mood' cannot have: '6'", new Is("mood", Set.of("6")));
        assertSays("'mood' cannot have: '01'", new Is("mood", Set.of("01")));
        assertSays("'role' cannot have: 'na'", new Is("role", Set.of("lead", "na")));
        assertSays("'hours' cannot have: '1e1'", new Is("hours", Set.of("1e1")));
        assertSays("'hours' cannot have: '7.50'", new Is("hours", Set.of("7.50")));
        assertSays("'hours' cannot have: '40.1'", new Is("hours", Set.of("40.1")));
        assertSays("'slider' cannot have: '35'", new Is("slider", Set.of("35")));
        assertSays("'day' cannot have: '2027-01-01'", new Is("day", Set.of("2027-01-01")));
        assertSays("'words' cannot have: 'x'", new Is("words", Set.of("x")));
        assertSays("'mood' cannot have.", new Is("mood", Set.of()));
        assertSays("whose answers are no numbers", atLeast("role", "1"));
        assertSays("which is never answered", new Answered("info"));
        assertSays("which is not asked", new Answered("elsewhere"));
    }

    @Test
    void aLongNumberAndALongTextCostNothing() {
        assertSays("more than 30 digits", atLeast("hours", "1E+1000000000"));
        assertSays("more than 30 digits", new Not(atMost("hours", "1E-1000000000")));
        List<String> said = problems(new Is("role", Set.of("x".repeat(1_000_000))));
        assertTrue(said.getFirst().length() < 300, () -> said.getFirst().length() + " characters");
    }

    @Test
    void whatNobodyCanReachIsNamed() {
        String unreachable = "Nobody can reach page 'second'";
        assertSays(unreachable, new Any(List.of()));
        assertSays(unreachable, new All(List.of(new Is("role", Set.of("lead")), new Is("role", Set.of("other")))));
        assertSays(unreachable, new All(List.of(atLeast("mood", "4"), atMost("mood", "3"))));
        assertSays(unreachable, atLeast("hours", "40.5"));
        assertSays(unreachable, new All(List.of(atLeast("hours", "7.51"), atMost("hours", "7.59"))));
        assertSays(unreachable, new Not(new Answered("mood")));
        assertSays(unreachable, new All(List.of(new Is("mood", Set.of("na")), atLeast("mood", "1"))));
        assertSays(
                unreachable,
                new All(List.of(
                        new Is("ways", Set.of("a")), new Is("ways", Set.of("b")), new Is("ways", Set.of("c")))));
    }

    /** The second page is for leads, and the third for others who have answered on the second. */
    @Test
    void whatOnlyAHiddenAnswerWouldOpenIsOutOfReach() {
        var asked = new Questionnaire(
                "1.0.0",
                List.of(page("first", ROLE), page("second", MOOD), page("third", WORDS)),
                Map.of(
                        "second", new Is("role", Set.of("lead")),
                        "third", new All(List.of(new Is("role", Set.of("other")), new Answered("mood")))));
        assertEquals(List.of("Nobody can reach page 'third': its conditions never hold."), AskingRules.problems(asked));
    }

    @Test
    void onlyAnswersOfEarlierPagesDecide() {
        var same = new Questionnaire(
                "1.0.0", List.of(page("first", ROLE, WORDS)), Map.of("words", new Is("role", Set.of("lead"))));
        assertTrue(AskingRules.problems(same).getFirst().contains("not asked on an earlier page"));
        var later = new Questionnaire(
                "1.0.0",
                List.of(page("first", WORDS), page("second", ROLE)),
                Map.of("first", new Is("role", Set.of("lead"))));
        assertTrue(AskingRules.problems(later).getFirst().contains("not asked on an earlier page"));
        var itself = new Questionnaire("1.0.0", List.of(page("first", WORDS)), Map.of("words", new Answered("words")));
        assertTrue(AskingRules.problems(itself).getFirst().contains("not asked on an earlier page"));
        var nothing = new Questionnaire("1.0.0", List.of(page("first", WORDS)), Map.of("x", new All(List.of())));
        assertEquals(
                List.of("There is a condition for 'x', which is no item and no page."), AskingRules.problems(nothing));
    }

    @Test
    void conditionsAreOfABearableSize() {
        Condition deep = new Answered("mood");
        for (int i = 0; i < 20; i++) {
            deep = new Not(deep);
        }
        assertSays("nested deeper than 10", deep);
        assertSays(
                "more than 200 parts",
                new Any(IntStream.range(0, 300)
                        .<Condition>mapToObj(i -> new Answered("mood"))
                        .toList()));
        // More combinations than are tried: it is not judged, and so not refused.
        List<Item> many = IntStream.range(0, 30)
                .<Item>mapToObj(i -> new Item.Recommend("r" + i, TEXT, false, TEXT, TEXT))
                .toList();
        var asked = new Questionnaire(
                "1.0.0",
                List.of(new Questionnaire.Page("first", TEXT, many), page("second", WORDS)),
                Map.of(
                        "second",
                        new All(many.stream()
                                .<Condition>map(item -> atLeast(item.id(), "9"))
                                .toList())));
        assertEquals(List.of(), AskingRules.problems(asked));
    }

    @Test
    void placesInTextsAreForEarlierAnswers() {
        var fine = new Questionnaire(
                "1.0.0",
                List.of(
                        page("first", ROLE, WORDS),
                        page("second", words("x", "You said {words} as {role}, and {{words} {} { {Ä} stay"))));
        assertEquals(List.of(), AskingRules.problems(fine));
        for (String wrong : List.of("{elsewhere}", "{y}", "{x}", "{info}")) {
            var asked = new Questionnaire(
                    "1.0.0", List.of(page("first", ROLE, INFO), page("second", words("x", wrong), words("y", "Y"))));
            List<String> problems = AskingRules.problems(asked);
            assertEquals(1, problems.size(), wrong);
            assertTrue(problems.getFirst().startsWith("Item 'x' has a place for the answer to"), problems.getFirst());
        }
        var translated = new Questionnaire(
                "1.0.0",
                List.of(
                        page("first", ROLE),
                        page("second", new Item.FreeText("x", TEXT.with("de", "{rolle}"), false, 100))));
        assertEquals(1, AskingRules.problems(translated).size());
    }

    @Test
    void itemsWithoutAPossibleAnswerAreNamed() {
        List<Item> wrong = List.of(
                new Item.Slider("i", TEXT, false, 0, 0, 1, TEXT, TEXT),
                new Item.Slider("i", TEXT, false, 0, 10, 3, TEXT, TEXT),
                new Item.Slider("i", TEXT, false, 0, 10, 0, TEXT, TEXT),
                new Item.Slider("i", TEXT, false, Integer.MIN_VALUE, Integer.MAX_VALUE, 1, TEXT, TEXT),
                new Item.Number("i", TEXT, false, BigDecimal.ONE, BigDecimal.ONE, 0, Optional.empty()),
                new Item.Number("i", TEXT, false, BigDecimal.ZERO, new BigDecimal("1E+30"), 0, Optional.empty()),
                new Item.Number("i", TEXT, false, BigDecimal.ZERO, new BigDecimal("1E+999999"), 0, Optional.empty()),
                new Item.Number("i", TEXT, false, BigDecimal.ZERO, new BigDecimal("0.55"), 1, Optional.empty()),
                new Item.Number("i", TEXT, false, BigDecimal.ZERO, BigDecimal.ONE, 7, Optional.empty()),
                new Item.Day("i", TEXT, false, LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 1)),
                new Item.Day("i", TEXT, false, LocalDate.MIN, LocalDate.MAX),
                new Item.PersonPick("i", TEXT, false, 0),
                new Item.PersonPick("i", TEXT, false, 21));
        for (Item item : wrong) {
            assertEquals(
                    List.of("Item 'i' cannot be answered."),
                    AskingRules.problems(new Questionnaire("1.0.0", List.of(page("first", item)))),
                    item.toString());
        }
    }
}
