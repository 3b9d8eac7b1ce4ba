package org.takeup.questionnaire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.takeup.http.Problem;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.reading.AnsweringTime;
import org.takeup.plugin.reading.AnsweringTime.Reader;
import org.takeup.questionnaire.format.QuestionnaireReader;
import org.takeup.questionnaire.format.QuestionnaireWriter;
import org.takeup.questionnaire.format.Unreadable;

/** What holds for every questionnaire that comes along. */
class IncludedTest {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");

    static List<String> ids() {
        return Included.IDS;
    }

    private static OwnQuestionnaire own(String id) {
        return Included.require(id).own();
    }

    /** Others look for these in results: a change here breaks them. */
    @Test
    void idsOfQuestionnairesAndScalesStay() {
        Map<String, List<String>> ids = new TreeMap<>();
        Included.all()
                .forEach(each -> ids.put(
                        each.id(),
                        each.own().scoring().scales().stream()
                                .map(ScoringModel.Scale::id)
                                .toList()));
        assertEquals(
                Map.of(
                        "readiness", List.of("ready"),
                        "manager-support", List.of("manager-support"),
                        "work-context", List.of("time", "tools", "support", "pressure"),
                        "hearts-minds", List.of("knowledge", "desire"),
                        "trainer-readiness", List.of("motivation", "stand-up", "fear", "short-term-pain")),
                ids);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void itSaysWhatItIsForAndIsKnownByItsStatementsWhereNothingWasSaid(String id) {
        OwnQuestionnaire own = own(id);
        Use use = Use.of(id).orElseThrow();
        assertEquals(Set.of(use), own.uses());
        assertEquals(
                use.scales(),
                own.scoring().scales().stream().map(ScoringModel.Scale::id).toList());
        assertEquals(Set.of(use), Use.ofCopy(own.scoring()));
        // A statement less is a copy still; the same names over other statements are none.
        assertEquals(Set.of(use), Use.ofCopy(counting(own, refs -> refs.subList(1, refs.size()))));
        assertEquals(
                Set.of(),
                Use.ofCopy(counting(
                        own,
                        refs -> refs.stream()
                                .map(ref -> new ScoringModel.ItemRef("our-" + ref.itemId(), ref.reverse(), 1))
                                .toList())));
    }

    private static ScoringModel counting(OwnQuestionnaire own, UnaryOperator<List<ScoringModel.ItemRef>> others) {
        return new ScoringModel(own.scoring().scales().stream()
                .map(scale -> new ScoringModel.Scale(
                        scale.id(), scale.name(), scale.meaning(), others.apply(scale.items()), 1))
                .toList());
    }

    @Test
    void usesAreAsManyAsQuestionnairesThatComeAlongAndAWordOfALaterPlatformIsLeftOut() {
        assertEquals(Included.IDS.size(), Use.values().length);
        assertEquals(Set.of(Use.READINESS), Use.read(List.of("readiness", "of-a-later-platform")));
        assertEquals(List.of("readiness", "hearts-minds"), Use.words(Set.of(Use.HEARTS_MINDS, Use.READINESS)));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void nothingIsLeftToDoOrToKnowBeforeItIsPublished(String id) {
        assertEquals(List.of(), Checks.of(own(id)));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyTextIsThereInFourLanguagesAndInEachOfItsOwn(String id) {
        OwnQuestionnaire own = own(id);
        assertEquals(LANGUAGES, own.languages(), id);
        assertTrue(own.guide().isPresent(), id);
        Placed.all(own).forEach(placed -> {
            Map<String, String> words = placed.text().byLanguage();
            String where = id + " " + placed.about() + " " + words;
            assertEquals(Set.copyOf(LANGUAGES), words.keySet(), where);
            assertEquals(4, new HashSet<>(words.values()).size(), where);
        });
    }

    @ParameterizedTest
    @MethodSource("ids")
    void itPromisesTheMinutesThatItTakesAndNoMore(String id) {
        OwnQuestionnaire own = own(id);
        var profile = new InstrumentProfile("own", own.title(), own.purpose(), own.minutes(), own.smallestGroup());
        int needed = LANGUAGES.stream()
                .mapToInt(tag -> AnsweringTime.of(profile, own.asked(), tag).minutes(Reader.TYPICAL))
                .max()
                .orElseThrow();
        assertEquals(needed, own.minutes(), id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void itIsShortAndSaysNobodysName(String id) {
        List<Item> items = own(id).asked().items().toList();
        assertTrue(items.size() >= 8 && items.size() <= 14, id + " has " + items.size());
        items.forEach(item -> {
            assertTrue(item instanceof Item.Rating || item instanceof Item.FreeText, item.id());
            item.text().byLanguage().forEach((tag, words) -> {
                int count = words.strip().split("\\s+", -1).length;
                assertTrue(count <= 16, () -> id + " " + tag + ": " + words);
            });
        });
    }

    /** Each statement counts once, and who agrees with everything does not come out at the top of any scale. */
    @ParameterizedTest
    @MethodSource("ids")
    void everyScaleHasAStatementThatIsTurnedRound(String id) {
        Map<String, Integer> counted = new HashMap<>();
        own(id).scoring().scales().forEach(scale -> {
            List<ScoringModel.ItemRef> turned =
                    scale.items().stream().filter(ScoringModel.ItemRef::reverse).toList();
            assertTrue(!turned.isEmpty() && 2 * turned.size() < scale.items().size(), id + " " + scale.id());
            assertEquals((scale.items().size() + 1) / 2, scale.minAnswered(), id + " " + scale.id());
            scale.items().forEach(ref -> counted.merge(ref.itemId(), 1, Integer::sum));
        });
        own(id).asked()
                .items()
                .filter(Item.Rating.class::isInstance)
                .forEach(item -> assertEquals(1, counted.getOrDefault(item.id(), 0), item.id()));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aCopyBeginsWithTheLanguageOfTheWorkspaceAndLosesNothing(String id) throws Unreadable {
        for (var pair :
                Map.of("fr", "fr", "de-AT", "de", "en", "en", "pl", "en").entrySet()) {
            OwnQuestionnaire copy = Included.require(id).startingWith(Locale.forLanguageTag(pair.getKey()));
            assertEquals(pair.getValue(), copy.language(), pair.getKey());
            var tags = new ArrayList<>(copy.languages());
            tags.sort(null);
            assertEquals(List.of("de", "en", "es", "fr"), tags);
            assertEquals(own(id).asked(), copy.asked());
            assertEquals(own(id).scoring(), copy.scoring());
            assertEquals(copy, QuestionnaireReader.read(QuestionnaireWriter.yaml(copy)));
        }
    }

    @Test
    void whatDoesNotComeAlongIsRefusedWithWhatDoes() {
        Problem refused = assertThrows(Problem.class, () -> Included.require("../questionnaire.schema"));
        assertEquals(422, refused.status());
        assertTrue(refused.fields().getFirst().message().contains("hearts-minds"));
    }
}
