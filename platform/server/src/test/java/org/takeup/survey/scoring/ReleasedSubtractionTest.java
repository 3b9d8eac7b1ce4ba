package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.takeup.plugin.api.survey.ScoringModel;

/**
 * A planner who has every released number of two waves, each unit, comparison and ranking, and knows who is in which unit.
 * What is hidden is hidden as one pool of nobody or of at least the threshold: whoever in it belongs to which unit, every
 * figure comes out the same. So no arithmetic on the figures can tell a smaller group from the rest of the pool.
 */
class ReleasedSubtractionTest {
    private static final int K = 5;
    private static final ScoringModel SCORING = new ScoringModel(List.of(
            ScoringSamples.scale("a", List.of(0, 1, 2), 2, item -> item == 1),
            ScoringSamples.scale("b", List.of(3, 4), 1, item -> false),
            ScoringSamples.scale("c", List.of(5, 6), 1, item -> false)));

    /** Somebody who answers everything. */
    private record Person(String unit, int[] answers) {
        Person in(String other) {
            return new Person(other, answers);
        }
    }

    /** All that is shown of the waves, in words: equal words, equal figures to the last digit. */
    private static String everything(List<Person> before, List<Person> after) {
        Tally.Released first = released(before);
        Tally.Released second = released(after);
        return first + "\n" + second + "\n" + StandingOut.of(first.scales(), K) + StandingOut.of(second.scales(), K)
                + "\n" + Change.between(first, second);
    }

    private static Tally.Released released(List<Person> people) {
        var tally = new Tally(ScoringSamples.ratings(7), SCORING);
        people.forEach(person -> tally.add(person.unit(), ScoringVectorsTest.answers(person.answers())));
        return tally.released(K);
    }

    private static List<Person> people(List<Integer> sizes, Random random) {
        var people = new ArrayList<Person>();
        for (int unit = 0; unit < sizes.size(); unit++) {
            for (int i = 0; i < sizes.get(unit); i++) {
                people.add(new Person("Unit " + unit, random.ints(7, 1, 6).toArray()));
            }
        }
        return people;
    }

    private static Set<String> hidden(List<Person> people) {
        return released(people).scales().getFirst().units().stream()
                .filter(unit -> unit.score().isEmpty())
                .map(UnitScore::unit)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Property(tries = 150)
    void noFigureTellsOneHiddenPersonFromAnother(
            @ForAll @Size(min = 1, max = 7) List<@IntRange(min = 1, max = 14) Integer> sizes, @ForAll long seed) {
        var random = new Random(seed);
        List<Person> before = people(sizes, random);
        List<Person> after = people(sizes, random);
        Set<String> hidden = hidden(after);
        long pool =
                after.stream().filter(person -> hidden.contains(person.unit())).count();
        assertTrue(pool == 0 || pool >= K || after.size() < K, "a pool of " + pool);

        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            if (hidden.contains(after.get(i).unit())) {
                places.add(i);
            }
        }
        if (places.size() > 1) {
            int one = places.get(random.nextInt(places.size()));
            int other = places.get(random.nextInt(places.size()));
            var swapped = new ArrayList<>(after);
            swapped.set(one, after.get(one).in(after.get(other).unit()));
            swapped.set(other, after.get(other).in(after.get(one).unit()));
            assertEquals(everything(before, after), everything(before, swapped));
            assertEquals(everything(after, before), everything(swapped, before));
        }
    }

    @Property(tries = 150)
    void aUnitThatOneWaveHidesIsNotComparedByTheOther(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 12) Integer> once,
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 12) Integer> again,
            @ForAll long seed) {
        var random = new Random(seed);
        List<Person> before = people(once, random);
        List<Person> after = people(again, random);
        Set<String> hidden = hidden(before);
        hidden.addAll(hidden(after));
        Change.between(released(before), released(after))
                .forEach(change -> change.units()
                        .forEach(unit -> assertTrue(
                                !hidden.contains(unit.unit()) && !unit.unit().isEmpty(), unit.unit())));
    }

    /** Those who left and those who came are different people each time, so their difference is nobody's. */
    @Property(tries = 50)
    void nothingRestsOnFewerThanTheThreshold(@ForAll @IntRange(max = K - 1) int people, @ForAll long seed) {
        Tally.Released few = released(people(List.of(people), new Random(seed)));
        Tally.Released many = released(people(List.of(40), new Random(seed)));
        assertTrue(few.scales().stream()
                .allMatch(scale ->
                        scale.total().isEmpty() && scale.reliability().value().isEmpty()));
        assertTrue(
                few.drivers().stream().allMatch(each -> each.ranking().value().isEmpty()));
        for (var changes : List.of(Change.between(few, many), Change.between(many, few))) {
            assertTrue(changes.stream()
                    .allMatch(change -> change.difference().value().isEmpty()
                            && change.units().isEmpty()));
        }
    }
}
