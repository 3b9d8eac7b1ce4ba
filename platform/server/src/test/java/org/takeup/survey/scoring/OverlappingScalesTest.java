package org.takeup.survey.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/**
 * An attacker who knows who answered which statements and has every published sum: of scales, in all and by unit, and of
 * statements. They add and subtract them as they like. Whatever comes out may rest on nobody's answers, or on those of the
 * smallest group at least. Searched through completely, by ranks of matrices, which is not how the platform searches.
 */
class OverlappingScalesTest {
    private static final int SMALLEST = 3;
    private static final int ITEMS = 5;
    private static final int MANY_ITEMS = 12;
    private static final Questionnaire ASKED = ScoringSamples.ratings(MANY_ITEMS);
    private static final List<ScoringModel> MODELS = List.of(
            new ScoringModel(List.of(scale("a", 1, 0, 1), scale("b", 2, 2, 3, 4))),
            new ScoringModel(List.of(scale("a", 1, 0, 1), scale("b", 1, 1, 2))),
            new ScoringModel(List.of(scale("a", 1, 0, 1), scale("b", 1, 2, 3), scale("all", 2, 0, 1, 2, 3))),
            new ScoringModel(List.of(scale("a", 1, 0, 1), scale("b", 2, 1, 2, 3), scale("c", 1, 3, 4))),
            // A sum and a difference of the same two, as "how bad" and "worse with others than with us" are.
            new ScoringModel(List.of(scale("a", 1, 0, 1), difference("gap", 0, 1), scale("b", 2, 1, 2, 3))),
            new ScoringModel(List.of(difference("gap", 0, 1), difference("other", 2, 3), scale("all", 2, 0, 1, 2, 3))));

    private static Scale scale(String id, int minAnswered, Integer... items) {
        return ScoringSamples.scale(id, List.of(items), minAnswered, item -> false);
    }

    /** How much more one is rated than the other by whoever rated both. */
    private static Scale difference(String id, int one, int other) {
        return ScoringSamples.scale(id, List.of(one, other), 2, item -> item == other);
    }

    /** Somebody, with the statements that they answered. */
    private record Person(String unit, Map<String, Answer> answers) {}

    /** Who did the same: what an attacker can tell apart. */
    private record Kind(String unit, List<Integer> answered) {}

    @Test
    void nothingThatIsPublishedAddsUpToTheAnswersOfAFew() {
        var random = new Random(20261127);
        int attacked = 0;
        int needless = 0;
        int kept = 0;
        int given = 0;
        for (int round = 0; round < 600; round++) {
            ScoringModel scoring = MODELS.get(round % MODELS.size());
            List<Person> people = people(random);
            boolean tells = leak(scoring, people, LeftOut.nothing()).isPresent();
            attacked += tells ? 1 : 0;
            LeftOut leftOut = leftOut(scoring, people);
            needless += !tells && !leftOut.isNothing() ? 1 : 0;
            List<Person> counted = counted(leftOut, people);
            Optional<String> leak = leak(scoring, people, leftOut);
            assertTrue(leak.isEmpty(), "round " + round + ": " + leak);
            given += answers(people);
            kept += answers(counted);
        }
        assertTrue(attacked > 100, "there was something to find: " + attacked);
        assertTrue(kept > given / 3, "and not all was thrown away: " + kept + " of " + given);
        assertEquals(0, needless, "waves in which there was nothing to find keep everything");
    }

    /** Waves in which nearly everybody skips something else, so that the few have to be told from many. */
    @Test
    void norDoesItInWavesOfManyStatementsInWhichEverybodySkipsSomethingElse() {
        var random = new Random(20261128);
        ScoringModel scoring = new ScoringModel(List.of(
                scale("a", 2, 0, 1, 2),
                scale("b", 1, 3, 4, 5),
                scale("c", 2, 6, 7, 8),
                scale("d", 2, 9, 10, 11),
                scale("all", 6, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));
        int attacked = 0;
        int cells = 0;
        for (int round = 0; round < 40; round++) {
            List<Person> people = new ArrayList<>();
            int skipped = 3 + random.nextInt(9);
            for (int i = 24 + random.nextInt(12); i > 0; i--) {
                people.addAll(many(
                        1,
                        "Unit " + random.nextInt(3),
                        IntStream.range(0, MANY_ITEMS)
                                .filter(item -> random.nextInt(100) >= skipped)
                                .toArray()));
            }
            attacked += leak(scoring, people, LeftOut.nothing()).isPresent() ? 1 : 0;
            LeftOut leftOut = leftOut(scoring, people);
            Optional<String> leak = leak(scoring, people, leftOut);
            assertTrue(leak.isEmpty(), "round " + round + ": " + leak);
            Scale index = scoring.scales().getLast();
            cells += (int) IntStream.range(0, 3)
                    .filter(unit -> leftOut.isTold(index, "Unit " + unit))
                    .count();
        }
        assertTrue(attacked > 10, "there was something to find: " + attacked);
        assertTrue(cells > 40, "most scores of units on the index are told: " + cells + " of 120");
    }

    private static int answers(List<Person> people) {
        return people.stream().mapToInt(person -> person.answers().size()).sum();
    }

    /** Two units; few habits of skipping, so that many skip alike. */
    private static List<Person> people(Random random) {
        var habits = new ArrayList<boolean[]>();
        for (int i = 0; i < 3; i++) {
            var habit = new boolean[ITEMS];
            for (int item = 0; item < ITEMS; item++) {
                habit[item] = random.nextInt(3) > 0;
            }
            habits.add(habit);
        }
        habits.add(new boolean[] {true, true, true, true, true});
        var people = new ArrayList<Person>();
        for (int i = 6 + random.nextInt(14); i > 0; i--) {
            boolean[] habit = habits.get(random.nextInt(habits.size()));
            var answers = new HashMap<String, Answer>();
            for (int item = 0; item < ITEMS; item++) {
                if (habit[item]) {
                    answers.put("i-" + item, new Answer.Rating(1 + random.nextInt(5)));
                }
            }
            people.add(new Person(random.nextInt(3) == 0 ? "North" : "South", answers));
        }
        return people;
    }

    private static LeftOut leftOut(ScoringModel scoring, List<Person> people) {
        var gaps = new Gaps(scoring, SMALLEST);
        people.forEach(person -> gaps.add(person.unit(), person.answers()));
        return gaps.leftOut();
    }

    private static List<Person> counted(LeftOut leftOut, List<Person> people) {
        return people.stream()
                .map(person -> new Person(person.unit(), leftOut.counted(person.unit(), person.answers())))
                .toList();
    }

    /** What an attacker finds about fewer people than the smallest group; empty if there is nothing. */
    private static Optional<String> leak(ScoringModel scoring, List<Person> people, LeftOut leftOut) {
        List<Person> counted = counted(leftOut, people);
        var tally = new Tally(ASKED, scoring);
        counted.forEach(person -> tally.add(person.unit(), person.answers()));
        Tally.Released released = tally.released(SMALLEST, Optional.empty(), leftOut);
        // Who did the same before anything was left out counts the same.
        Map<Kind, Integer> kinds = new LinkedHashMap<>();
        Map<Kind, Person> example = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            var kind = new Kind(people.get(i).unit(), answered(people.get(i)));
            kinds.merge(kind, 1, Integer::sum);
            example.put(kind, counted.get(i));
        }
        List<Kind> all = List.copyOf(kinds.keySet());
        List<double[]> rows = new ArrayList<>();
        List<Integer> of = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (double[] row : rows(scoring, released, example.get(all.get(i)))) {
                rows.add(row);
                of.add(i);
            }
        }
        int whole = rank(rows);
        return few(all, kinds, 0, new HashSet<>(), SMALLEST - 1)
                .filter(few -> {
                    List<double[]> others = new ArrayList<>();
                    for (int i = 0; i < rows.size(); i++) {
                        if (!few.contains(of.get(i))) {
                            others.add(rows.get(i));
                        }
                    }
                    return rank(others) < whole;
                })
                .findFirst()
                .map(few -> few.stream().map(all::get).toList() + " of " + kinds + " with " + scoring);
    }

    /** All kinds of people who together are fewer than the smallest group, by their numbers. */
    private static Stream<Set<Integer>> few(
            List<Kind> all, Map<Kind, Integer> kinds, int from, Set<Integer> chosen, int room) {
        Stream<Set<Integer>> more = IntStream.range(from, all.size())
                .filter(i -> kinds.getOrDefault(all.get(i), 0) <= room)
                .boxed()
                .flatMap(i -> {
                    var next = new HashSet<>(chosen);
                    next.add(i);
                    return few(all, kinds, i + 1, next, room - kinds.getOrDefault(all.get(i), 0));
                });
        return chosen.isEmpty() ? more : Stream.concat(Stream.of(chosen), more);
    }

    private static List<Integer> answered(Person person) {
        List<Integer> answered = new ArrayList<>();
        for (int item = 0; item < MANY_ITEMS; item++) {
            if (person.answers().containsKey("i-" + item)) {
                answered.add(item);
            }
        }
        return answered;
    }

    /** A row for each answer: how much of it is in each published sum. */
    private static List<double[]> rows(ScoringModel scoring, Tally.Released released, Person person) {
        Map<String, Integer> places = new TreeMap<>();
        for (ScaleResult scale : released.scales()) {
            if (scale.total().isPresent()) {
                places.put(scale.scale().id(), places.size());
            }
            scale.units().stream()
                    .filter(unit -> unit.score().isPresent())
                    .forEach(unit -> places.put(scale.scale().id() + " " + unit.unit(), places.size()));
        }
        for (ItemResult item : released.items()) {
            if (item.distribution().isPresent()) {
                places.put(item.item().id(), places.size());
            }
        }
        List<Integer> answered = answered(person);
        List<double[]> rows = new ArrayList<>();
        for (int item : answered) {
            var row = new double[places.size()];
            put(row, places, "i-" + item, 1);
            for (Scale scale : scoring.scales()) {
                List<Integer> own = scale.items().stream()
                        .map(ref -> Integer.parseInt(ref.itemId().substring(2)))
                        .filter(answered::contains)
                        .toList();
                if (own.contains(item) && own.size() >= scale.minAnswered()) {
                    // A turned answer counts down; what it is turned from is the same for everybody.
                    double share = (isTurned(scale, item) ? -1.0 : 1.0) / own.size();
                    put(row, places, scale.id(), share);
                    put(row, places, scale.id() + " " + person.unit(), share);
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static boolean isTurned(Scale scale, int item) {
        return scale.items().stream().anyMatch(ref -> ref.itemId().equals("i-" + item) && ref.reverse());
    }

    private static void put(double[] row, Map<String, Integer> places, String figure, double share) {
        Integer place = places.get(figure);
        if (place != null) {
            row[place] = share;
        }
    }

    private static int rank(List<double[]> rows) {
        List<double[]> left = new ArrayList<>();
        rows.forEach(row -> left.add(row.clone()));
        int columns = rows.isEmpty() ? 0 : rows.getFirst().length;
        int rank = 0;
        for (int column = 0; column < columns; column++) {
            int pivot = -1;
            for (int i = rank; i < left.size(); i++) {
                if (Math.abs(left.get(i)[column]) > 1e-9
                        && (pivot < 0 || Math.abs(left.get(i)[column]) > Math.abs(left.get(pivot)[column]))) {
                    pivot = i;
                }
            }
            if (pivot >= 0) {
                double[] best = left.get(pivot);
                left.set(pivot, left.get(rank));
                left.set(rank, best);
                for (int i = rank + 1; i < left.size(); i++) {
                    double times = left.get(i)[column] / best[column];
                    for (int j = column; j < columns; j++) {
                        left.get(i)[j] -= times * best[j];
                    }
                }
                rank++;
            }
        }
        return rank;
    }

    private static List<Person> many(int people, String unit, int... answered) {
        List<Person> many = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            var answers = new HashMap<String, Answer>();
            for (int item : answered) {
                answers.put("i-" + item, new Answer.Rating(1 + (i + item) % 5));
            }
            many.add(new Person(unit, answers));
        }
        return many;
    }

    private static void assertMended(ScoringModel scoring, List<List<Person>> parts) {
        List<Person> people = parts.stream().flatMap(List::stream).toList();
        assertTrue(leak(scoring, people, LeftOut.nothing()).isPresent(), "the attack works when all is counted");
        LeftOut leftOut = leftOut(scoring, people);
        List<Person> counted = counted(leftOut, people);
        assertEquals(Optional.empty(), leak(scoring, people, leftOut));
        assertTrue(answers(counted) >= answers(people) - 2 * ITEMS, "no more than the few are left out");
    }

    @Test
    void anIndexAndItsPartsDoNotTellWhoSkippedInOnePartOnly() {
        // Ten skip one statement of each part; one skips a statement of the first part only. Each scale has gaps of
        // many.
        assertMended(MODELS.get(2), List.of(many(20, "", 0, 1, 2, 3, 4), many(10, "", 0, 2), many(1, "", 0, 2, 3)));
    }

    @Test
    void aSumAndADifferenceOfTheSameTwoDoNotTellWhoRatedOneOnly() {
        // Sum and difference give each of the two by itself: those who rated only the first are told from those who
        // rated only the second, though they are many together.
        assertMended(MODELS.get(4), List.of(many(12, "", 0, 1), many(1, "", 0), many(9, "", 1)));
    }

    @Test
    void aStatementThatAllButOneSkippedDoesNotTellThatOne() {
        assertMended(MODELS.get(1), List.of(many(12, "", 0, 1), many(1, "", 0, 1, 2)));
    }

    @Test
    void aUnitInWhichAllSkippedTheSameDoesNotTellTheOnlyOneOfAnother() {
        assertMended(MODELS.get(0), List.of(many(10, "North", 1), many(9, "South", 0, 1), many(1, "South", 1)));
    }

    @Test
    void anIndexIsNotToldApartByUnitWhereItsPartsAreAndAFewSkippedSomething() {
        ScoringModel scoring = MODELS.get(2);
        List<Person> people = new ArrayList<>();
        for (String unit : List.of("East", "North", "South")) {
            people.addAll(many(8, unit, 0, 1, 2, 3, 4));
            people.addAll(many(1, unit, 0, 2, 3));
        }
        assertTrue(leak(scoring, people, LeftOut.nothing()).isPresent(), "the attack works when all is counted");
        LeftOut leftOut = leftOut(scoring, people);
        assertEquals(Optional.empty(), leak(scoring, people, leftOut));
        assertEquals(people, counted(leftOut, people), "everybody counts");
        var tally = new Tally(ASKED, scoring);
        people.forEach(person -> tally.add(person.unit(), person.answers()));
        Tally.Released released = tally.released(SMALLEST, Optional.empty(), leftOut);
        for (ScaleResult scale : released.scales()) {
            boolean index = scale.scale().id().equals("all");
            assertTrue(scale.total().isPresent());
            assertEquals(
                    index ? 0 : 3,
                    scale.units().stream()
                            .filter(unit -> unit.score().isPresent())
                            .count());
            assertEquals(3, scale.units().size());
        }
    }

    /** The scores of units on the index that are told. */
    private static List<String> told(ScoringModel scoring, List<Person> people) {
        LeftOut leftOut = leftOut(scoring, people);
        assertEquals(Optional.empty(), leak(scoring, people, leftOut));
        assertEquals(people, counted(leftOut, people), "everybody counts");
        return Stream.of("East", "North", "South", "West")
                .filter(unit -> leftOut.isTold(scoring.scales().getLast(), unit))
                .toList();
    }

    @Test
    void onlyUnitsInWhichAFewSkippedLoseTheirScoreOnTheIndex() {
        ScoringModel scoring = MODELS.get(2);
        List<Person> people = new ArrayList<>();
        for (String unit : List.of("East", "North", "South", "West")) {
            people.addAll(many(8, unit, 0, 1, 2, 3, 4));
        }
        people.addAll(many(4, "East", 0, 2, 3));
        people.addAll(many(2, "North", 0, 2, 3));
        people.addAll(many(1, "South", 0, 2, 3));
        people.addAll(many(3, "West", 0, 1, 3));
        assertEquals(List.of("East", "West"), told(scoring, people));
    }

    @Test
    void aSingleSuchUnitIsHiddenWithAnotherOneSoThatTheTotalDoesNotTell() {
        ScoringModel scoring = MODELS.get(2);
        List<Person> people = new ArrayList<>();
        people.addAll(many(9, "East", 0, 1, 2, 3, 4));
        people.addAll(many(8, "North", 0, 1, 2, 3, 4));
        people.addAll(many(7, "South", 0, 1, 2, 3, 4));
        people.addAll(many(9, "West", 0, 1, 2, 3, 4));
        people.addAll(many(3, "East", 0, 2, 3));
        people.addAll(many(3, "North", 0, 2, 3));
        people.addAll(many(1, "South", 0, 2, 3));
        people.addAll(many(3, "West", 0, 1, 3));
        assertEquals(List.of("East", "West"), told(scoring, people));
    }

    /** Strands of five statements each. */
    private static List<Scale> strands() {
        List<Scale> scales = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            scales.add(scale("s" + i, 3, 5 * i, 5 * i + 1, 5 * i + 2, 5 * i + 3, 5 * i + 4));
        }
        return scales;
    }

    /** And an index of all. */
    private static List<Scale> withIndex() {
        List<Scale> scales = strands();
        scales.add(scale("all", 15, IntStream.range(0, 30).boxed().toArray(Integer[]::new)));
        return scales;
    }

    /** Indexes whose details have two statements each, as the survey of what stops people has them. */
    private static List<Scale> withDetails() {
        List<Scale> scales = new ArrayList<>();
        scales.add(scale("one", 8, IntStream.range(0, 16).boxed().toArray(Integer[]::new)));
        scales.add(scale("two", 7, IntStream.range(16, 30).boxed().toArray(Integer[]::new)));
        for (int i = 0; i < 15; i++) {
            Scale detail = scale("d" + i, 1 + i % 2, 2 * i, 2 * i + 1);
            scales.add(new Scale(
                    detail.id(),
                    detail.name(),
                    detail.meaning(),
                    detail.items(),
                    detail.minAnswered(),
                    true,
                    i < 8 ? "one" : "two"));
        }
        return scales;
    }

    /** Two ratings of each of fifteen things: how bad, and how much worse one is; and both over all, as the same survey has. */
    private static List<Scale> withDifferences() {
        List<Scale> scales = new ArrayList<>(withDetails().subList(0, 2));
        List<Integer> all = IntStream.range(0, 30).boxed().toList();
        scales.add(ScoringSamples.scale("gap", all, 15, item -> item % 2 == 1));
        for (int i = 0; i < 15; i++) {
            scales.add(within(scale("d" + i, 1, 2 * i, 2 * i + 1), i < 8 ? "one" : "two"));
            scales.add(within(difference("gap" + i, 2 * i, 2 * i + 1), "gap"));
        }
        return scales;
    }

    private static Scale within(Scale detail, String whole) {
        return new Scale(
                detail.id(), detail.name(), detail.meaning(), detail.items(), detail.minAnswered(), true, whole);
    }

    /**
     * A wave in which each statement is skipped by three in a hundred.
     *
     * @param apart the scales that have to be told apart by unit
     * @param atLeast the share of the answers that has to count
     */
    private static void ordinary(int howMany, int units, List<Scale> scales, Predicate<Scale> apart) {
        ordinary(howMany, units, scales, apart, 0.98);
    }

    private static void ordinary(int howMany, int units, List<Scale> scales, Predicate<Scale> apart, double atLeast) {
        var random = new Random(howMany);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            int[] answered = IntStream.range(0, 30)
                    .filter(each -> random.nextInt(100) > 2)
                    .toArray();
            people.addAll(many(1, "Unit " + random.nextInt(units), answered));
        }
        var gaps = new Gaps(new ScoringModel(scales), 5);
        people.forEach(person -> gaps.add(person.unit(), person.answers()));
        LeftOut leftOut = gaps.leftOut();
        int given = answers(people);
        int kept = answers(counted(leftOut, people));
        assertTrue(kept >= given * atLeast, kept + " of " + given);
        scales.forEach(scale -> assertTrue(leftOut.isShown(scale), scale.id()));
        scales.stream()
                .filter(apart)
                .forEach(scale -> IntStream.range(0, units)
                        .forEach(unit -> assertTrue(leftOut.isTold(scale, "Unit " + unit), scale.id())));
    }

    @Test
    void ordinaryWavesKeepTheirAnswers() {
        int[] units = {6, 12, 20, 40, 100};
        int[] sizes = {72, 72, 300, 1_000, 3_000};
        for (int i = 0; i < sizes.length; i++) {
            ordinary(sizes[i], units[i], strands(), scale -> true);
            boolean large = sizes[i] >= 300;
            ordinary(
                    sizes[i],
                    units[i],
                    withIndex(),
                    scale -> large || !scale.id().equals("all"));
            ordinary(sizes[i], units[i], withDetails(), scale -> scale.within().isEmpty());
            ordinary(
                    sizes[i],
                    units[i],
                    withDifferences(),
                    scale -> scale.within().isEmpty(),
                    0.97);
        }
    }

    @Test
    void manyStatementsAndScalesAreGoneThroughInTime() {
        List<Scale> scales = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<Integer> own = List.of(3 * i, 3 * i + 1, 3 * i + 2);
            all.addAll(own);
            scales.add(ScoringSamples.scale("s" + i, own, 1, item -> false));
        }
        scales.add(ScoringSamples.scale("all", all, 18, item -> false));
        var gaps = new Gaps(new ScoringModel(scales), 10);
        var random = new Random(1);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            people.addAll(many(
                    1,
                    "Unit " + random.nextInt(30),
                    all.stream()
                            .mapToInt(each -> each)
                            .filter(each -> random.nextInt(4) > 0)
                            .toArray()));
        }
        people.forEach(person -> gaps.add(person.unit(), person.answers()));
        LeftOut leftOut = gaps.leftOut();
        people.forEach(person -> {
            Map<String, Answer> once = leftOut.counted(person.unit(), person.answers());
            assertEquals(once, leftOut.counted(person.unit(), once));
        });
    }
}
