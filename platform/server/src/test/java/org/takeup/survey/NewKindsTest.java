package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.http.Problem;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;

/** The kinds of API 1.2: stored, checked, and what is wrong with an answer said in words. */
class NewKindsTest {
    private static final Snapshot ASKED = Branching.snapshot(true);

    private static Answer number(String value) {
        return new Answer.Number(new BigDecimal(value));
    }

    @Test
    void whatIsStoredIsReadBackEqual() {
        assertEquals(ASKED, SnapshotDocument.read(SnapshotDocument.write(ASKED)));
        SnapshotRules.check(ASKED);
        Condition all = new Condition.All(List.of(
                new Condition.AtMost("hours", new BigDecimal("7.5")),
                new Condition.Any(
                        List.of(new Condition.Answered("note"), new Condition.Not(new Condition.All(List.of()))))));
        assertEquals(all, ConditionDocument.read(ConditionDocument.write(all)));
        for (Answer answer : List.of(
                number("-1.50"), new Answer.Day(LocalDate.of(2026, 2, 28)), new Answer.Persons(List.of("p1", "p2")))) {
            assertEquals(Map.of("x", answer), AnswerDocument.read(AnswerDocument.write(Map.of("x", answer))));
            assertEquals(
                    answer,
                    new AnswersBody(Map.of("x", AnswersBody.Given.of(answer)), true, null)
                            .read()
                            .get("x"));
        }
    }

    @Test
    void aQuestionnaireThatWouldNotReachSomebodyIsRefusedInWords() {
        Questionnaire asked = ASKED.questionnaire();
        var conditions = new HashMap<>(asked.shownIf());
        conditions.put("first", new Condition.Answered("note"));
        var refused = assertThrows(
                SnapshotRules.InstrumentUnusable.class,
                () -> SnapshotRules.check(new Snapshot(
                        new Questionnaire("1.0.0", asked.pages(), conditions), new ScoringModel(List.of()))));
        assertTrue(refused.title().contains("not asked on an earlier page"), refused.title());
    }

    private static List<String> wrong(String item, Answer answer) {
        Item asked = ASKED.questionnaire().item(item).orElseThrow();
        return new AnswerRules(AnswerWords.ENGLISH)
                .check(List.of(asked), Map.of(item, answer), true).stream()
                        .map(Problem.Field::message)
                        .toList();
    }

    @Test
    void whatFitsIsTaken() {
        assertEquals(List.of(), wrong("load", new Answer.Rating(35)));
        assertEquals(List.of(), wrong("hours", number("39.5")));
        assertEquals(List.of(), wrong("hours", number("40.0")));
        assertEquals(List.of(), wrong("since", new Answer.Day(LocalDate.of(2020, 1, 1))));
        assertEquals(List.of(), wrong("mail", new Answer.Text("ödön.o'neill+x@bücher.example")));
        assertEquals(List.of(), wrong("agree", new Answer.Chosen(List.of("yes"))));
        assertEquals(List.of(), wrong("peers", new Answer.Persons(List.of("a", "b"))));
    }

    @Test
    void whatDoesNotFitIsSaidInWords() {
        assertEquals(List.of("Please choose one of the given answers."), wrong("load", new Answer.Rating(33)));
        assertEquals(List.of("Please choose one of the given answers."), wrong("load", new Answer.Rating(105)));
        assertEquals(List.of("Please give a number from 0 to 40."), wrong("hours", number("40.1")));
        assertEquals(List.of("Please give at most 1 digits after the point."), wrong("hours", number("0.55")));
        assertTrue(wrong("hours", new Answer.Text("many")).getFirst().startsWith("This is no number"));
        assertEquals(
                List.of("Please give a day from January 1, 2020 to December 31, 2026."),
                wrong("since", new Answer.Day(LocalDate.of(2019, 12, 31))));
        assertTrue(wrong("since", new Answer.Text("soon")).getFirst().startsWith("This is no day"));
        assertEquals(List.of("Please answer this question."), wrong("agree", new Answer.Chosen(List.of())));
        assertEquals(
                List.of("Please choose one of the given answers."), wrong("agree", new Answer.Chosen(List.of("no"))));
        assertEquals(
                List.of("Please pick at most 2 people."), wrong("peers", new Answer.Persons(List.of("a", "b", "c"))));
        assertEquals(
                List.of("Please choose one of the given answers."),
                wrong("peers", new Answer.Persons(List.of("a", "a"))));
        assertEquals(List.of("There is no such question in this survey."), wrong("info", new Answer.Text("x")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`no address`",
                "a@b",
                "@b.example",
                "a@b.example\u200B",
                "\u202Ea@b.example",
                "a\u0000@b.example",
                "`<a@b.example>`",
                "`a@b.example,c@d.example`",
                "a@b..example"
            })
    void whatIsNoAddressIsRefused(String address) {
        assertEquals(
                List.of("Please give an e-mail address, such as name@example.org."),
                wrong("mail", new Answer.Text(address)));
    }

    @Test
    void anAnonymousSurveyCannotAskWhoSomebodyIs() {
        var anonymous = new Confidentiality(Confidentiality.Mode.ANONYMOUS, 5);
        Problem refused = assertThrows(Problem.class, () -> Telling.refuse(anonymous, ASKED));
        assertTrue(
                refused.fields().getFirst().message().contains("mail, peers"),
                refused.fields().toString());
        Telling.refuse(anonymous, Branching.snapshot(false));
        Telling.refuse(new Confidentiality(Confidentiality.Mode.CONFIDENTIAL, 5), ASKED);
    }

    /** As somebody would send who wants to see the server sweat. */
    @Test
    void aHundredThousandIdsAreRefusedAtOnce() {
        List<String> many = Collections.nCopies(100_000, "lead");
        assertEquals(List.of("Please choose one of the given answers."), wrong("role", new Answer.Chosen(many)));
        assertEquals(List.of("Please pick at most 2 people."), wrong("peers", new Answer.Persons(many)));
    }

    @Test
    void numbersOfTheApiAreBounded() {
        for (String number : List.of("1E+1000000000", "1E-1000000000", "1".repeat(31))) {
            var body = new AnswersBody(
                    Map.of(
                            "x",
                            new AnswersBody.Given(null, null, null, null, null, new BigDecimal(number), null, null)),
                    true,
                    null);
            Problem refused = assertThrows(Problem.class, body::read);
            assertEquals("answers.x", refused.fields().getFirst().name());
        }
        assertThrows(IllegalArgumentException.class, () -> number("1E+1000000000"));
    }

    @Test
    void everyLanguageSaysTheSameThings() {
        for (String language : List.of("en", "de", "fr", "es")) {
            LocalWords words = AnswerWords.in(java.util.Locale.forLanguageTag(language));
            for (Item item : ASKED.questionnaire().items().toList()) {
                var kinds = new QuestionKinds(words, words.locale());
                assertTrue(!kinds.note(item).contains("{"), kinds.note(item));
            }
            for (String key :
                    Set.of("not-said", "agreed", "late.title", "find.note", "unknown-person", "slider-none")) {
                assertTrue(!words.say(key).isBlank(), key);
            }
        }
        assertEquals(Optional.empty(), ASKED.reading());
    }
}
