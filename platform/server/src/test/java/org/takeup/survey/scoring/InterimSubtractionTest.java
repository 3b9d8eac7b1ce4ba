package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;

/**
 * A planner who reads the figures of an open wave at every moment, and the final ones, and adds and subtracts any two and any
 * three of them. People leave statements out, and some change or take back what they said after they had finished.
 */
class InterimSubtractionTest {
    private static final int ROUNDS = 150;
    /** What somebody says at the end, if it is not what they said at first, is another unknown of the same person. */
    private static final int AT_THE_END = 32;

    private static final Questionnaire ASKED = ScoringSamples.ratings(6);
    private static final ScoringModel SCORING = new ScoringModel(List.of(
            ScoringSamples.scale("a", List.of(0, 1, 2), 2, item -> item == 1),
            ScoringSamples.scale("b", List.of(3, 4), 1, item -> false),
            ScoringSamples.scale("all", List.of(0, 1, 2, 3, 4), 2, item -> false)));

    /** Somebody, by their number. @param last answers when the wave closes; empty if they took it all back */
    private record Person(int number, String unit, Map<String, Answer> first, Optional<Map<String, Answer>> last) {
        long unknown(boolean atTheEnd) {
            boolean other = atTheEnd && !last.equals(Optional.of(first));
            return 1L << (number + (other ? AT_THE_END : 0));
        }
    }

    private static List<Person> people(Random random, boolean change) {
        int units = 1 + random.nextInt(4);
        int count = 8 + random.nextInt(23);
        var people = new ArrayList<Person>();
        for (int i = 0; i < count; i++) {
            Map<String, Answer> first = answers(random);
            Optional<Map<String, Answer>> last = switch (change ? random.nextInt(8) : 7) {
                case 0 -> Optional.empty();
                case 1, 2 -> Optional.of(answers(random));
                default -> Optional.of(first);
            };
            // Units of unlike sizes: the first is the largest.
            String unit = "Unit " + Math.min(random.nextInt(units), random.nextInt(units));
            people.add(new Person(i, unit, first, last));
        }
        return people;
    }

    private static Map<String, Answer> answers(Random random) {
        var answers =
                new HashMap<>(ScoringVectorsTest.answers(random.ints(6, 1, 6).toArray()));
        if (random.nextInt(4) == 0) {
            answers.remove("i-" + random.nextInt(6));
        }
        return answers;
    }

    /** The unknowns that each released figure is made of, by the name of the statement or scale. */
    private static final class Seen {
        private final Map<String, Set<Long>> figures = new TreeMap<>();

        void add(String figure, long unknowns) {
            figures.computeIfAbsent(figure, ignored -> new LinkedHashSet<>()).add(unknowns);
        }

        /** Groups of fewer than k that some pair or triple of one scale's or statement's figures rests on. */
        List<String> recovered(int k) {
            var found = new ArrayList<String>();
            figures.forEach((name, sets) -> {
                long[] all = sets.stream().mapToLong(Long::longValue).toArray();
                for (long a : all) {
                    report(found, name, a, k);
                    for (long b : all) {
                        report(found, name, a ^ b, k);
                        for (long c : all) {
                            // a - b - c: nothing is left of who is in a and in one of the others.
                            report(found, name, (a | b | c) & ~(a & (b ^ c)), k);
                        }
                    }
                }
            });
            return found;
        }

        private static void report(List<String> found, String name, long unknowns, int k) {
            int people = Long.bitCount((unknowns | unknowns >>> AT_THE_END) & 0xFFFFFFFFL);
            if (people > 0 && people < k) {
                found.add(name + " of " + Long.toBinaryString(unknowns));
            }
        }

        int size() {
            return figures.values().stream().mapToInt(Set::size).sum();
        }
    }

    /** Reads all figures. @param who the unknowns of a unit's people who count for a scale or an item */
    private static void read(Seen seen, Tally.Released released, Who who) {
        for (ScaleResult scale : released.scales()) {
            long total = 0;
            for (UnitScore unit : scale.units()) {
                long people = who.of(scale.scale().id(), unit.unit());
                total |= people;
                if (unit.score().isPresent()) {
                    assertEquals(unit.score().get().n(), Long.bitCount(people), "who they are");
                    seen.add(scale.scale().id(), people);
                }
            }
            if (scale.total().isPresent()) {
                assertEquals(scale.total().get().n(), Long.bitCount(total), "who they are");
                seen.add(scale.scale().id(), total);
            }
        }
        for (ItemResult item : released.items()) {
            item.distribution().ifPresent(shown -> {
                long total = released.scales().getFirst().units().stream()
                        .mapToLong(unit -> who.of(item.item().id(), unit.unit()))
                        .reduce(0, (one, other) -> one | other);
                assertEquals(shown.n(), Long.bitCount(total), "who they are");
                seen.add(item.item().id(), total);
            });
        }
    }

    @FunctionalInterface
    private interface Who {
        long of(String scaleOrItem, String unit);
    }

    private static final List<String> A = List.of("a", "i-0", "i-1", "i-2");
    private static final List<String> B = List.of("b", "i-3", "i-4");

    private static boolean complete(Map<String, Answer> answers, String scaleOrItem) {
        List<String> together = A.contains(scaleOrItem) ? A : B.contains(scaleOrItem) ? B : List.of("", scaleOrItem);
        return answers.keySet().containsAll(together.subList(1, together.size()));
    }

    private static boolean counts(Map<String, Answer> answers, String scaleOrItem) {
        return switch (scaleOrItem) {
            case "a" -> answered(answers, 0, 3) >= 2;
            case "b" -> answered(answers, 3, 5) >= 1;
            case "all" -> answered(answers, 0, 5) >= 2;
            default -> answers.containsKey(scaleOrItem);
        };
    }

    private static long answered(Map<String, Answer> answers, int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> answers.containsKey("i-" + i))
                .count();
    }

    private static long unknowns(List<Person> people, boolean atTheEnd, Predicate<Person> which) {
        return people.stream()
                .filter(which)
                .mapToLong(person -> person.unknown(atTheEnd))
                .reduce(0, (one, other) -> one | other);
    }

    private static Tally.Released last(List<Person> people, int k, Optional<Unseen> unseen) {
        var tally = new Tally(ASKED, SCORING);
        people.forEach(person -> person.last().ifPresent(answers -> tally.add(person.unit(), answers)));
        return tally.released(k, unseen, LeftOut.nothing());
    }

    private static Who atTheEnd(List<Person> people) {
        return (figure, unit) -> unknowns(
                people,
                true,
                person -> person.unit().equals(unit)
                        && person.last().filter(said -> counts(said, figure)).isPresent());
    }

    /** The whole life of a wave, read after each answer and when it is over. */
    private static Seen watched(List<Person> people, int k) {
        var interim = new Interim(ASKED, SCORING);
        SequencedMap<String, InterimGroup> units = new LinkedHashMap<>();
        var batches = new HashMap<Person, Integer>();
        var seen = new Seen();
        for (Person person : people) {
            InterimGroup unit = units.computeIfAbsent(person.unit(), ignored -> new InterimGroup(interim, k));
            batches.put(person, unit.add(person.first()));
            // As kept between two answers.
            units.put(person.unit(), new InterimGroup(interim, k, unit.kept()));
            read(
                    seen,
                    interim.released(units, k),
                    (figure, name) -> unknowns(
                            people,
                            false,
                            each -> each.unit().equals(name)
                                    && batches.containsKey(each)
                                    && complete(each.first(), figure)
                                    && batches.get(each) <= units.get(name).through(interim.bundleOf(figure))));
        }
        var unseen = new UnseenTally(interim, units);
        people.forEach(
                person -> person.last().ifPresent(answers -> unseen.add(person.unit(), answers, batches.get(person))));
        read(seen, last(people, k, Optional.of(unseen.result())), atTheEnd(people));
        return seen;
    }

    @Test
    void noPairAndNoTripleOfReleasesTellsOfFewerThanTheSmallestGroup() {
        int figures = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            int k = 3 + round % 3;
            Seen seen = watched(people(random, false), k);
            assertEquals(List.of(), seen.recovered(k), "round " + round);
            figures += seen.size();
        }
        assertTrue(figures > 10 * ROUNDS, "there is something to subtract: " + figures);
    }

    @Test
    void norDoTheyWhenPeopleChangeOrTakeBackWhatTheySaid() {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(1_000 + round);
            int k = 3 + round % 3;
            assertEquals(List.of(), watched(people(random, true), k).recovered(k), "round " + round);
        }
    }

    /** The same planner against figures that simply count up. */
    @Test
    void aNaiveCounterTellsWhatEachPersonSays() {
        List<Person> people = people(new Random(7), false);
        var seen = new Seen();
        for (int finished = 1; finished <= people.size(); finished++) {
            List<Person> so = people.subList(0, finished);
            read(seen, last(so, 4, Optional.empty()), atTheEnd(so));
        }
        assertFalse(seen.recovered(4).isEmpty());
    }

    /** And against a total that has batches of its own: less the final result of one unit it is the one person of the other. */
    @Test
    void aTotalWithBatchesOfItsOwnTellsWhatOnePersonSays() {
        var seen = new Seen();
        long firstTenOfAll = 0b11_1111_1111;
        long finalOfTheUnitThatNineOfThemAreIn = 0b1_1111_1111;
        seen.add("a", firstTenOfAll);
        seen.add("a", finalOfTheUnitThatNineOfThemAreIn);
        assertTrue(
                seen.recovered(5).contains("a of 1000000000"), seen.recovered(5).toString());
    }

    /** Without counting who is new in the final figures, somebody who takes everything back uncovers the rest. */
    @Test
    void finalFiguresThatForgetWhatWasShownTellOfAFew() {
        var people = new ArrayList<Person>();
        for (int i = 0; i < 10; i++) {
            Map<String, Answer> said = ScoringVectorsTest.answers(1, 2, 3, 4, 5, 1);
            people.add(new Person(i, "Unit", said, i > 7 ? Optional.empty() : Optional.of(said)));
        }
        assertEquals(List.of(), watched(people, 5).recovered(5));
        var forgetful = new Seen();
        forgetful.add("a", 0b1_1111);
        read(forgetful, last(people, 5, Optional.empty()), atTheEnd(people));
        assertFalse(forgetful.recovered(5).isEmpty());
    }

    @Test
    void nothingIsShownBelowTwiceTheSmallestGroup() {
        var interim = new Interim(ASKED, SCORING);
        var unit = new InterimGroup(interim, 5);
        SequencedMap<String, InterimGroup> units = new LinkedHashMap<>(Map.of("Unit", unit));
        for (int finished = 1; finished <= 20; finished++) {
            unit.add(ScoringVectorsTest.answers(1 + finished % 5, 2, 3, 4, 5, 1));
            long shown = interim.released(units, 5)
                    .scales()
                    .getFirst()
                    .total()
                    .map(Score::n)
                    .orElse(0L);
            assertEquals(Math.max(0, 5L * (finished / 5 - 1)), shown, finished + " have finished");
        }
    }

    /** What is shown is what counting these very people in one go gives. */
    @Test
    void theFiguresAreThoseOfTheirPeople() {
        var interim = new Interim(ASKED, SCORING);
        var unit = new InterimGroup(interim, 5);
        var tally = new Tally(ASKED, SCORING);
        var random = new Random(3);
        for (int i = 0; i < 25; i++) {
            Map<String, Answer> answers =
                    ScoringVectorsTest.answers(random.ints(6, 1, 6).toArray());
            unit.add(answers);
            if (i < 20) {
                tally.add("Unit", answers);
            }
        }
        Tally.Released shown = interim.released(new LinkedHashMap<>(Map.of("Unit", unit)), 5);
        Tally.Released counted = tally.released(5);
        assertEquals(counted.items(), shown.items());
        for (int i = 0; i < 2; i++) {
            Score expected = counted.scales().get(i).total().orElseThrow();
            Score found = shown.scales().get(i).total().orElseThrow();
            assertEquals(expected.n(), found.n());
            assertEquals(expected.mean(), found.mean(), 1e-9);
            assertEquals(expected.variance(), found.variance(), 1e-9);
            assertEquals(
                    expected.interval().orElseThrow().low(),
                    found.interval().orElseThrow().low(),
                    1e-9);
        }
    }
}
