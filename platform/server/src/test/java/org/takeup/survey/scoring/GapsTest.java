package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** A planner who takes the sums of a scale's items from the sum of its scores, to learn what those said who left one out. */
class GapsTest {
    private static final int SMALLEST = 5;
    private static final Questionnaire ASKED = ScoringSamples.ratings(6);
    private static final ScoringModel SCORING = new ScoringModel(List.of(
            ScoringSamples.scale("a", List.of(0, 1), 1, item -> false),
            ScoringSamples.scale("b", List.of(2, 3, 4), 2, item -> false),
            ScoringSamples.scale("all", List.of(0, 1, 2, 3, 4), 2, item -> false)));

    /** Twenty people, of whom these leave the second statement out. */
    private static List<Map<String, Answer>> people(int leavingOut) {
        var people = new ArrayList<Map<String, Answer>>();
        for (int i = 0; i < 20; i++) {
            var answers = new HashMap<String, Answer>();
            for (int item = 0; item < 6; item++) {
                answers.put(id(item), new Answer.Rating(1 + (i + item) % 5));
            }
            if (i < leavingOut) {
                answers.remove(id(1));
            }
            people.add(answers);
        }
        return people;
    }

    private static String id(int item) {
        return ASKED.items().skip(item).findFirst().orElseThrow().id();
    }

    private static LeftOut leftOut(List<Map<String, Answer>> people) {
        var gaps = new Gaps(SCORING, SMALLEST);
        people.forEach(answers -> gaps.add("", answers));
        return gaps.leftOut();
    }

    private static Tally.Released released(List<Map<String, Answer>> people, LeftOut leftOut) {
        var tally = new Tally(ASKED, SCORING);
        people.forEach(answers -> tally.add("", leftOut.counted("", answers)));
        return tally.released(SMALLEST);
    }

    /** Twice the scores of the scale of two, on its points from 1 to 5, less what its two items add up to. */
    private static double rest(Tally.Released figures) {
        Score score = figures.scales().getFirst().total().orElseThrow();
        double points = (score.mean() / 100 * 4 + 1) * score.n();
        return 2 * points - sum(figures, 0) - sum(figures, 1);
    }

    private static double sum(Tally.Released figures, int item) {
        return figures.items().get(item).distribution().orElseThrow().options().stream()
                .mapToDouble(option -> Integer.parseInt(option.id()) * option.count())
                .sum();
    }

    @Test
    void whatTheOnlyOneSaidWhoLeftAStatementOutIsInNoFigure() {
        List<Map<String, Answer>> people = people(1);
        int said = ((Answer.Rating) people.getFirst().get(id(0))).value();
        assertEquals(said, rest(released(people, LeftOut.nothing())), 1e-9, "the attack works when all is counted");
        Tally.Released figures = released(people, leftOut(people));
        assertEquals(0, rest(figures), 1e-9);
        assertEquals(19, figures.items().get(0).distribution().orElseThrow().n());
        assertEquals(20, figures.items().get(5).distribution().orElseThrow().n(), "what is in no scale counts");
        assertEquals(20, figures.responses());
    }

    @Test
    void whatManyLeftOutCounts() {
        List<Map<String, Answer>> people = people(SMALLEST);
        assertTrue(leftOut(people).isNothing());
        assertEquals(
                20,
                released(people, leftOut(people))
                        .scales()
                        .getFirst()
                        .total()
                        .orElseThrow()
                        .n());
    }

    @Test
    void whoeverAnsweredNothingOfAScaleLeavesNoGapInIt() {
        List<Map<String, Answer>> people = people(0);
        List.of(0, 1, 2, 3, 4).forEach(item -> people.getFirst().remove(id(item)));
        assertTrue(leftOut(people).isNothing());
        assertTrue(leftOut(List.of()).isNothing());
    }

    @Test
    void doesNotApplyIsAGap() {
        List<Map<String, Answer>> people = people(0);
        people.getFirst().put(id(1), new Answer.NotApplicable());
        Tally.Released figures = released(people, leftOut(people));
        assertEquals(0, rest(figures), 1e-9);
        assertEquals(0, figures.items().get(1).distribution().orElseThrow().notApplicable());
    }

    @Test
    void aGapThatIsMadeByLeavingOutIsLookedAtToo() {
        // One leaves a part of "a" out, and five a part of "b": those five make the gaps in "all" many enough, but not
        // for "a".
        List<Map<String, Answer>> people = people(1);
        for (int i = 10; i < 15; i++) {
            people.get(i).remove(id(2));
        }
        LeftOut leftOut = leftOut(people);
        assertEquals(List.of("a"), leftOut.scales().stream().map(Scale::id).toList());
        assertEquals(0, rest(released(people, leftOut)), 1e-9);
        assertEquals(
                3,
                leftOut.counted("", people.getFirst()).keySet().stream()
                        .filter(List.of(id(2), id(3), id(4))::contains)
                        .count());
    }

    @Test
    void noScaleHasGapsOfFewPeopleWhateverIsLeftOut() {
        var random = new Random(20261126);
        int attacked = 0;
        for (int round = 0; round < 500; round++) {
            List<Map<String, Answer>> people = new ArrayList<>();
            double leaving = random.nextDouble() * 0.4;
            for (int i = 5 + random.nextInt(60); i > 0; i--) {
                var answers = new HashMap<String, Answer>();
                for (int item = 0; item < 6; item++) {
                    if (random.nextDouble() >= leaving) {
                        answers.put(id(item), new Answer.Rating(1 + random.nextInt(5)));
                    }
                }
                people.add(answers);
            }
            LeftOut leftOut = leftOut(people);
            for (Scale scale : SCORING.scales()) {
                attacked += isFew(gaps(people, scale)) ? 1 : 0;
                long gaps = gaps(
                        people.stream()
                                .map(answers -> leftOut.counted("", answers))
                                .toList(),
                        scale);
                assertTrue(!isFew(gaps), "round " + round + ": " + gaps + " people with gaps in " + scale.id());
            }
            people.forEach(answers ->
                    assertEquals(leftOut.counted("", answers), leftOut.counted("", leftOut.counted("", answers))));
        }
        assertTrue(attacked > 100, "there was something to find: " + attacked);
    }

    private static boolean isFew(long people) {
        return people > 0 && people < SMALLEST;
    }

    private static long gaps(List<Map<String, Answer>> people, Scale scale) {
        return people.stream()
                .mapToLong(answers -> scale.items().stream()
                        .filter(ref -> answers.containsKey(ref.itemId()))
                        .count())
                .filter(answered -> answered > 0 && answered < scale.items().size())
                .count();
    }
}
