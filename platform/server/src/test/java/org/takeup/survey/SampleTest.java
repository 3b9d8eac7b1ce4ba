package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** A draw has the right size, can be repeated, and gives everybody the same chance. */
class SampleTest {
    private static final List<String> UNITS = List.of("", "Sales", "Works", "A.$unit");

    /** People with units, a third of them in the first. */
    private static List<Map.Entry<String, String>> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> Map.entry("person-" + n, UNITS.get(n % 3 == 0 ? 0 : n % UNITS.size())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Set<String> drawn(Sample sample, List<Map.Entry<String, String>> people) {
        Map<String, String> limits = sample.limits(people);
        return people.stream()
                .filter(person -> sample.includes(limits, person.getKey(), person.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Property(tries = 200)
    void asManyAreDrawnAsWereAskedForOrAsThereAre(
            @ForAll @IntRange(max = 400) int count,
            @ForAll @IntRange(min = 1, max = 500) int number,
            @ForAll boolean byUnit,
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String seed) {
        var sample = new Sample(number, false, byUnit, seed);
        assertEquals(Math.min(count, number), drawn(sample, people(count)).size());
    }

    @Property(tries = 200)
    void aPercentageIsRoundedHalfUpAndAtLeastOne(
            @ForAll @IntRange(min = 1, max = 400) int count,
            @ForAll @IntRange(min = 1, max = 100) int percent,
            @ForAll boolean byUnit) {
        int drawn =
                drawn(new Sample(percent, true, byUnit, "seed"), people(count)).size();
        assertEquals(Math.max(1, Math.round(count * percent / 100f)), drawn);
    }

    @Property(tries = 100)
    void theDirectorysOrderPlaysNoPart(
            @ForAll @IntRange(min = 1, max = 300) int count, @ForAll boolean byUnit, @ForAll long order) {
        var sample = new Sample(50, false, byUnit, "again");
        List<Map.Entry<String, String>> people = people(count);
        Set<String> once = drawn(sample, people);
        Collections.shuffle(people, new Random(order));
        assertEquals(once, drawn(sample, people));
    }

    @Property(tries = 100)
    void eachUnitHasItsShareOrOneMore(
            @ForAll @IntRange(min = 1, max = 300) int count, @ForAll @IntRange(min = 1, max = 300) int number) {
        var sample = new Sample(number, false, true, "units");
        List<Map.Entry<String, String>> people = people(count);
        Set<String> drawn = drawn(sample, people);
        var sizes = new TreeMap<String, Long>();
        people.forEach(person -> sizes.merge(person.getValue(), 1L, Long::sum));
        sizes.forEach((unit, size) -> {
            long in = people.stream()
                    .filter(person -> person.getValue().equals(unit) && drawn.contains(person.getKey()))
                    .count();
            long share = size * Math.min(number, count) / count;
            assertTrue(in == share || in == share + 1, () -> in + " of " + size + " where " + share + " are due");
        });
    }

    /** 2,000 draws of 10 of 50: chi-square with 49 degrees of freedom is below 94.6 but once in ten thousand times. */
    @Test
    void everybodyIsDrawnAboutEquallyOften() {
        List<Map.Entry<String, String>> people = people(50);
        var times = new TreeMap<String, Integer>();
        for (int seed = 0; seed < 2_000; seed++) {
            drawn(new Sample(10, false, false, "s" + seed), people)
                    .forEach(person -> times.merge(person, 1, Integer::sum));
        }
        double expected = 2_000 * 10 / 50.0;
        double chi = people.stream()
                .mapToDouble(person -> Math.pow(times.getOrDefault(person.getKey(), 0) - expected, 2) / expected)
                .sum();
        assertTrue(chi < 94.6, () -> "chi-square is " + chi);
    }

    @Test
    void aDrawCanBeRepeatedByAnybodyWhoKnowsTheSeed() {
        // sha256sum of "takeup-sample:spring:person-1", as any shell computes it.
        var sample = new Sample(1, false, false, "spring");
        assertEquals("551c2f29831a41d8", sample.place("person-1").substring(0, 16));
    }

    @Test
    void whoJoinsLaterHasTheSameChanceAndChangesNothingForTheOthers() {
        var sample = new Sample(50, true, false, "later");
        Map<String, String> limits = sample.limits(people(200));
        Set<String> before = drawn(sample, people(200));
        long more = people(400).stream()
                .filter(person -> !before.contains(person.getKey()))
                .filter(person -> sample.includes(limits, person.getKey(), person.getValue()))
                .count();
        assertTrue(more > 60 && more < 140, () -> more + " of 200 more");
    }

    @Test
    void whatIsNoSampleIsRefusedInWords() {
        for (int number : new int[] {0, -1, 101}) {
            assertThrows(IllegalArgumentException.class, () -> new Sample(number, true, false, "s"));
        }
        assertThrows(IllegalArgumentException.class, () -> new Sample(5, false, false, "two words"));
        assertFalse(new Sample(5, false, false, "s").includes(Map.of(), "anybody", ""));
    }
}
