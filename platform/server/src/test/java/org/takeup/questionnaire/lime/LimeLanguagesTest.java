package org.takeup.questionnaire.lime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/** Rows that say different things in different languages, and languages that are not taken over. */
class LimeLanguagesTest {
    @Test
    void theSurveysOwnLanguageSaysOrderAndConditionsWhicheverRowComesFirst() throws Exception {
        LimeImport.Imported read = SmallSurvey.in("en", "es")
                .group("1", "9", "es", "")
                .group("1", "1", "en", "")
                .group("2", "2", "es", "")
                .group("2", "3", "en", "team.NAOK == \"A2\"")
                .row(
                        "questions",
                        "qid=11",
                        "parent_qid=0",
                        "gid=1",
                        "type=L",
                        "title=team",
                        "question=¿Equipo?",
                        "question_order=1",
                        "language=es",
                        "mandatory=N",
                        "relevance=0")
                .question("1", "11", "L", "team", "Team?", "1")
                .row("answers", "qid=11", "code=A2", "answer=Dos", "sortorder=1", "language=es")
                .row("answers", "qid=11", "code=A1", "answer=Uno", "sortorder=2", "language=es")
                .answer("11", "A1", "One", "sortorder=1")
                .answer("11", "A2", "Two", "sortorder=2")
                .question("2", "21", "T", "end", "Anything?", "1")
                .read();
        List<Questionnaire.Page> pages = read.own().asked().pages();
        assertEquals(
                List.of("team", "end"), read.own().asked().items().map(Item::id).toList());
        assertTrue(read.own().asked().shownIf().containsKey(pages.get(1).id()));
        var team = (Item.Selection) pages.getFirst().items().getFirst();
        assertEquals(
                List.of("a1", "a2"), team.choices().stream().map(Choice::id).toList());
        assertEquals(
                Map.of("en", "One", "es", "Uno"),
                team.choices().getFirst().label().byLanguage());
        assertEquals(Map.of("en", "Team?", "es", "¿Equipo?"), team.text().byLanguage());
    }

    @Test
    void wordsOfALanguageThatIsNotTakenStandNowhere() throws Exception {
        LimeImport.Imported read = SmallSurvey.in("en", "x1")
                .group("1", "1", "en", "")
                .row(
                        "questions",
                        "qid=11",
                        "parent_qid=0",
                        "gid=1",
                        "type=L",
                        "title=team",
                        "question=???",
                        "question_order=1",
                        "language=x1",
                        "mandatory=N",
                        "other=Y")
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
                        "mandatory=N",
                        "other=Y")
                .row("answers", "qid=11", "code=A1", "answer=???", "sortorder=1", "language=x1")
                .answer("11", "A1", "One", "sortorder=1")
                .row("question_attributes", "qid=11", "attribute=other_replace_text", "value=???", "language=x1")
                .read();
        var team = (Item.Selection) read.own().asked().items().findFirst().orElseThrow();
        assertEquals(Map.of("en", "Team?"), team.text().byLanguage());
        assertEquals(
                List.of(Map.of("en", "One"), Map.of("en", "Other")),
                team.choices().stream().map(each -> each.label().byLanguage()).toList());
        assertTrue(
                SmallSurvey.lost(read).contains(": The texts in the language x1, which has no tag here."),
                SmallSurvey.lost(read)::toString);
    }

    @Test
    void wordsOfLimeSurveysOwnThatAreUnknownHereAreNamed() throws Exception {
        LimeImport.Imported read = SmallSurvey.in("en", "de", "it")
                .group("1", "1", "en", "")
                .question("1", "11", "Y", "uses", "Do you use it?", "1")
                .read();
        var uses = (Item.Selection) read.own().asked().item("uses").orElseThrow();
        assertEquals(
                Map.of("en", "Yes", "de", "Ja", "it", "Yes"),
                uses.choices().getFirst().label().byLanguage());
        assertEquals(
                List.of(
                        "uses: LimeSurvey's own words for its answers in the language it; they are English here, change them."),
                SmallSurvey.lost(read));
    }

    @Test
    void whatIsNotTranslatedIsNamedWhenItIsWritten() throws Exception {
        LimeImport.Imported read = SmallSurvey.in("en", "de")
                .group("1", "1", "en", "")
                .question("1", "11", "T", "why", "Why?", "1")
                .read();
        assertTrue(
                LimeExport.write(read.own()).lost().stream()
                        .anyMatch(each -> each.reason().startsWith("That texts are not there in the language de")),
                LimeExport.write(read.own()).lost()::toString);
    }
}
