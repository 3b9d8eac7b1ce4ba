package org.takeup.questionnaire.lime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.questionnaire.format.Format;

/** Questions that depend on others of the same group, as in most surveys of LimeSurvey. */
class LimePagesTest {
    private static List<List<String>> pages(LimeImport.Imported read) {
        return read.own().asked().pages().stream()
                .map(page -> page.items().stream().map(Item::id).toList())
                .toList();
    }

    @Test
    void aConditionOnTheSameGroupBeginsAPageAndIsKept() throws Exception {
        LimeImport.Imported read = SmallSurvey.english()
                .question("1", "11", "Y", "uses", "Do you use it?", "1")
                .question("1", "12", "N", "hours", "How many hours?", "1")
                .question("1", "13", "T", "why", "Why?", "((uses.NAOK == \"Y\"))")
                .question("1", "14", "T", "more", "What else?", "7X1X12.NAOK > 5")
                .question("1", "15", "T", "deep", "What then?", "!is_empty(more.NAOK)")
                .question("2", "21", "T", "end", "Anything?", "1")
                .read();
        assertEquals(
                List.of(List.of("uses", "hours"), List.of("why", "more"), List.of("deep"), List.of("end")),
                pages(read));
        assertEquals(
                List.of("Part 1", "Part 1", "Part 1", "Part 2"),
                read.own().asked().pages().stream()
                        .map(page -> page.title().in(Locale.ENGLISH))
                        .toList());
        assertEquals(
                new Condition.Is("uses", Set.of("yes")),
                read.own().asked().shownIf().get("why"));
        assertEquals(
                new Condition.Answered("more"), read.own().asked().shownIf().get("deep"));
        assertEquals(
                List.of(
                        ": That the group “Part 1” is one page; it is 3 here, because what is asked later in it depends on answers before."),
                SmallSurvey.lost(read));
        String xml = LimeExport.write(read.own()).xml();
        LimeImport.Imported back = LimeImport.read(xml.getBytes(StandardCharsets.UTF_8));
        assertEquals(read.own(), back.own());
        assertEquals(List.of(), back.lost());
    }

    @Test
    void theConditionOfAGroupHoldsOnEachOfItsPages() throws Exception {
        LimeImport.Imported read = SmallSurvey.in("en")
                .group("1", "1", "en", "1")
                .group("2", "2", "en", "first.NAOK == \"N\"")
                .question("1", "11", "Y", "first", "First?", "1")
                .question("2", "21", "Y", "second", "Second?", "1")
                .question("2", "22", "T", "third", "Third?", "second.NAOK == \"Y\"")
                .read();
        List<Questionnaire.Page> pages = read.own().asked().pages();
        assertEquals(3, pages.size());
        for (Questionnaire.Page page : pages.subList(1, 3)) {
            assertEquals(
                    new Condition.Is("first", Set.of("no")),
                    read.own().asked().shownIf().get(page.id()));
        }
    }

    @Test
    void aTextThatShowsAnAnswerOfTheSameGroupBeginsAPageToo() throws Exception {
        LimeImport.Imported read = SmallSurvey.english()
                .question("1", "11", "N", "least", "At least?", "1")
                .question("1", "12", "K", "sums", "More than {least}:", "1")
                .part("121", "12", "a", "Mail")
                .part("122", "12", "b", "Chat", "relevance=least.NAOK > 3")
                .question("1", "13", "L", "one", "Which?", "1")
                .answer("13", "A1", "As {sums_a.shown} is")
                .question("2", "21", "T", "end", "Anything?", "1")
                .read();
        assertEquals(
                List.of(List.of("least"), List.of("sums-a", "sums-b"), List.of("one"), List.of("end")), pages(read));
        assertEquals(
                "More than {least}:\nMail",
                read.own().asked().item("sums-a").orElseThrow().text().in(Locale.ENGLISH));
        assertTrue(read.own().asked().shownIf().containsKey("sums-b"));
        assertEquals(1, read.lost().size(), SmallSurvey.lost(read)::toString);
    }

    @Test
    void whatCannotBeTakenAnywayBeginsNoPage() throws Exception {
        LimeImport.Imported read = SmallSurvey.english()
                .question("1", "11", "N", "a", "A?", "1")
                .question("1", "12", "N", "b", "B?", "sum(a, a) > 3")
                .question("1", "13", "T", "c", "C {a + b}?", "1")
                .question("1", "14", "T", "d", "D?", "later.NAOK == \"Y\"")
                .question("1", "15", "T", "e", "E?", "a.NAOK >= \" \"")
                .question("2", "21", "Y", "later", "Later?", "1")
                .read();
        assertEquals(List.of(List.of("a", "b", "c", "d", "e"), List.of("later")), pages(read));
        assertTrue(SmallSurvey.lost(read).stream().anyMatch(each -> each.startsWith("b: Its condition, because")));
        assertTrue(SmallSurvey.lost(read).stream().anyMatch(each -> each.startsWith("d: Its condition, because")));
        // The place is not what keeps it from being taken.
        assertTrue(
                SmallSurvey.lost(read)
                        .contains(
                                "e: Its condition, because it compares a with what is no number. It is always shown now."),
                SmallSurvey.lost(read)::toString);
    }

    @Test
    void laterGroupsKeepTheirPlaces() throws Exception {
        SmallSurvey survey = SmallSurvey.english().question("1", "11", "Y", "q0", "Begin?", "1");
        for (int i = 1; i < 100; i++) {
            survey.question("1", String.valueOf(11 + i), "Y", "q" + i, "Go on?", "q" + (i - 1) + ".NAOK == \"Y\"");
        }
        LimeImport.Imported read =
                survey.question("2", "200", "T", "end", "End?", "1").read();
        assertEquals(Format.MOST_PAGES, read.own().asked().pages().size());
        assertEquals(
                "end", read.own().asked().pages().getLast().items().getFirst().id());
        assertEquals(101, read.own().asked().items().count());
        assertTrue(SmallSurvey.lost(read).stream().anyMatch(each -> each.startsWith("q99: Its condition, because")));
    }

    @Test
    void aFileOfWhichNothingIsLeftSaysWhy() {
        var refused = assertThrows(
                LimeUnreadable.class,
                () -> SmallSurvey.english()
                        .question("1", "11", "|", "paper", "Send it", "1")
                        .question("1", "12", "*", "sum", "{1 + 1}", "1")
                        .read());
        String words = String.valueOf(refused.getMessage());
        assertTrue(words.contains("paper: A file to be sent"), words);
        assertTrue(words.contains("sum: An equation"), words);
        assertFalse(words.contains("end:"), words);
    }
}
