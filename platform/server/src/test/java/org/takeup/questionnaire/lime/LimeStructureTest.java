package org.takeup.questionnaire.lime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.questionnaire.OwnQuestionnaire;

/**
 * Files with the structure that LimeSurvey wrote in several versions, looked up in files of its own repository
 * ({@code tests/data/surveys} and {@code docs/demosurveys}, structure numbers 140 to 717). Structure only: names and words are
 * ours.
 */
class LimeStructureTest {
    private final Map<String, StringBuilder> tables = new LinkedHashMap<>();

    /** @param cells column, value, column, value ... */
    private LimeStructureTest with(String table, String... cells) {
        StringBuilder rows = tables.computeIfAbsent(table, ignored -> new StringBuilder());
        rows.append("   <row>\n");
        for (int i = 0; i < cells.length; i += 2) {
            rows.append("    <").append(cells[i]);
            // What says nothing is an empty element; everything else is in a section of characters.
            rows.append(cells[i + 1].isEmpty() ? "/>\n" : "><![CDATA[" + cells[i + 1] + "]]></" + cells[i] + ">\n");
        }
        rows.append("   </row>\n");
        return this;
    }

    private LimeImport.Imported read(String version, String... languages) throws LimeUnreadable {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document>\n");
        xml.append(" <LimeSurveyDocType>Survey</LimeSurveyDocType>\n <DBVersion>")
                .append(version);
        xml.append("</DBVersion>\n <languages>\n");
        List.of(languages)
                .forEach(each -> xml.append("  <language>").append(each).append("</language>\n"));
        xml.append(" </languages>\n");
        tables.forEach((table, rows) -> xml.append(" <")
                .append(table)
                .append(">\n  <fields>\n  </fields>\n  <rows>\n")
                .append(rows)
                .append("  </rows>\n </")
                .append(table)
                .append(">\n"));
        // Themes are no tables and are nested deeper than those; since version 3.
        xml.append(" <themes>\n  <theme>\n   <sid>7</sid>\n   <config>\n    <options>\n     <font>noto</font>\n")
                .append("    </options>\n   </config>\n  </theme>\n </themes>\n</document>\n");
        return LimeImport.read(xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lost(LimeImport.Imported read) {
        return read.lost().stream()
                .map(each -> each.question() + ": " + each.reason())
                .toList();
    }

    private static void assertLost(LimeImport.Imported read, String... beginnings) {
        List<String> lost = lost(read);
        for (String beginning : beginnings) {
            assertTrue(lost.stream().anyMatch(each -> each.startsWith(beginning)), beginning + " is not in " + lost);
        }
    }

    private static String english(OwnQuestionnaire own, String id) {
        return own.asked().item(id).orElseThrow().text().in(Locale.ENGLISH);
    }

    /** A row of the tables before version 4, which has its words in one language. */
    private LimeStructureTest old(
            String table, String qid, String parent, String gid, String type, String code, String text) {
        return with(
                table,
                "qid",
                qid,
                "parent_qid",
                parent,
                "sid",
                "7",
                "gid",
                gid,
                "type",
                type,
                "title",
                code,
                "question",
                text,
                "preg",
                "",
                "help",
                "",
                "other",
                "N",
                "mandatory",
                "N",
                "question_order",
                qid,
                "language",
                "en",
                "scale_id",
                "0",
                "same_default",
                "0");
    }

    private LimeStructureTest oldSurvey() {
        with("surveys", "sid", "7", "language", "en", "additional_languages", "", "format", "G");
        with(
                "surveys_languagesettings",
                "surveyls_survey_id",
                "7",
                "surveyls_language",
                "en",
                "surveyls_title",
                "Tools");
        for (String gid : List.of("1", "2")) {
            with(
                    "groups",
                    "gid",
                    gid,
                    "sid",
                    "7",
                    "group_name",
                    "Part",
                    "group_order",
                    gid,
                    "description",
                    "",
                    "language",
                    "en");
        }
        old("questions", "11", "0", "1", "L", "Q1", "Which team?");
        old("questions", "12", "0", "1", "M", "Q2", "Which tools?");
        old("questions", "13", "0", "1", "N", "Q3", "How many hours?");
        old("subquestions", "121", "12", "1", "M", "SQ001", "Chat");
        old("subquestions", "122", "12", "1", "M", "SQ002", "Mail");
        for (String code : List.of("A1", "A2")) {
            with(
                    "answers",
                    "qid",
                    "11",
                    "code",
                    code,
                    "answer",
                    "Team " + code,
                    "assessment_value",
                    "0",
                    "sortorder",
                    "1",
                    "language",
                    "en",
                    "scale_id",
                    "0");
        }
        return this;
    }

    private LimeStructureTest condition(
            String qid, String scenario, String cqid, String field, String method, String value) {
        return with(
                "conditions",
                "cid",
                "1",
                "qid",
                qid,
                "scenario",
                scenario,
                "cqid",
                cqid,
                "cfieldname",
                field,
                "method",
                method,
                "value",
                value);
    }

    @Test
    void conditionsOfBeforeThereWereEquationsAreRead() throws Exception {
        oldSurvey();
        old("questions", "21", "0", "2", "T", "Q4", "You said {INSERTANS:7X1X11}. Why?");
        old("questions", "22", "0", "2", "T", "Q5", "Why mail?");
        old("questions", "23", "0", "2", "T", "Q6", "Why so?");
        old("questions", "24", "0", "2", "T", "Q7", "Anything?");
        condition("21", "1", "12", "7X1X12", "==", "SQ001");
        condition("21", "1", "11", "7X1X11", "==", "A1");
        condition("21", "1", "11", "7X1X11", "==", "A2");
        condition("22", "1", "12", "+7X1X12SQ002", "==", "Y");
        condition("22", "2", "13", "7X1X13", ">=", "18");
        condition("23", "1", "11", "7X1X11", "RX", "A.*");
        condition("24", "1", "11", "7X1X11", "!=", " ");
        LimeImport.Imported read = read("143", "en");
        Map<String, Condition> shownIf = read.own().asked().shownIf();
        assertEquals(
                new Condition.All(
                        List.of(new Condition.Is("q1", Set.of("a1", "a2")), new Condition.Is("q2", Set.of("sq001")))),
                shownIf.get("q4"));
        assertEquals(
                new Condition.Any(List.of(
                        new Condition.Is("q2", Set.of("sq002")), new Condition.AtLeast("q3", new BigDecimal("18")))),
                shownIf.get("q5"));
        assertLost(read, "Q6: Its condition, because");
        assertEquals(new Condition.Answered("q1"), shownIf.get("q7"));
        assertEquals("You said {q1}. Why?", english(read.own(), "q4"));
    }

    @Test
    void equationsThatNameFieldsByNumberAreRead() throws Exception {
        oldSurvey();
        with(
                "questions",
                "qid",
                "21",
                "parent_qid",
                "0",
                "sid",
                "7",
                "gid",
                "2",
                "type",
                "T",
                "title",
                "Q4",
                "question",
                "Why? {7X1X12SQ001.shown}",
                "mandatory",
                "N",
                "question_order",
                "1",
                "language",
                "en",
                "relevance",
                "((7X1X11.NAOK == \"A1\") and is_empty(7X1X12SQ001.NAOK))");
        LimeImport.Imported read = read("178", "en");
        // Whoever has chosen mail only has not chosen chat: it is asked.
        assertEquals(
                new Condition.All(List.of(
                        new Condition.Is("q1", Set.of("a1")),
                        new Condition.Not(new Condition.Is("q2", Set.of("sq001"))))),
                read.own().asked().shownIf().get("q4"));
        assertEquals("Why? …", english(read.own(), "q4"));
        assertLost(read, "Q4: There is no place for the expression {7X1X12SQ001.shown}");
    }

    private LimeStructureTest question(
            String qid, String parent, String gid, String type, String code, String relevance) {
        with(
                parent.equals("0") ? "questions" : "subquestions",
                "qid",
                qid,
                "parent_qid",
                parent,
                "sid",
                "7",
                "gid",
                gid,
                "type",
                type,
                "title",
                code,
                "other",
                "N",
                "mandatory",
                "N",
                "question_order",
                qid,
                "scale_id",
                "0",
                "same_default",
                "0",
                "relevance",
                relevance,
                "encrypted",
                "N",
                "same_script",
                "0");
        return with(
                "question_l10ns",
                "id",
                qid,
                "qid",
                qid,
                "question",
                "Words of " + code,
                "help",
                "",
                "language",
                "de-informal",
                "script",
                "");
    }

    private LimeStructureTest attribute(String qid, String name, String value) {
        return with("question_attributes", "qid", qid, "attribute", name, "value", value, "language", "");
    }

    @Test
    void namesByNumberRankingsWithPartsAndWaysOfSpeakingOfVersionSevenAreRead() throws Exception {
        with("surveys", "sid", "7", "language", "de-informal", "additional_languages", "de", "format", "A");
        with(
                "surveys_languagesettings",
                "surveyls_survey_id",
                "7",
                "surveyls_language",
                "de-informal",
                "surveyls_title",
                "Werkzeuge",
                "surveyls_policy_notice",
                "We keep it.",
                "surveyls_url",
                "https://x.example");
        for (String gid : List.of("1", "2")) {
            with(
                    "groups",
                    "gid",
                    gid,
                    "sid",
                    "7",
                    "group_order",
                    gid,
                    "randomization_group",
                    gid.equals("2") ? "mix" : "",
                    "grelevance",
                    "1");
            with(
                    "group_l10ns",
                    "id",
                    gid,
                    "gid",
                    gid,
                    "group_name",
                    "Teil",
                    "description",
                    gid.equals("1") ? "About" : "",
                    "language",
                    "de-informal",
                    "sid",
                    "7",
                    "group_order",
                    gid);
        }
        question("11", "0", "1", "L", "team", "1");
        with(
                "answers",
                "aid",
                "1",
                "qid",
                "11",
                "code",
                "AO01",
                "sortorder",
                "0",
                "assessment_value",
                "0",
                "scale_id",
                "0");
        with("answer_l10ns", "id", "1", "aid", "1", "answer", "Vertrieb", "language", "de-informal");
        question("12", "0", "1", "M", "tools", "1");
        question("121", "12", "1", "M", "SQ001", "1");
        question("122", "12", "1", "M", "SQ002", "team.NAOK == \"AO01\"");
        question("13", "0", "1", "R", "order", "1");
        question("131", "13", "1", "R", "SQ001", "1");
        question("132", "13", "1", "R", "SQ002", "1");
        question("14", "0", "1", "T", "secret", "1");
        question("15", "0", "1", "T", "never", "0");
        question("21", "0", "2", "T", "why", "((Q11.NAOK == \"AO01\" and Q12_S121.NAOK == \"Y\"))");
        question("22", "0", "2", "K", "empty", "1");
        question("31", "0", "9", "T", "stray", "1");
        attribute("13", "max_subquestions", "1");
        attribute("13", "max_answers", "");
        attribute("14", "hidden", "1");
        attribute("12", "hidden", "0");
        attribute("12", "exclude_all_others", "SQ002");
        attribute("12", "min_answers", "1");
        attribute("12", "answer_order", "random");
        attribute("21", "array_filter", "");
        attribute("21", "time_limit", "30");
        with("defaultvalues", "dvid", "1", "qid", "21", "scale_id", "0", "sqid", "0", "specialtype", "");
        LimeImport.Imported read = read("717", "de-informal", "de");
        OwnQuestionnaire own = read.own();
        assertEquals(List.of("de"), own.languages());
        assertEquals("Werkzeuge", own.title().byLanguage().get("de"));
        assertEquals(
                new Condition.All(
                        List.of(new Condition.Is("team", Set.of("ao01")), new Condition.Is("tools", Set.of("sq001")))),
                own.asked().shownIf().get("why"));
        var order = (Item.Ranking) own.asked().item("order").orElseThrow();
        assertEquals(1, order.most());
        assertEquals(2, order.choices().size());
        assertEquals(
                List.of("team", "tools", "order", "why"),
                own.asked().items().map(Item::id).toList());
        assertLost(
                read,
                ": The texts in the language de,",
                ": Its notice on data protection",
                ": The address to which people go",
                ": The description of the group",
                ": That groups are asked in mixed order",
                "tools: That one of its choices rules out the others",
                "tools: How many have to be chosen at least",
                "tools: The order of its choices",
                "tools: That its choices depend on what was answered before",
                "secret: Nobody sees it there",
                "never: Nobody sees it there",
                "empty: It has no fields",
                "stray: It stands in no group",
                "why: Its time limit",
                "why: What is filled in before");
        assertTrue(lost(read).stream().noneMatch(each -> each.startsWith("order:")), lost(read)::toString);
    }

    @Test
    void aNameByNumberThatIsTheCodeOfAnotherQuestionIsThatCode() throws Exception {
        oldSurvey();
        // The number of the multiple choice is 12, and a question is called Q12.
        old("questions", "14", "0", "1", "L", "Q12", "Which site?");
        with(
                "answers",
                "qid",
                "14",
                "code",
                "A9",
                "answer",
                "Here",
                "sortorder",
                "1",
                "language",
                "en",
                "scale_id",
                "0");
        with(
                "questions",
                "qid",
                "21",
                "parent_qid",
                "0",
                "sid",
                "7",
                "gid",
                "2",
                "type",
                "T",
                "title",
                "Q4",
                "question",
                "Why?",
                "mandatory",
                "N",
                "question_order",
                "1",
                "language",
                "en",
                "relevance",
                "Q12.NAOK == \"A9\"");
        assertEquals(
                new Condition.Is("q12", Set.of("a9")),
                read("359", "en").own().asked().shownIf().get("q4"));
    }

    @Test
    void aTextWithAPictureInsideIsCutAndNotRefused() throws Exception {
        oldSurvey();
        old(
                "questions",
                "14",
                "0",
                "1",
                "T",
                "picture",
                "Look: <img src=\"data:image/png;base64," + "A".repeat(200_000) + "\">");
        LimeImport.Imported read = read("359", "en");
        assertEquals("Look:", english(read.own(), "picture"));
        assertLost(read, ": The end of a text that is very long");
    }

    @Test
    void codesThatLimeSurveyKeepsForItselfAreNotWritten() throws Exception {
        OwnQuestionnaire own = org.takeup.questionnaire.format.QuestionnaireReader.read("""
                format: takeup-questionnaire/1
                title: A title
                purpose: A purpose
                minutes: 3
                languages: [en]
                pages:
                  - id: one
                    title: One
                    items:
                      - {id: self, kind: single, text: Who, choices: [{id: time, label: Time}, {id: other, label: Other}]}
                      - {id: and, kind: multiple, text: And, most: 2, choices: [{id: time, label: Time}, {id: money, label: Money}]}
                      - {id: array, kind: number, text: Hours, min: 0, max: 9}
                      - {id: rank, kind: ranking, text: Rank, most: 2, choices: [{id: a, label: A}, {id: b, label: B}]}
                      - kind: matrix
                        about: Grid
                        points: [slow, fast]
                        rows: [{id: time, text: Time}, {id: pace, text: Pace}]
                  - id: two
                    title: Two
                    items:
                      - {id: w, kind: text, text: "You have {and} before {rank}", showIf: {item: and, is: time}}
                      - {id: v, kind: text, text: Why, showIf: {all: [{item: self, is: time}, {item: time, atLeast: 2}]}}
                """);
        LimeExport.Exported exported = LimeExport.write(own);
        assertEquals(List.of(), LimeSurveyReader.faults(exported.xml()));
        OwnQuestionnaire back =
                LimeImport.read(exported.xml().getBytes(StandardCharsets.UTF_8)).own();
        assertEquals("You have {and2} before {rank}", english(back, "w"));
        assertEquals(
                new Condition.Is("and2", Set.of("time2")),
                back.asked().shownIf().get("w"));
        assertEquals(
                new Condition.All(List.of(
                        new Condition.Is("self2", Set.of("time")),
                        new Condition.AtLeast("time2", new BigDecimal("2")))),
                back.asked().shownIf().get("v"));
        assertTrue(
                exported.lost().stream().anyMatch(each -> each.question().equals("self")), exported.lost()::toString);
    }

    @Test
    void aTitleThatIsTooLongThereIsCutAndSaidSo() throws Exception {
        OwnQuestionnaire own =
                org.takeup.questionnaire.format.QuestionnaireReader.read("""
                format: takeup-questionnaire/1
                title: %s
                purpose: A purpose
                minutes: 3
                languages: [en]
                pages: [{id: one, title: One, items: [{id: q, kind: text, text: Why}]}]
                """.formatted("'" + "\"&\"".repeat(35) + "'"));
        LimeExport.Exported exported = LimeExport.write(own);
        assertEquals(List.of(), LimeSurveyReader.faults(exported.xml()));
        assertTrue(
                exported.lost().stream().anyMatch(each -> each.reason().startsWith("The end of the title")),
                exported.lost()::toString);
        String title = Objects.requireNonNull(LimeImport.read(exported.xml().getBytes(StandardCharsets.UTF_8))
                .own()
                .title()
                .byLanguage()
                .get("en"));
        assertTrue(title.startsWith("\"&\"\"&\"") && title.endsWith("…"), title);
    }
}
