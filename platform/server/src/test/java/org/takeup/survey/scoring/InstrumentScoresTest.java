package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToIntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.plugin.testkit.PackedPlugin;

/** What holds for every scale of the instruments of this project, as they are packed, and every set of answers. */
class InstrumentScoresTest {
    private static final List<Measured> ALL = load();

    private record Measured(String instrument, Questionnaire asked, Scale scale) {
        @Override
        public String toString() {
            return instrument + " " + scale.id();
        }

        OptionalDouble score(Map<String, Answer> answers) {
            return new ScaleTally(scale, asked).score(answers);
        }

        Item.Rating rating(ItemRef ref) {
            return (Item.Rating) asked.item(ref.itemId()).orElseThrow();
        }

        Map<String, Answer> answers(ToIntFunction<ItemRef> value) {
            var answers = new HashMap<String, Answer>();
            scale.items().forEach(ref -> answers.put(ref.itemId(), new Answer.Rating(value.applyAsInt(ref))));
            return answers;
        }

        /** Any point of the item's own scale. */
        int point(ItemRef ref, Random random) {
            var points = rating(ref).scale();
            return points.min() + random.nextInt(points.max() - points.min() + 1);
        }
    }

    private static List<Measured> load() {
        var all = new ArrayList<Measured>();
        try (var zips = Files.newDirectoryStream(Path.of("target", "plugins"), "*survey-*.zip")) {
            for (Path zip : zips) {
                try (PackedPlugin plugin = PackedPlugin.open(zip)) {
                    for (SurveyInstrument one : plugin.extensions(SurveyInstrument.class)) {
                        Questionnaire asked = one.questionnaire();
                        one.scoring()
                                .scales()
                                .forEach(scale ->
                                        all.add(new Measured(one.profile().id(), asked, scale)));
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void allFiveInstrumentsAreHere() {
        assertEquals(
                List.of("culture-xy", "learner-voice", "platform-acceptance", "six-strands", "what-stops-us"),
                ALL.stream().map(Measured::instrument).distinct().sorted().toList());
    }

    /** The acceptance sentence of trust or control. */
    @Test
    void whoAgreesWithEverythingOfTrustOrControlIsInTheMiddleAndMarked() {
        Measured climate = ALL.stream()
                .filter(one -> one.instrument().equals("culture-xy"))
                .findFirst()
                .orElseThrow();
        var range = climate.scale().range();
        assertEquals(-100, range.from());
        assertEquals(100, range.to());
        assertEquals(
                climate.scale().items().size(),
                2 * climate.scale().items().stream().filter(ItemRef::reverse).count());
        for (int agreed : List.of(4, 5)) {
            double score = climate.score(climate.answers(ref -> agreed)).orElseThrow();
            assertEquals(0, range.at(score), 5);
        }
        var tally = new Tally(climate.asked(), new ScoringModel(List.of(climate.scale())));
        for (int i = 0; i < 5; i++) {
            tally.add("", climate.answers(ref -> 5));
            int trusted = 4 + i % 2;
            tally.add("", climate.answers(ref -> ref.reverse() ? 2 : trusted));
        }
        assertEquals(Optional.of(5L), tally.released(5).straight().people());
    }

    @Property(tries = 50)
    void scoresStayBetweenNoughtAndAHundred(@ForAll long seed) {
        var random = new Random(seed);
        for (Measured one : ALL) {
            double score = one.score(one.answers(ref -> one.point(ref, random))).orElseThrow();
            assertTrue(score >= -1e-9 && score <= 100 + 1e-9, one + ": " + score);
        }
    }

    @Property(tries = 50)
    void aPointMoreNeverLowersAScoreAndOnAReverseItemNeverRaisesIt(@ForAll long seed) {
        var random = new Random(seed);
        for (Measured one : ALL) {
            Map<String, Answer> before = one.answers(ref -> one.point(ref, random));
            ItemRef moved =
                    one.scale().items().get(random.nextInt(one.scale().items().size()));
            int value = ((Answer.Rating) before.get(moved.itemId())).value();
            if (value < one.rating(moved).scale().max()) {
                var after = new HashMap<>(before);
                after.put(moved.itemId(), new Answer.Rating(value + 1));
                double change =
                        one.score(after).orElseThrow() - one.score(before).orElseThrow();
                assertTrue(moved.reverse() ? change < 0 : change > 0, one + " " + moved.itemId() + ": " + change);
            }
        }
    }

    @Property(tries = 50)
    void answersTurnedRoundGiveTheScoreTurnedRound(@ForAll long seed) {
        var random = new Random(seed);
        for (Measured one : ALL) {
            Map<String, Answer> given = one.answers(ref -> one.point(ref, random));
            Map<String, Answer> turned = one.answers(ref -> {
                var points = one.rating(ref).scale();
                return points.min() + points.max() - ((Answer.Rating) given.get(ref.itemId())).value();
            });
            assertEquals(100, one.score(given).orElseThrow() + one.score(turned).orElseThrow(), 1e-9, one.toString());
        }
    }

    @Property(tries = 50)
    void aScoreIsThereExactlyWhenEnoughIsAnsweredAndRestsOnThatAlone(@ForAll long seed) {
        var random = new Random(seed);
        for (Measured one : ALL) {
            Map<String, Answer> all = one.answers(ref -> one.point(ref, random));
            var order = new ArrayList<>(one.scale().items());
            Collections.shuffle(order, random);
            int kept = random.nextInt(order.size() + 1);
            var some = new HashMap<String, Answer>();
            order.subList(0, kept).forEach(ref -> some.put(ref.itemId(), all.get(ref.itemId())));
            var withAside = new HashMap<String, Answer>(some);
            order.subList(kept, order.size()).forEach(ref -> withAside.put(ref.itemId(), new Answer.NotApplicable()));

            assertEquals(kept >= one.scale().minAnswered(), one.score(some).isPresent(), one.toString());
            assertEquals(one.score(some), one.score(withAside), one.toString());
        }
    }

    @Property(tries = 20)
    void answersToOtherQuestionsChangeNothing(@ForAll long seed) {
        var random = new Random(seed);
        for (Measured one : ALL) {
            Map<String, Answer> own = one.answers(ref -> one.point(ref, random));
            var with = new HashMap<String, Answer>(own);
            one.asked()
                    .items()
                    .filter(Item.Rating.class::isInstance)
                    .filter(item -> !own.containsKey(item.id()))
                    .forEach(item -> with.put(item.id(), new Answer.Rating(1)));
            assertEquals(one.score(own), one.score(with), one.toString());
        }
    }
}
