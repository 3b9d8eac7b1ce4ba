package org.takeup.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.delivery.Eventually;
import org.takeup.people.People;
import org.takeup.reach.Reaches;
import org.takeup.store.TenantCollection;

/** A step that goes out on the 4 February to some and on the 25 February to others; the test moves the clock. */
class EffectOwnDayIT extends StepsOut {
    private static final Instant LATE = Instant.parse("2026-02-25T10:00:00Z");
    private static final Instant TOO_LATE = Instant.parse("2026-03-10T10:00:00Z");
    private static final Instant ALL_OVER = Instant.parse("2026-03-13T10:00:00Z");
    /** In the two weeks after the first day, and in neither those before nor those after the other one. */
    private static final String AFTER_FIRST = "2026-02-06";
    /** In the two weeks after the other day only. */
    private static final String AFTER_LATE = "2026-03-04";

    private static String person(int learner) {
        return People.idOfRecord("lms-oneroster", "u" + learner);
    }

    private static List<Integer> learners(boolean held) {
        return IntStream.range(0, STAFF)
                .filter(i -> HALF.holds(person(i)) == held)
                .boxed()
                .toList();
    }

    private static List<Integer> north() {
        return IntStream.range(0, STAFF).filter(i -> i % 2 == 0).boxed().toList();
    }

    /** Every second one, beginning with the first or the other one. */
    private static List<Integer> half(List<Integer> of, int first) {
        return IntStream.range(0, of.size())
                .filter(i -> i % 2 == first)
                .mapToObj(of::get)
                .toList();
    }

    private static List<Integer> first(List<Integer> of, double share) {
        return of.subList(0, (int) Math.round(of.size() * share));
    }

    private static Set<Integer> all(List<Integer> some, List<Integer> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }

    private TenantCollection reach() {
        return workspace.collection(Reaches.COLLECTIONS.stream()
                .filter(each -> each.name().equals("step_reach"))
                .findFirst()
                .orElseThrow());
    }

    /** As if the mail had waited so long for these. */
    private void came(Made made, List<Integer> learners, Instant at) {
        for (int learner : learners) {
            assertTrue(reach().update(made.step() + ":" + person(learner), Updates.set("foundAt", Date.from(at))));
        }
    }

    private void neverCame(Made made, List<Integer> learners) {
        learners.forEach(each -> assertTrue(reach().delete(made.step() + ":" + person(each))));
    }

    private Made sent(String audience, String metric, boolean holdsOut) {
        Made made = made(audience);
        if (holdsOut) {
            holdsOut(made.plan(), HALF);
        }
        rewrite(made.plan(), Updates.set("steps.$[].metric", metric));
        send(made);
        return made;
    }

    private JsonNode figures(Made made) {
        JsonNode step = computed(made);
        assertEquals("SHOWN", step.path("state").asText(), step.toString());
        return step.path("measured").path("figures");
    }

    @Test
    void anEffectFromEachOnesOwnDayOnIsFoundWholeAndNotBeforeEverybodysWeeksAreOver() {
        learned(Set.of());
        Made made = sent(audience("All staff", "everybody"), "ACTIVE", true);
        List<Integer> spoken = learners(false);
        List<Integer> early = half(spoken, 0);
        List<Integer> late = half(spoken, 1);
        came(made, late, LATE);
        List<Integer> held = learners(true);
        Map<String, Set<Integer>> did = Map.of(
                AFTER_FIRST, all(first(early, 0.21), first(held, 0.1)),
                AFTER_LATE, all(first(late, 0.21), first(held, 0.1)));

        now.set(AFTER);
        learned(did);
        Eventually.holds("Not yet", SOON, () -> state(made).equals("TOO_EARLY"));
        String page = desk.page("/plans/" + made.plan() + "/effect");
        assertTrue(page.contains("It went out to some people later than to others"), page);
        assertTrue(page.contains("over on 12 March 2026") && !page.contains("% interval"), page);
        now.set(ALL_OVER);
        assertEquals("WAITING", state(made));
        learned(did);
        JsonNode figures = figures(made);
        assertEquals("RANDOMISED", figures.path("basis").asText());
        assertEquals(spoken.size(), figures.path("reached").asInt());
        assertEquals(spoken.size(), figures.path("treated").asInt());
        double response =
                (double) (first(early, 0.21).size() + first(late, 0.21).size()) / spoken.size();
        assertEquals(response, figures.path("response").asDouble(), 1e-9);
        assertEquals(0.11, figures.path("difference").asDouble(), 0.006);
        assertEquals(0, figures.path("before").asDouble(), 1e-9);
        assertEquals("2026-03-12", step(made).path("measured").path("until").asText());
        page = desk.page("/plans/" + made.plan() + "/effect");
        assertTrue(page.contains("from the day after it went out to each of them"), page);
        assertTrue(page.contains("Each person is counted from their own day"), page);
    }

    /** Three in ten more of all take part in March, spoken to or not: it is no effect. */
    @Test
    void whatAllDoMoreOfInALaterWeekIsInBothGroups() {
        learned(Set.of());
        Made made = sent(audience("All staff", "everybody"), "ACTIVE", true);
        List<Integer> early = half(learners(false), 0);
        List<Integer> late = half(learners(false), 1);
        came(made, late, LATE);
        List<Integer> held = learners(true);
        now.set(ALL_OVER);
        learned(Map.of(
                AFTER_FIRST, all(first(early, 0.21), first(held, 0.1)),
                AFTER_LATE, all(first(late, 0.51), first(held, 0.4))));
        // Chance deals the days: within five standard errors. Counted from one day it would be 0.26.
        assertEquals(0.11, figures(made).path("difference").asDouble(), 0.083);
    }

    @Test
    void whoNeverGotItIsNotReachedNorIsWhoGotItMuchTooLate() {
        learned(Set.of());
        Made drawn = sent(audience("All staff", "everybody"), "ACTIVE", true);
        List<Integer> spoken = learners(false);
        neverCame(drawn, spoken.subList(0, 20));
        came(drawn, spoken.subList(20, 23), TOO_LATE);
        now.set(AFTER);
        learned(Map.of(AFTER_FIRST, all(first(spoken, 0.2), List.of())));
        JsonNode figures = figures(drawn);
        assertEquals(spoken.size() - 23, figures.path("reached").asInt());
        assertEquals(spoken.size(), figures.path("treated").asInt(), "Chance put them there, and there they stay");
    }

    @Test
    void whoIsAlikeIsCountedByTheDayOfThePair() {
        learned(Set.of());
        Made made = sent(audience("The north", "unit:North"), "ACTIVE", false);
        List<Integer> late = half(north(), 1);
        came(made, late, LATE);
        List<Integer> never = first(half(north(), 0), 0.2);
        neverCame(made, never);
        List<Integer> early = new ArrayList<>(half(north(), 0));
        early.removeAll(never);
        now.set(ALL_OVER);
        learned(Map.of(AFTER_FIRST, new HashSet<>(first(early, 0.3)), AFTER_LATE, new HashSet<>(first(late, 0.3))));
        JsonNode figures = figures(made);
        assertEquals("MATCHED", figures.path("basis").asText(), figures.toString());
        assertEquals(270, figures.path("reached").asInt());
        assertEquals(270, figures.path("treated").asInt());
        assertEquals(270, figures.path("others").asInt());
        assertEquals(0.3, figures.path("difference").asDouble(), 1e-9);
        List<Member> members = new EffectStore(workspace).members(made.step(), LocalDate.EPOCH);
        Map<Integer, Set<LocalDate>> days = members.stream()
                .collect(Collectors.groupingBy(Member::pair, Collectors.mapping(Member::day, Collectors.toSet())));
        assertEquals(270, days.size());
        assertTrue(days.values().stream().allMatch(each -> each.size() == 1), "A pair has one day");
        assertEquals(
                Set.of(LocalDate.of(2026, 2, 4), LocalDate.of(2026, 2, 25)),
                members.stream().map(Member::day).collect(Collectors.toSet()));
    }

    /** Learning data knows days: what somebody begins on the day on which it reaches them counts nowhere. */
    @Test
    void whatBeginsOnTheVeryDayCountsNowhere() {
        learned(Set.of());
        Made made = sent(audience("All staff", "everybody"), "STARTED", true);
        List<Integer> early = half(learners(false), 0);
        List<Integer> late = half(learners(false), 1);
        came(made, late, LATE);
        now.set(ALL_OVER);
        var sameDay = Set.copyOf(early.subList(0, 40));
        var sameLateDay = Set.copyOf(late.subList(0, 40));
        var nextDay = Set.copyOf(early.subList(40, 60));
        var nextLateDay = Set.copyOf(late.subList(40, 60));
        learned(Map.of(
                "2026-02-04", sameDay,
                "2026-02-05", nextDay,
                // On the day after as well: that is nothing new for those who began on the day itself.
                "2026-02-06", sameDay,
                "2026-02-25", sameLateDay,
                "2026-02-26", nextLateDay));
        JsonNode figures = figures(made);
        int treated = figures.path("treated").asInt();
        assertEquals(40.0 / treated, figures.path("response").asDouble(), 1e-9);
        assertEquals(0, figures.path("before").asDouble(), 1e-9);
        String page = desk.page("/plans/" + made.plan() + "/effect");
        assertTrue(page.contains("What is done or begun on the day itself counts nowhere"), page);
    }

    @Test
    void whatTwoPeopleDidCannotBeToldFromTheSamePeopleByOtherDays() {
        learned(Set.of());
        String north = audience("The north", "unit:North");
        Made one = sent(north, "ACTIVE", false);
        Made other = sent(north, "ACTIVE", false);
        came(other, north().subList(0, 2), Instant.parse("2026-02-06T10:00:00Z"));
        now.set(AFTER);
        learned(Set.of(0, 2, 4, 6));
        assertEquals(
                Set.of("SHOWN", "WITHHELD"),
                Set.of(
                        computed(one).path("state").asText(),
                        computed(other).path("state").asText()));
        Made withheld = state(one).equals("WITHHELD") ? one : other;
        String page = desk.page("/plans/" + withheld.plan() + "/effect?from=" + withheld.step());
        assertTrue(page.contains("or are counted from another day") && !page.contains("% interval"), page);
    }

    /** Seven are gone, but two of them only of one group: its new figures beside the old ones would tell what these did. */
    @Test
    void figuresStayWhenAFewOfOneGroupAreErased() {
        learned(Set.of());
        Made made = sent(audience("The north", "unit:North"), "ACTIVE", false);
        now.set(AFTER);
        learned(Set.of(0, 2, 4, 6));
        JsonNode before = figures(made);
        assertEquals(300, before.path("treated").asInt());
        TenantCollection people = workspace.collection(EffectStore.PEOPLE);
        List<String> gone = Stream.of(0, 2, 1, 3, 5, 7, 9)
                .map(each -> made.step() + "/" + person(each))
                .toList();
        gone.forEach(each -> assertTrue(people.delete(each)));
        now.set(AFTER.plusSeconds(3_600));
        learned(Set.of(0, 2, 4, 6, 8));
        assertEquals(before, computed(made).path("measured").path("figures"));
        assertFalse(state(made).equals("WITHHELD"));
    }
}
