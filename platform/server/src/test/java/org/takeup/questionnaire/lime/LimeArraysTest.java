package org.takeup.questionnaire.lime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;

/** Arrays of two scales, of numbers, of texts and of boxes. */
class LimeArraysTest {
    private static List<String> ids(LimeImport.Imported read) {
        return read.own().asked().items().map(Item::id).toList();
    }

    private static String text(LimeImport.Imported read, String id) {
        return read.own().asked().item(id).orElseThrow().text().in(Locale.ENGLISH);
    }

    @Test
    void twoScalesAreTwoArrays() throws Exception {
        LimeImport.Imported read = SmallSurvey.english()
                .question("1", "11", "1", "both", "How are they?", "1")
                .part("111", "11", "SQ001", "Mail")
                .part("112", "11", "SQ002", "Chat")
                .answer("11", "1", "Bad", "sortorder=1", "scale_id=0")
                .answer("11", "2", "Good", "sortorder=2", "scale_id=0")
                .answer("11", "A1", "Rarely", "sortorder=3", "scale_id=1")
                .answer("11", "A2", "Often", "sortorder=4", "scale_id=1")
                .answer("11", "A3", "Always", "sortorder=5", "scale_id=1")
                .attribute("11", "dualscale_headerB", "And how often?")
                .question("2", "21", "T", "why", "Why?", "both_SQ002_1.NAOK == \"A3\"")
                .read();
        assertEquals(List.of("both-sq001", "both-sq002", "both-sq001-2", "both-sq002-2", "why"), ids(read));
        var quality = (Item.Rating) read.own().asked().item("both-sq001").orElseThrow();
        var often = (Item.Rating) read.own().asked().item("both-sq002-2").orElseThrow();
        assertEquals(2, quality.scale().labels().size());
        assertEquals(3, often.scale().labels().size());
        assertEquals(Optional.of("How are they?"), quality.about().map(each -> each.in(Locale.ENGLISH)));
        assertEquals(Optional.of("How are they?\nAnd how often?"), often.about().map(each -> each.in(Locale.ENGLISH)));
        assertEquals(
                new Condition.Is("both-sq002-2", Set.of("3")),
                read.own().asked().shownIf().get("why"));
        assertTrue(SmallSurvey.lost(read).getFirst().startsWith("both: That its two scales stand side by side"));
    }

    @Test
    void cellsAreQuestions() throws Exception {
        LimeImport.Imported read = SmallSurvey.english()
                .question("1", "11", ":", "days", "How many days?", "1")
                .part("111", "11", "a", "Mail")
                .part("112", "11", "b", "Chat", "relevance=0")
                .part("113", "11", "x", "Last week", "scale_id=1")
                .part("114", "11", "y", "This week", "scale_id=1")
                .attribute("11", "multiflexible_min", "0")
                .attribute("11", "multiflexible_max", "7")
                .question("1", "12", ";", "words", "In words", "1")
                .part("121", "12", "a", "Mail")
                .part("122", "12", "x", "Good", "scale_id=1")
                .question("2", "21", "T", "why", "Why?", "days_a_y.NAOK >= 5")
                .read();
        assertEquals(List.of("days-a-x", "days-a-y", "words-a-x", "why"), ids(read));
        var cell = (Item.Number) read.own().asked().item("days-a-y").orElseThrow();
        assertEquals(BigDecimal.ZERO, cell.min());
        assertEquals(new BigDecimal("7"), cell.max());
        assertEquals(0, cell.decimals());
        assertEquals("How many days?\nMail\nThis week", text(read, "days-a-y"));
        assertEquals("In words\nMail\nGood", text(read, "words-a-x"));
        assertTrue(read.own().asked().item("words-a-x").orElseThrow() instanceof Item.FreeText);
        assertEquals(
                new Condition.AtLeast("days-a-y", new BigDecimal("5")),
                read.own().asked().shownIf().get("why"));
    }

    @Test
    void rowsOfBoxesAreMultipleChoices() throws Exception {
        LimeImport.Imported read = SmallSurvey.english()
                .question("1", "11", ":", "use", "Where do you use it?", "1")
                .part("111", "11", "a", "Mail")
                .part("112", "11", "b", "Chat")
                .part("113", "11", "x", "At home", "scale_id=1")
                .part("114", "11", "y", "At work", "scale_id=1")
                .attribute("11", "multiflexible_checkbox", "1")
                .question("2", "21", "T", "why", "Why?", "use_b_y.NAOK == \"1\"")
                .read();
        var boxes = (Item.Selection) read.own().asked().item("use-b").orElseThrow();
        assertEquals(List.of("x", "y"), boxes.choices().stream().map(Choice::id).toList());
        assertEquals(2, boxes.most());
        assertEquals("Where do you use it?\nChat", text(read, "use-b"));
        assertEquals(
                new Condition.Is("use-b", Set.of("y")),
                read.own().asked().shownIf().get("why"));
    }

    @Test
    void anArrayWithoutColumnsIsNamed() throws Exception {
        LimeImport.Imported read = SmallSurvey.english()
                .question("1", "11", ":", "grid", "How many?", "1")
                .part("111", "11", "a", "Mail")
                .question("1", "12", "T", "why", "Why?", "1")
                .question("2", "21", "T", "end", "Anything?", "1")
                .read();
        assertEquals(
                List.of("grid: An array with 1 rows and 0 columns. The question is left out."), SmallSurvey.lost(read));
    }
}
