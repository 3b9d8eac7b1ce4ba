package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.takeup.http.Problem;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;

/** Rankings, 0 to 10, ratings about one thing, and scales that are details: stored, checked, and answered. */
class ItemKindsTest {
    private static final ResponseScale TWO = new ResponseScale(0, List.of(text("No"), text("Yes")));
    private static final Item.Ranking RANKING =
            new Item.Ranking("rank", text("Rank"), true, List.of(choice("a"), choice("b"), choice("c")), 2);
    private static final Item.Recommend RECOMMEND =
            new Item.Recommend("recommend", text("Recommend?"), false, text("Never"), text("Always"));

    private static LocalizedText text(String english) {
        return LocalizedText.english(english).with("de", "[de] " + english);
    }

    private static Choice choice(String id) {
        return new Choice(id, text(id));
    }

    private static Item rating(String id, String about) {
        return new Item.Rating(id, text("Here?"), false, TWO, true, Optional.of(text(about)));
    }

    private static Snapshot snapshot(ScoringModel.Scale... scales) {
        var page = new Questionnaire.Page(
                "p", text("Page"), List.of(rating("r1", "Noise"), rating("r2", "Noise"), RANKING, RECOMMEND));
        return new Snapshot(new Questionnaire("1", List.of(page)), new ScoringModel(List.of(scales)));
    }

    private static ScoringModel.Scale scale(String id, String within) {
        return new ScoringModel.Scale(
                id, text(id), text("Much"), List.of(new ScoringModel.ItemRef("r1", true, 1)), 1, true, within);
    }

    @Test
    void whatIsStoredIsReadBackEqual() {
        Snapshot snapshot = snapshot(scale("quiet", ""), scale("here", "quiet"));
        assertEquals(snapshot, SnapshotDocument.read(SnapshotDocument.write(snapshot)));
        var read = new Snapshot(snapshot.questionnaire(), snapshot.scoring(), Optional.of(text("High is quiet")));
        assertEquals(read, SnapshotDocument.read(SnapshotDocument.write(read)));
        assertEquals(List.of("de", "en"), snapshot.languages());
    }

    @Test
    void whatWavesStoredBeforeTheseKindsIsStillRead() {
        Snapshot snapshot = Samples.snapshot();
        var stored = SnapshotDocument.write(snapshot);
        stored.getList("scales", org.bson.Document.class).forEach(scale -> {
            scale.remove("index");
            scale.remove("within");
        });
        assertEquals(snapshot, SnapshotDocument.read(stored));
    }

    @Test
    void aRankedAnswerIsReadBackAsWhatItWas() {
        for (Answer answer : List.of(
                new Answer.Ranked(List.of("b", "a")), new Answer.Chosen(List.of("b", "a")), new Answer.Rating(10))) {
            assertEquals(Map.of("x", answer), AnswerDocument.read(AnswerDocument.write(Map.of("x", answer))));
        }
    }

    @Test
    void aRankingOfMorePlacesThanChoicesAndADetailOfNothingAreRefused() {
        SnapshotRules.check(snapshot(scale("quiet", ""), scale("here", "quiet")));
        var many = new Item.Ranking("rank", text("Rank"), true, List.of(choice("a")), 2);
        var page = new Questionnaire.Page("p", text("Page"), List.of(many));
        var refused = new Snapshot(new Questionnaire("1", List.of(page)), new ScoringModel(List.of()));
        assertThrows(SnapshotRules.InstrumentUnusable.class, () -> SnapshotRules.check(refused));
        for (String within : List.of("nowhere", "here", "deep")) {
            Snapshot odd = snapshot(scale("quiet", ""), scale("deep", "quiet"), scale("here", within));
            assertThrows(SnapshotRules.InstrumentUnusable.class, () -> SnapshotRules.check(odd), within);
        }
    }

    private static List<String> wrong(Map<String, Answer> answers) {
        return new AnswerRules(AnswerWords.ENGLISH)
                .check(List.of(RANKING, RECOMMEND), answers, true).stream()
                        .map(Problem.Field::message)
                        .toList();
    }

    private static Answer ranked(String... ids) {
        return new Answer.Ranked(List.of(ids));
    }

    @Test
    void badAnswersAreSaidInWords() {
        assertEquals(List.of(), wrong(Map.of("rank", ranked("c"), "recommend", new Answer.Rating(0))));
        assertEquals(List.of("Please answer this question."), wrong(Map.of()));
        assertEquals(List.of("Please answer this question."), wrong(Map.of("rank", ranked())));
        assertTrue(wrong(Map.of("rank", ranked("a", "a"))).getFirst().startsWith("You have put the same answer"));
        assertEquals(List.of("Please choose at most 2 answers."), wrong(Map.of("rank", ranked("a", "b", "c"))));
        assertEquals(List.of("Please choose one of the given answers."), wrong(Map.of("rank", ranked("d"))));
        assertEquals(
                List.of("This question is answered in another way."),
                wrong(Map.of("rank", new Answer.Chosen(List.of("a")))));
        for (int point : List.of(-1, 11, Integer.MIN_VALUE)) {
            assertEquals(
                    List.of("Please choose one of the given answers."),
                    wrong(Map.of("rank", ranked("a"), "recommend", new Answer.Rating(point))));
        }
        assertEquals(
                List.of("This question is answered in another way."),
                wrong(Map.of("rank", ranked("a"), "recommend", ranked("a"))));
    }
}
