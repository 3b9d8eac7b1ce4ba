package org.takeup.plan.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rules of time that hold for all plans. */
class ScheduleTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Africa/Casablanca",
                        "Asia/Tehran",
                        "America/Sao_Paulo",
                        "Pacific/Apia",
                        "UTC")
                .map(ZoneId::of);
    }

    /** On each day once and in order, whatever clocks do. */
    @Property(tries = 300)
    void aLocalTimeIsDueOnceOnEachDay(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(max = 59) int minute) {
        LocalTime time = LocalTime.of(hour, minute);
        Instant before = Instant.MIN;
        for (int day = 0; day < 800; day++) {
            Instant due = Moments.at(START.plusDays(day), time, zone);
            assertTrue(due.isAfter(before), zone + " " + time + " " + START.plusDays(day));
            before = due;
        }
    }

    @Test
    void inSpringAndAutumnItIsDueOnce() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalTime night = LocalTime.of(2, 30);
        assertEquals(Instant.parse("2026-03-29T01:30:00Z"), Moments.at(LocalDate.of(2026, 3, 29), night, berlin));
        assertEquals(Instant.parse("2026-10-25T00:30:00Z"), Moments.at(LocalDate.of(2026, 10, 25), night, berlin));
    }

    @Property(tries = 300)
    void aSeriesStaysOnItsWeekdayAndWithinItsEnd(
            @ForAll @IntRange(min = 1, max = 52) int weeks,
            @ForAll @IntRange(max = 800) int length,
            @ForAll @IntRange(max = 365) int offset) {
        LocalDate first = START.plusDays(offset);
        List<LocalDate> days = new Recurrence(weeks, first.plusDays(length)).days(first);
        assertEquals(first, days.getFirst());
        assertTrue(days.size() <= Recurrence.MOST_TIMES);
        assertEquals(Math.min(Recurrence.MOST_TIMES, 1 + length / (7 * weeks)), days.size());
        for (int n = 0; n < days.size(); n++) {
            assertEquals(first.plusWeeks((long) n * weeks), days.get(n));
            assertFalse(days.get(n).isAfter(first.plusDays(length)));
        }
        assertEquals(new HashSet<>(days).size(), days.size());
    }

    @Property(tries = 300)
    void movingASeriesMovesEachOfItsDays(
            @ForAll @IntRange(min = 1, max = 8) int weeks,
            @ForAll @IntRange(max = 300) int length,
            @ForAll @IntRange(min = -200, max = 200) int by) {
        var series = new Recurrence(weeks, START.plusDays(length));
        List<LocalDate> moved = series.moved(by).days(START.plusDays(by));
        assertEquals(series.days(START).stream().map(day -> day.plusDays(by)).toList(), moved);
    }

    @Provide
    Arbitrary<String> regions() {
        return Arbitraries.of(
                Holidays.standard().regions().stream().map(Holidays.Region::id).toList());
    }

    /** The next working day is one, is the earliest, and never overtakes another's. */
    @Property(tries = 500)
    void theNextWorkingDayKeepsTheOrder(
            @ForAll("regions") String region,
            @ForAll @IntRange(max = 3_000) int one,
            @ForAll @IntRange(max = 40) int later) {
        var days = new WorkingDays(Holidays.standard(), region, List.of());
        LocalDate day = START.plusDays(one);
        LocalDate next = days.onOrAfter(day, "");
        assertTrue(days.off(next, "").isEmpty());
        assertTrue(next.getDayOfWeek() != DayOfWeek.SATURDAY && next.getDayOfWeek() != DayOfWeek.SUNDAY);
        for (LocalDate skipped = day; skipped.isBefore(next); skipped = skipped.plusDays(1)) {
            assertTrue(days.off(skipped, "").isPresent());
        }
        assertEquals(next, days.onOrAfter(next, ""));
        assertFalse(days.onOrAfter(day.plusDays(later), "").isBefore(next));
    }

    /** A plan whose steps wait for earlier ones only, so that there is no circle. */
    private static List<Dependencies.Task> tasks(Random random, int size) {
        var tasks = new ArrayList<Dependencies.Task>();
        var day = START;
        for (int n = 0; n < size; n++) {
            day = day.plusDays(random.nextInt(4));
            Set<String> before = new HashSet<>();
            for (int k = 0; k < Math.min(n, 3); k++) {
                if (random.nextBoolean()) {
                    before.add("t" + random.nextInt(n));
                }
            }
            tasks.add(new Dependencies.Task("t" + n, day, before));
        }
        return tasks;
    }

    /** Whatever was in order before is in order afterwards, and nothing moves that waits for nothing of it. */
    @Property(tries = 500)
    void movingAlongKeepsTheOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = -60, max = 60) int by,
            @ForAll("regions") String region) {
        var random = new Random(seed);
        List<Dependencies.Task> tasks = tasks(random, size);
        var days = new WorkingDays(Holidays.standard(), region, List.of());
        Dependencies.Task first = tasks.get(random.nextInt(size));
        var dependencies = new Dependencies(tasks);
        Map<String, LocalDate> moved =
                dependencies.moved(first.id(), first.on().plusDays(by), (id, day) -> days.onOrAfter(day, ""));
        assertEquals(1 + dependencies.after(first.id()).size(), moved.size());
        for (Dependencies.Task task : tasks) {
            if (!moved.containsKey(task.id()) || task.id().equals(first.id())) {
                continue;
            }
            LocalDate now = moved.get(task.id());
            for (String before : task.waitsFor()) {
                LocalDate its = moved.getOrDefault(
                        before, tasks.get(Integer.parseInt(before.substring(1))).on());
                assertFalse(now.isBefore(its), task + " before " + before);
            }
        }
    }

    @Property(tries = 300)
    void aCircleIsNamedAndIsOne(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int size) {
        var random = new Random(seed);
        List<Dependencies.Task> tasks = new ArrayList<>(tasks(random, size));
        assertEquals(Optional.empty(), new Dependencies(tasks).circle());
        // The first waits for the last, and the last for the first.
        tasks.set(0, new Dependencies.Task("t0", START, Set.of("t" + (size - 1))));
        Dependencies.Task last = tasks.getLast();
        Set<String> before = new HashSet<>(last.waitsFor());
        before.add("t0");
        tasks.set(size - 1, new Dependencies.Task(last.id(), last.on(), before));
        List<String> circle = new Dependencies(tasks).circle().orElseThrow();
        for (int n = 0; n < circle.size(); n++) {
            String next = circle.get((n + 1) % circle.size());
            String at = circle.get(n);
            assertTrue(
                    tasks.stream()
                            .filter(task -> task.id().equals(at))
                            .anyMatch(task -> task.waitsFor().contains(next)),
                    circle.toString());
        }
    }

    @Test
    void aChainOfFiveThousandIsLookedThrough() {
        var tasks = new ArrayList<Dependencies.Task>();
        for (int n = 0; n < 5_000; n++) {
            tasks.add(new Dependencies.Task("t" + n, START, n == 0 ? Set.of() : Set.of("t" + (n - 1))));
        }
        var dependencies = new Dependencies(tasks);
        assertEquals(Optional.empty(), dependencies.circle());
        assertEquals(
                5_000,
                dependencies.moved("t0", START.plusDays(1), (id, day) -> day).size());
        tasks.set(0, new Dependencies.Task("t0", START, Set.of("t4999")));
        assertEquals(5_000, new Dependencies(tasks).circle().orElseThrow().size());
    }
}
