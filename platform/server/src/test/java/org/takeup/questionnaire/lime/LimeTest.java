package org.takeup.questionnaire.lime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Kind;
import org.takeup.questionnaire.format.QuestionnaireReader;
import org.takeup.questionnaire.format.QuestionnaireWriter;
import org.takeup.questionnaire.format.RandomQuestionnaires;

class LimeTest {
    /** What LimeSurvey has in the same way. */
    private static final Set<Kind> KEPT =
            EnumSet.complementOf(EnumSet.of(Kind.RECOMMEND, Kind.EMAIL, Kind.CONSENT, Kind.PERSON));

    @Property(tries = 300)
    void whatBothHaveComesBackTheSame(@ForAll long seed) throws Exception {
        OwnQuestionnaire own = keepable(RandomQuestionnaires.plain(seed));
        if (own.asked().items().findAny().isEmpty()) {
            return;
        }
        LimeExport.Exported exported = LimeExport.write(own);
        LimeImport.Imported back = LimeImport.read(exported.xml().getBytes(StandardCharsets.UTF_8));
        assertSame(own, back.own());
        assertEquals(titles(own), titles(back.own()));
        assertEquals(own.title(), back.own().title());
        assertEquals(own.purpose(), back.own().purpose());
        assertEquals(own.languages(), back.own().languages());
        assertEquals(List.of(), back.lost());
        assertEquals(back.own(), QuestionnaireReader.read(QuestionnaireWriter.yaml(back.own())));
    }

    @Property(tries = 300)
    void limeSurveyWouldTakeInWhatIsWritten(@ForAll long seed) throws Exception {
        for (OwnQuestionnaire own : List.of(RandomQuestionnaires.plain(seed), RandomQuestionnaires.any(seed))) {
            if (own.asked().items().findAny().isPresent()) {
                assertEquals(
                        List.of(), LimeSurveyReader.faults(LimeExport.write(own).xml()));
            }
        }
    }

    /** One by one, so that a failure shows the question. */
    private static void assertSame(OwnQuestionnaire one, OwnQuestionnaire other) {
        List<Item> items = other.asked().items().toList();
        List<Item> wanted = one.asked().items().toList();
        for (int i = 0; i < Math.min(items.size(), wanted.size()); i++) {
            assertEquals(wanted.get(i), items.get(i));
        }
        assertEquals(wanted.size(), items.size());
    }

    private static List<LocalizedText> titles(OwnQuestionnaire own) {
        return own.asked().pages().stream().map(Questionnaire.Page::title).toList();
    }

    private static OwnQuestionnaire keepable(OwnQuestionnaire own) {
        var pages = new ArrayList<Questionnaire.Page>();
        for (Questionnaire.Page page : own.asked().pages()) {
            List<Item> items = page.items().stream()
                    .filter(item -> KEPT.contains(Kind.of(item)))
                    .filter(item -> !(item instanceof Item.Rating rating)
                            || rating.scale().min() >= 0)
                    .toList();
            if (!items.isEmpty()) {
                pages.add(new Questionnaire.Page(page.id(), page.title(), items));
            }
        }
        return own.asking(new Questionnaire(OwnQuestionnaire.DRAFT, pages)).scoredBy(List.<ScoringModel.Scale>of());
    }

    @Test
    void conditionsAndPlacesForAnswersComeBack() throws Exception {
        OwnQuestionnaire own = QuestionnaireReader.read("""
                format: takeup-questionnaire/1
                title: A title
                purpose: A purpose
                minutes: 3
                languages: [en]
                pages:
                  - id: one
                    title: One
                    items:
                      - {id: team, kind: single, text: Team, choices: [{id: sales, label: Sales}, {id: ops, label: Ops}]}
                      - {id: tools, kind: multiple, text: Tools, most: 2, choices: [{id: chat, label: Chat}, {id: mail, label: Mail}]}
                      - {id: hours, kind: number, text: Hours, min: 0, max: 9}
                      - {id: pace, kind: likert, text: Pace, points: [slow, fine, fast]}
                  - id: two
                    title: Two
                    showIf: {item: team, is: [ops, sales]}
                    items:
                      - {id: a, kind: text, text: "Why {team}?", showIf: {all: [{item: tools, is: chat}, {item: hours, atLeast: 3}]}}
                      - {id: b, kind: text, text: B, showIf: {any: [{item: pace, is: 2}, {not: {item: team, is: ops}}]}}
                      - {id: c, kind: text, text: "C {{c}", showIf: {item: pace, atMost: 2}}
                      - {id: d, kind: text, text: D, showIf: {item: hours, answered: true}}
                """);
        String xml = LimeExport.write(own).xml();
        assertTrue(xml.contains("tools_chat.NAOK == \"Y\" and hours.NAOK &gt;= 3"), xml);
        assertTrue(xml.contains("Why {team.shown}?"), xml);
        LimeImport.Imported back = LimeImport.read(xml.getBytes(StandardCharsets.UTF_8));
        assertEquals(own.asked().items().toList(), back.own().asked().items().toList());
        String page = back.own().asked().pages().get(1).id();
        assertEquals(
                own.asked().shownIf().get("two"), back.own().asked().shownIf().get(page));
        List.of("a", "b", "c", "d")
                .forEach(id -> assertEquals(
                        own.asked().shownIf().get(id),
                        back.own().asked().shownIf().get(id),
                        id));
    }

    @Test
    void aSurveyOfTheOldStructureIsTakenOverWithWhatItLoses() throws Exception {
        LimeImport.Imported read = LimeImport.read(fixture("old.lss"));
        OwnQuestionnaire own = read.own();
        assertEquals(List.of("en", "de"), own.languages());
        assertEquals(
                "Where do you learn?",
                english(own.asked().item("where").orElseThrow().text()));
        var where = (Item.Selection) own.asked().item("where").orElseThrow();
        assertEquals(
                List.of("a1", "a2", "other"),
                where.choices().stream().map(each -> each.id()).toList());
        assertEquals("Anderswo", where.choices().get(2).label().byLanguage().get("de"));
        assertTrue(where.required());
        var rows = own.asked()
                .items()
                .filter(Item.Rating.class::isInstance)
                .map(Item.Rating.class::cast)
                .toList();
        assertEquals(
                List.of("rate-sq001", "rate-sq002"),
                rows.stream().map(Item.Rating::id).toList());
        assertEquals(Optional.of("Rate these"), rows.getFirst().about().map(LimeTest::english));
        assertEquals(5, rows.getFirst().scale().labels().size());
        assertEquals(
                new Condition.All(List.of(
                        new Condition.Is("where", Set.of("a1")), new Condition.AtLeast("age", new BigDecimal("18")))),
                own.asked().shownIf().get("why"));
        assertEquals(
                "You said {where}. Why?\nTell us {{ all }.",
                english(own.asked().item("why").orElseThrow().text()));
        assertEquals(
                "Yes",
                english(((Item.Selection) own.asked().item("again").orElseThrow())
                        .choices()
                        .getFirst()
                        .label()));
        List<String> lost = read.lost().stream()
                .map(each -> each.question() + ": " + each.reason())
                .toList();
        for (String part : List.of(
                "where: The field of “other”",
                "sum: An equation",
                "paper: A file to be sent",
                "later: Its condition, because",
                "why: There is no place for formatting, links or pictures",
                ": Its quotas",
                ": Its assessments",
                "rate: Its help text",
                "why: There is no place for scripts and styles")) {
            assertTrue(lost.stream().anyMatch(each -> each.startsWith(part)), part + " is not in " + lost);
        }
        assertFalse(QuestionnaireWriter.yaml(own).contains("alert("));
        QuestionnaireReader.read(QuestionnaireWriter.yaml(own));
    }

    private static String english(LocalizedText text) {
        return Objects.requireNonNull(text.byLanguage().get("en"));
    }

    private static byte[] fixture(String name) throws IOException {
        try (var in = LimeTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Test
    void theGuidesExampleIsWrittenAndEveryLossIsSaid() throws Exception {
        OwnQuestionnaire own = QuestionnaireReader.read(RandomQuestionnaires.example());
        LimeExport.Exported exported = LimeExport.write(own);
        List<String> lost =
                exported.lost().stream().map(each -> each.question()).toList();
        assertTrue(lost.containsAll(List.of("", "recommend", "thanks", "mail", "agreed")), lost::toString);
        OwnQuestionnaire back =
                LimeImport.read(exported.xml().getBytes(StandardCharsets.UTF_8)).own();
        assertEquals(own.asked().items().count(), back.asked().items().count());
        assertTrue(back.asked().item("thanks").orElseThrow() instanceof Item.FreeText);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><document><LimeSurveyDocType>&x;</LimeSurveyDocType></document>",
                "<!DOCTYPE document SYSTEM \"http://127.0.0.1:1/x.dtd\"><document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>",
                "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><document><languages><language>&c;</language></languages></document>",
                "<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>",
                "<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>",
                "<document><a><b><c><d><e><f><g/></f></e></d></c></b></a></document>",
                "<html>",
                "",
                "not xml"
            })
    void whatIsNoPlainSurveyIsRefused(String xml) {
        var refused = assertThrows(LimeUnreadable.class, () -> LimeImport.read(xml.getBytes(StandardCharsets.UTF_8)));
        assertFalse(String.valueOf(refused.getMessage()).contains("root:"), refused.getMessage());
    }

    @Test
    void manyRowsAndLongValuesAreRefused() {
        String rows = "<row><qid>1</qid></row>".repeat(50_000);
        for (String inner : List.of(rows, "<row><qid>" + "x".repeat(100_000) + "</qid></row>")) {
            String xml = "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><answers><rows>" + inner
                    + "</rows></answers></document>";
            assertThrows(LimeUnreadable.class, () -> LimeImport.read(xml.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void textsThatPatternsTripOverAreReadInOneGo() {
        for (String piece : List.of("<script>", "<a", "<!--", "{a", "<p ", "&", "\n ", "</", "{{", "<script", "--")) {
            String text = LimeTexts.plain(piece.repeat(60_000 / piece.length()), 1_000, code -> Optional.empty())
                    .text();
            assertTrue(text.length() <= 1_000, piece);
        }
        LimeTexts.Plain plain = LimeTexts.plain(
                "a<SCRIPT src=x>alert(1)</ScRiPt >b<!-- c -->d<style>e</style>f &lt;b&gt; <img src=x onerror=y>",
                1_000,
                code -> Optional.empty());
        assertEquals("a b d f <b>", plain.text());
        assertEquals(2, plain.lost().size(), plain.lost()::toString);
    }

    @Test
    void anEquationIsTakenWholeOrNotAtAll() throws Exception {
        java.util.function.Function<String, Optional<Relevance.Asked>> asked =
                name -> name.equals("Q1") ? Optional.of(new Relevance.Asked("q1", Optional::of)) : Optional.empty();
        assertEquals(Optional.empty(), Relevance.read("1", asked));
        assertEquals(
                Optional.of(new Condition.Is("q1", Set.of("A1", "A2"))),
                Relevance.read("((Q1.NAOK == \"A1\" or Q1.NAOK=='A2'))", asked));
        assertEquals(
                Optional.of(new Condition.Not(new Condition.Answered("q1"))),
                Relevance.read("is_empty(Q1.NAOK)", asked));
        assertEquals(
                Optional.of(new Condition.All(List.of(
                        new Condition.Answered("q1"),
                        new Condition.Not(new Condition.AtMost("q1", BigDecimal.valueOf(3)))))),
                Relevance.read("Q1.NAOK > 3", asked));
        for (String hard : List.of(
                "Q2 == 1",
                "Q1 == 1 +",
                "sum(Q1, Q1) > 3",
                "Q1 == Q1",
                "Q1 == 1 and",
                "(Q1 == 1",
                "Q1 = 1",
                "123X4X5 == 1",
                "!".repeat(50) + "Q1 == 1",
                "(".repeat(2_000) + "Q1",
                "Q1 == \"" + "x".repeat(5_000),
                "today() > 1",
                "Q1 == 1; Q1 == 2")) {
            assertThrows(Relevance.Untranslatable.class, () -> Relevance.read(hard, asked), hard);
        }
    }

    /** Nothing here is gone through once for each of the others; of that many, somebody would wait for minutes. */
    @Test
    void filesOfManyThingsAreRefusedOrReadInOneGo() throws Exception {
        int many = 15_000;
        SmallSurvey questions = SmallSurvey.english();
        SmallSurvey parts = SmallSurvey.english()
                .question("1", "1", "K", "a", "Sums?", "1")
                .question("2", "2", "T", "why", "Why?", "1");
        SmallSurvey answers = SmallSurvey.english()
                .question("1", "1", "L", "a", "Which?", "1")
                .question("2", "2", "T", "why", "Why?", "1");
        for (int i = 10; i < many; i++) {
            questions.row("questions", "qid=" + i, "gid=1", "type=T", "title=a", "question=Why?");
            parts.row("subquestions", "qid=" + i, "parent_qid=1", "title=a", "question=Why?");
            answers.row("answers", "qid=1", "code=" + i, "answer=This");
        }
        var refused = assertThrows(LimeUnreadable.class, questions::read);
        assertTrue(String.valueOf(refused.getMessage()).contains("more than " + Format.MOST_ITEMS + " questions"));
        assertTrue(
                SmallSurvey.lost(parts.read()).getFirst().startsWith("a: It has " + (many - 10) + " rows or fields"));
        assertTrue(SmallSurvey.lost(answers.read()).getFirst().startsWith("a: It has " + (many - 10) + " answers"));
    }

    @Test
    void aFileOfTheLimitIsRead() throws Exception {
        var own = new StringBuilder();
        for (int i = 0; i < Format.MOST_ITEMS; i++) {
            own.append("      - {id: q").append(i).append(", kind: text, text: Why}\n");
        }
        OwnQuestionnaire large = QuestionnaireReader.read("""
                format: takeup-questionnaire/1
                title: A title
                purpose: A purpose
                minutes: 3
                languages: [en]
                pages:
                  - id: one
                    title: One
                    items:
                """ + own);
        byte[] xml = LimeExport.write(large).xml().getBytes(StandardCharsets.UTF_8);
        assertEquals(
                Format.MOST_ITEMS, LimeImport.read(xml).own().asked().items().count());
    }
}
