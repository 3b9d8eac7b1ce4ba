package org.takeup.plugin.asking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
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

/** When conditions hold, and what somebody is asked by them. */
class ShownTest {
    private static final LocalizedText TEXT = LocalizedText.english("Text");
    private static final BigDecimal THREE = new BigDecimal(3);

    private static Item item(String id) {
        return new Item.Recommend(id, TEXT, false, TEXT, TEXT);
    }

    private static Questionnaire.Page page(String id, String... items) {
        return new Questionnaire.Page(
                id, TEXT, List.of(items).stream().map(ShownTest::item).toList());
    }

    private static Answer rating(int point) {
        return new Answer.Rating(point);
    }

    private static Answer number(String value) {
        return new Answer.Number(new BigDecimal(value));
    }

    @Test
    void eachKindOfAnswerIsComparedByWhatItSays() {
        assertTrue(new Is("i", Set.of("3")).holds(Map.of("i", rating(3))));
        assertTrue(new Is("i", Set.of("na")).holds(Map.of("i", new Answer.NotApplicable())));
        assertTrue(new Is("i", Set.of("b", "c")).holds(Map.of("i", new Answer.Chosen(List.of("a", "b")))));
        assertFalse(new Is("i", Set.of("b")).holds(Map.of("i", new Answer.Ranked(List.of("a", "b")))));
        assertTrue(new Is("i", Set.of("1.5")).holds(Map.of("i", number("1.50"))));
        assertTrue(new Is("i", Set.of("100")).holds(Map.of("i", number("1E+2"))));
        assertFalse(new Is("i", Set.of("3")).holds(Map.of()));
        assertTrue(new Not(new Is("i", Set.of("3"))).holds(Map.of()));
        assertTrue(new Answered("i").holds(Map.of("i", new Answer.NotApplicable())));
        for (Answer silent :
                List.of(new Answer.NotApplicable(), new Answer.Text("5"), new Answer.Chosen(List.of("5")))) {
            assertFalse(new AtLeast("i", THREE).holds(Map.of("i", silent)));
            assertFalse(new AtMost("i", THREE).holds(Map.of("i", silent)));
        }
        assertTrue(new All(List.of()).holds(Map.of()));
        assertFalse(new Any(List.of()).holds(Map.of()));
    }

    @Test
    void aBoundIsPassedOnceAndStaysPassed() {
        for (int point = 0; point < 10; point++) {
            var less = Map.<String, Answer>of("i", rating(point));
            var more = Map.<String, Answer>of("i", rating(point + 1));
            assertTrue(!new AtLeast("i", THREE).holds(less) || new AtLeast("i", THREE).holds(more));
            assertTrue(!new AtMost("i", THREE).holds(more) || new AtMost("i", THREE).holds(less));
            assertEquals(point >= 3, new AtLeast("i", THREE).holds(less));
        }
    }

    /** Without "not", more answers never hide what fewer show. Seeded, so that a failure can be found again. */
    @Test
    void conditionsWithoutNotGrowWithTheAnswers() {
        var random = new Random(20_261_126);
        for (int i = 0; i < 2_000; i++) {
            Condition condition = positive(random, 4);
            Map<String, Answer> some = new HashMap<>();
            Map<String, Answer> more = new HashMap<>();
            for (int item = 0; item < 6; item++) {
                Answer answer = rating(random.nextInt(4));
                if (random.nextBoolean()) {
                    more.put("i" + item, answer);
                    if (random.nextBoolean()) {
                        some.put("i" + item, answer);
                    }
                }
            }
            assertTrue(!condition.holds(some) || condition.holds(more), () -> condition + " " + some + " " + more);
            assertEquals(!condition.holds(some), new Not(condition).holds(some));
        }
    }

    private static Condition positive(Random random, int depth) {
        String item = "i" + random.nextInt(6);
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> new Is(item, Set.of(String.valueOf(random.nextInt(4))));
            case 1 -> new Answered(item);
            case 2 -> new AtLeast(item, BigDecimal.valueOf(random.nextInt(4)));
            case 3 -> new All(several(random, depth));
            default -> new Any(several(random, depth));
        };
    }

    private static List<Condition> several(Random random, int depth) {
        var several = new ArrayList<Condition>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            several.add(positive(random, depth - 1));
        }
        return several;
    }

    @Test
    void hiddenAnswersHaveNoSayAndHiddenPagesArePassedOver() {
        var asked = new Questionnaire(
                "1.0.0",
                List.of(page("one", "a"), page("two", "b"), page("three", "c", "d"), page("four", "e")),
                Map.of(
                        "two", new AtLeast("a", THREE),
                        "c", new Answered("b"),
                        "d", new Answered("b"),
                        "e", new Not(new Answered("c"))));
        var all = Map.of("a", rating(5), "b", rating(1), "c", rating(1), "e", rating(1), "gone", rating(1));
        Shown shown = Shown.of(asked, all);
        assertEquals(List.of("one", "two", "three"), ids(shown));
        assertEquals(Set.of("a", "b", "c"), shown.answers().keySet());

        var turned = new HashMap<String, Answer>(all);
        turned.put("a", rating(1));
        Shown other = Shown.of(asked, turned);
        assertEquals(List.of("one", "four"), ids(other));
        assertEquals(Set.of("a", "e"), other.answers().keySet());
        // Saying it again to what is left changes nothing.
        assertEquals(other, Shown.of(asked, other.answers()));
    }

    private static List<String> ids(Shown shown) {
        return shown.pages().stream().map(Questionnaire.Page::id).toList();
    }

    @Test
    void placesAreFilledOnceAndOtherBracesStay() {
        assertEquals("A {x} and {y", Piping.fill("{a} and {y", id -> "A {x}"));
        assertEquals("{a} $1 \\", Piping.fill("{{a} {b}", id -> "$1 \\"));
        assertEquals(Set.of("a", "b"), Piping.references("{a}{{c}{b}{A}{}{a}"));
    }
}
