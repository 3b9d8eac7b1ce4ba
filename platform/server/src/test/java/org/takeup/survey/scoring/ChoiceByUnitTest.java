package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;

/** What units chose is shown only where neither the figures nor what is left of the total tell of fewer than the threshold. */
class ChoiceByUnitTest {
    private static final int K = 5;
    private static final List<String> OPTIONS = List.of("a", "b", "c");

    private record Person(String unit, String choice) {}

    private static Tally tally(int most, List<Person> people) {
        var item = new Item.Selection(
                "view",
                LocalizedText.english("Whose?"),
                false,
                OPTIONS.stream()
                        .map(id -> new Choice(id, LocalizedText.english(id)))
                        .toList(),
                most);
        var tally = new Tally(
                new Questionnaire(
                        "1.0.0", List.of(new Questionnaire.Page("p", LocalizedText.english("P"), List.of(item)))),
                new ScoringModel(List.of()));
        people.forEach(person -> tally.add(
                person.unit(),
                person.choice().isEmpty() ? Map.of() : Map.of("view", new Answer.Chosen(List.of(person.choice())))));
        return tally;
    }

    private static ItemResult shown(List<Person> people) {
        return tally(1, people).released(K).result("view").orElseThrow();
    }

    private static List<Person> people(List<Integer> sizes, Random random) {
        var people = new ArrayList<Person>();
        for (int unit = 0; unit < sizes.size(); unit++) {
            for (int i = 0; i < sizes.get(unit); i++) {
                people.add(new Person(unit == 0 ? "" : "Unit " + unit, OPTIONS.get(random.nextInt(OPTIONS.size()))));
            }
        }
        return people;
    }

    @Property(tries = 300)
    void neitherAUnitNorWhatIsLeftOfTheTotalIsSmall(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 12) Integer> sizes, @ForAll long seed) {
        List<Person> people = people(sizes, new Random(seed));
        ItemResult result = shown(people);
        long n = result.distribution().map(ItemResult.Distribution::n).orElse(0L);
        long rest = n - result.units().stream().mapToLong(ItemResult.OfUnit::n).sum();

        assertTrue(result.units().stream().allMatch(unit -> unit.n() >= K));
        assertTrue(rest == 0 || rest >= K, "a rest of " + rest);
        for (ItemResult.OfUnit unit : result.units()) {
            for (String option : OPTIONS) {
                assertEquals(
                        people.stream()
                                .filter(each -> each.unit().equals(unit.unit())
                                        && each.choice().equals(option))
                                .count(),
                        unit.counts().get(option));
            }
        }
    }

    /** Who of those whose units are hidden belongs where, changes nothing that is shown. */
    @Property(tries = 300)
    void noFigureTellsOneHiddenPersonFromAnother(
            @ForAll @Size(min = 2, max = 7) List<@IntRange(max = 9) Integer> sizes, @ForAll long seed) {
        var random = new Random(seed);
        List<Person> people = people(sizes, random);
        ItemResult before = shown(people);
        List<String> open = before.units().stream().map(ItemResult.OfUnit::unit).toList();
        List<Integer> hidden = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            if (!open.contains(people.get(i).unit())) {
                hidden.add(i);
            }
        }
        if (hidden.size() > 1) {
            int one = hidden.get(random.nextInt(hidden.size()));
            int other = hidden.get(random.nextInt(hidden.size()));
            var swapped = new ArrayList<>(people);
            swapped.set(
                    one, new Person(people.get(other).unit(), people.get(one).choice()));
            swapped.set(
                    other, new Person(people.get(one).unit(), people.get(other).choice()));
            assertEquals(before, shown(swapped));
        }
    }

    @Test
    void whereFiguresWereShownBeforeUnitsAreNot() {
        List<Person> people = people(List.of(6, 8, 9), new Random(1));
        var unseen = Optional.of(new Unseen(Map.of(), Map.of("view", 23L)));

        ItemResult result = tally(1, people)
                .released(K, unseen, LeftOut.nothing())
                .result("view")
                .orElseThrow();

        assertEquals(23, result.distribution().orElseThrow().n());
        assertEquals(List.of(), result.units());
    }

    @Test
    void aQuestionWithSeveralChoicesIsNotToldApartByUnit() {
        List<Person> people = people(List.of(6, 8, 9), new Random(1));
        assertEquals(
                List.of(),
                tally(2, people).released(K).result("view").orElseThrow().units());
        assertEquals(2, shown(people).units().size());
    }

    @Test
    void whoeverDidNotAnswerIsNotCounted() {
        var people = new ArrayList<Person>();
        for (int i = 0; i < 9; i++) {
            people.add(new Person("Sales", i < 4 ? "a" : ""));
            people.add(new Person("Support", "b"));
        }
        assertEquals(List.of(), shown(people).units());
    }
}
