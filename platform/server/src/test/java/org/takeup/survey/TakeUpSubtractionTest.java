package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.takeup.learning.Group;
import org.takeup.learning.TakeUp;
import org.takeup.learning.TakeUps;
import org.takeup.learning.UnitTakeUp;
import org.takeup.plugin.api.Answer;
import org.takeup.survey.scoring.Tally;
import org.takeup.survey.scoring.UnitScore;
import org.takeup.survey.statistics.CoMoments;
import org.takeup.survey.statistics.Correlation;

/**
 * A planner who reads the correlation again and again, with a unit and without it, before and after something changed that is not
 * shown. It comes out the same to the last digit: it is made of figures that the planner has in hand, so it can be no other.
 */
class TakeUpSubtractionTest {
    private static final int K = 5;
    private static final TakeUpDrivers.Period PERIOD =
            TakeUpDrivers.Period.before(Instant.parse("2026-02-10T12:00:00Z"), ZoneOffset.UTC);

    private static final Instant COUNTED = Instant.parse("2026-02-09T03:00:00Z");

    private record Person(String unit, int mood) {}

    private static List<Person> people(List<Integer> sizes, Random random) {
        var people = new ArrayList<Person>();
        for (int unit = 0; unit < sizes.size(); unit++) {
            for (int i = 0; i < sizes.get(unit); i++) {
                people.add(new Person("Unit " + unit, 1 + random.nextInt(5)));
            }
        }
        return people;
    }

    private static Tally.Released released(List<Person> people) {
        Snapshot snapshot = Samples.snapshot();
        var tally = new Tally(snapshot.questionnaire(), snapshot.scoring());
        people.forEach(person -> tally.add(person.unit(), Map.of("mood", new Answer.Rating(person.mood()))));
        return tally.released(K);
    }

    private static Map<String, Integer> active(int units, Random random) {
        var active = new HashMap<String, Integer>();
        for (int unit = 0; unit < units; unit++) {
            active.put("Unit " + unit, random.nextInt(21));
        }
        return active;
    }

    private static Optional<TakeUpDrivers> found(List<Person> people, Map<String, Integer> active) {
        return TakeUpDrivers.of(
                released(people),
                PERIOD,
                ZoneOffset.UTC,
                (named, period) -> Optional.of(new TakeUps.Units(COUNTED, units(active))));
    }

    private static List<UnitTakeUp> units(Map<String, Integer> active) {
        return active.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(unit -> new UnitTakeUp(
                        new Group(unit.getKey(), unit.getKey(), "", 20),
                        Set.of(),
                        List.of(new TakeUp.Figures(20, 0, unit.getValue(), 0))))
                .toList();
    }

    private static Set<String> hidden(List<Person> people) {
        return released(people).scales().getFirst().units().stream()
                .filter(unit -> unit.score().isEmpty())
                .map(UnitScore::unit)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Property(tries = 200)
    void whoIsHiddenMovesNothing(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 12) Integer> sizes, @ForAll long seed) {
        var random = new Random(seed);
        List<Person> people = people(sizes, random);
        Map<String, Integer> active = active(sizes.size(), random);
        Set<String> hidden = hidden(people);
        Optional<TakeUpDrivers> before = found(people, active);

        // Other answers of hidden people.
        List<Person> answeredAnew = people.stream()
                .map(person -> hidden.contains(person.unit()) ? new Person(person.unit(), 6 - person.mood()) : person)
                .toList();
        assertEquals(before, found(answeredAnew, active));
        // Other take-up of units whose score is hidden, or none at all.
        var learnedAnew = new HashMap<>(active);
        hidden.forEach(unit -> learnedAnew.merge(unit, 7, (was, more) -> (was + more) % 21));
        assertEquals(before, found(people, learnedAnew));
        learnedAnew.keySet().removeAll(hidden);
        assertEquals(before, found(people, learnedAnew));
    }

    @Property(tries = 200)
    void itIsWorkedOutFromWhatIsShownAndTheDifferenceOfAUnitToo(
            @ForAll @Size(min = 5, max = 12) List<@IntRange(min = 1, max = 12) Integer> sizes, @ForAll long seed) {
        var random = new Random(seed);
        List<Person> people = people(sizes, random);
        Map<String, Integer> active = active(sizes.size(), random);
        assertEquals(byHand(people, active), found(people, active).map(TakeUpSubtractionTest::figure));
        // Take-up of one unit goes: what remains is worked out from what is shown, as what was there before is.
        var without = new HashMap<>(active);
        without.remove("Unit " + random.nextInt(sizes.size()));
        assertEquals(byHand(people, without), found(people, without).map(TakeUpSubtractionTest::figure));
        assertTrue(hidden(people).stream().noneMatch(unit -> shown(people).containsKey(unit)));
    }

    private static Object figure(TakeUpDrivers drivers) {
        return drivers.scales().getFirst().figure();
    }

    /** The planner's own sum: means by unit from the results, take-up by unit from the board. */
    private static Optional<Object> byHand(List<Person> people, Map<String, Integer> active) {
        Map<String, Double> shown = shown(people);
        var pairs = new CoMoments(2);
        released(people).scales().getFirst().units().stream()
                .map(UnitScore::unit)
                .filter(unit -> shown.containsKey(unit) && active.containsKey(unit))
                .forEach(unit -> pairs.add(new double[] {
                    Objects.requireNonNull(shown.get(unit)), 100 * (Objects.requireNonNull(active.get(unit)) / 20.0)
                }));
        return shown.isEmpty() ? Optional.empty() : Optional.of(Correlation.of(pairs));
    }

    private static Map<String, Double> shown(List<Person> people) {
        var shown = new HashMap<String, Double>();
        released(people)
                .scales()
                .getFirst()
                .units()
                .forEach(unit -> unit.score().ifPresent(score -> shown.put(unit.unit(), score.mean())));
        return shown;
    }
}
