package org.takeup.questionnaire.lime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;

/** Choices, the limits of questions, and what equations say about them. */
class LimeChoicesTest {
    private static Condition shown(LimeImport.Imported read, String id) {
        return read.own().asked().shownIf().getOrDefault(id, new Condition.All(List.of()));
    }

    @Test
    void codesThatAreNumbersAreComparedAsNumbers() throws Exception {
        SmallSurvey survey = SmallSurvey.english().question("1", "11", "L", "size", "How large?", "1");
        for (String code : List.of("1", "2", "3", "10", "none")) {
            survey.answer("11", code, "Size " + code);
        }
        LimeImport.Imported read = survey.question("2", "21", "T", "a", "A?", "size.NAOK > 2")
                .question("2", "22", "T", "b", "B?", "size.NAOK <= '2'")
                .question("2", "23", "T", "c", "C?", "size > 10")
                .question("2", "24", "T", "d", "D?", "size >= \"none\"")
                .read();
        assertEquals(new Condition.Is("size", Set.of("3", "10")), shown(read, "a"));
        assertEquals(new Condition.Is("size", Set.of("1", "2")), shown(read, "b"));
        assertEquals(
                List.of("c", "d"),
                read.lost().stream().map(each -> each.question()).toList());
    }

    @Test
    void theFieldOfOtherIsAnAnswer() throws Exception {
        LimeImport.Imported read = SmallSurvey.english()
                .row(
                        "questions",
                        "qid=11",
                        "parent_qid=0",
                        "gid=1",
                        "type=L",
                        "title=team",
                        "question=Team?",
                        "question_order=1",
                        "language=en",
                        "other=Y")
                .answer("11", "A1", "One")
                .row(
                        "questions",
                        "qid=12",
                        "parent_qid=0",
                        "gid=1",
                        "type=M",
                        "title=tools",
                        "question=Tools?",
                        "question_order=2",
                        "language=en",
                        "other=Y")
                .part("121", "12", "SQ001", "Mail")
                .question("2", "21", "T", "a", "A?", "!is_empty(team_other.NAOK)")
                .question("2", "22", "T", "b", "B?", "!is_empty(tools_other.NAOK) or team == \"-oth-\"")
                .question("2", "23", "T", "c", "C?", "!is_empty(7X1X12other.NAOK)")
                .question("2", "24", "T", "d", "D?", "tools_other.NAOK == \"Wiki\"")
                .read();
        var team = new Condition.Is("team", Set.of("other"));
        var tools = new Condition.Is("tools", Set.of("other"));
        assertEquals(team, shown(read, "a"));
        assertEquals(new Condition.Any(List.of(tools, team)), shown(read, "b"));
        assertEquals(tools, shown(read, "c"));
        assertTrue(SmallSurvey.lost(read).stream().anyMatch(each -> each.startsWith("d: Its condition, because")));
    }

    @Test
    void limitsAreKeptOrNamed() throws Exception {
        LimeImport.Imported read = SmallSurvey.english()
                .question("1", "11", "M", "one", "One of them?", "1")
                .part("111", "11", "SQ001", "Mail")
                .part("112", "11", "SQ002", "Chat")
                .attribute("11", "max_answers", "1")
                .question("1", "12", "M", "some", "Some of them?", "1")
                .part("121", "12", "SQ001", "Mail")
                .part("122", "12", "SQ002", "Chat")
                .attribute("12", "max_answers", "{one.count}")
                .question("1", "13", "N", "year", "Which year?", "1")
                .attribute("13", "maximum_chars", "4")
                .question("1", "14", "N", "turnover", "Which turnover?", "1")
                .question("1", "15", "S", "place", "Which place?", "1")
                .attribute("15", "suffix", "or near it")
                .attribute("15", "location_mapservice", "1")
                .question("1", "16", "D", "when", "Which month?", "1")
                .attribute("16", "date_format", "mm/yyyy")
                .question("1", "17", "Q", "names", "Which names?", "1")
                .part("171", "17", "a", "First")
                .attribute("17", "max_answers", "1")
                .question("2", "21", "T", "why", "Why mail?", "one_SQ001.NAOK == \"Y\"")
                .read();
        assertEquals(1, ((Item.Selection) read.own().asked().item("one").orElseThrow()).most());
        assertEquals(new Condition.Is("one", Set.of("sq001")), shown(read, "why"));
        var year = (Item.Number) read.own().asked().item("year").orElseThrow();
        assertEquals(List.of(new BigDecimal("-999"), new BigDecimal("9999")), List.of(year.min(), year.max()));
        var turnover = (Item.Number) read.own().asked().item("turnover").orElseThrow();
        assertTrue(turnover.max().compareTo(new BigDecimal("50000000")) > 0);
        List<String> lost = SmallSurvey.lost(read);
        for (String part : List.of(
                "some: Its limit {one.count}, which is no fixed number.",
                "place: That it asks for a place on a map",
                "place: The words behind its field.",
                "when: That it asks for a month or a year only",
                "names: How many of its parts can be answered at most.")) {
            assertTrue(lost.stream().anyMatch(each -> each.startsWith(part)), part + " is not in " + lost);
        }
    }

    @Test
    void conditionsThatCannotBeAskedSayWhy() throws Exception {
        var deep = "(".repeat(7) + "a.NAOK == 1" + " and a.NAOK != 2)".repeat(7);
        LimeImport.Imported read = SmallSurvey.english()
                .question("1", "11", "N", "a", "A?", "1")
                .question("2", "21", "T", "b", "B?", "a.NAOK == 1" + " or a.NAOK != 2".repeat(200))
                .question("2", "22", "T", "c", "C?", deep)
                .read();
        assertTrue(read.own().asked().shownIf().keySet().stream().noneMatch("b"::equals));
        assertTrue(SmallSurvey.lost(read).getFirst().startsWith("b: Its condition."), SmallSurvey.lost(read)::toString);
        assertTrue(SmallSurvey.lost(read).getFirst().contains("parts"), SmallSurvey.lost(read)::toString);
    }
}
