package org.takeup.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.takeup.plugin.api.plan.Messenger;

/** By which day each of a draw is counted. */
class ReachedTest {
    private static final LocalDate STEP = LocalDate.of(2026, 2, 4);

    private static List<Member> draw(int treated, int others) {
        var members = new ArrayList<Member>();
        for (int i = 0; i < treated + others; i++) {
            members.add(new Member("p" + i, i % 3 == 0 ? "North" : "South", i < treated, 0, STEP));
        }
        return members;
    }

    /** The first so many of those spoken to, on days that go round. */
    private static Reached reached(int many, int days) {
        var reached = new HashMap<String, LocalDate>();
        for (int i = 0; i < many; i++) {
            reached.put("p" + i, STEP.plusDays(i % days));
        }
        return new Reached(reached, Messenger.PEER);
    }

    private static Map<LocalDate, Long> days(List<Member> members, boolean treated) {
        return members.stream()
                .filter(each -> each.treated() == treated)
                .collect(Collectors.groupingBy(Member::day, Collectors.counting()));
    }

    @Property(tries = 200)
    void eachDayHasTheSamePartOfBothGroups(
            @ForAll @IntRange(min = 1, max = 80) int treated,
            @ForAll @IntRange(min = 1, max = 80) int others,
            @ForAll @IntRange(min = 1, max = 28) int days) {
        Reached reached = reached(treated, days);
        List<Member> dated = reached.dated(draw(treated, others), "seed", STEP);
        assertEquals(treated + others, dated.size());
        dated.stream()
                .filter(Member::treated)
                .forEach(each -> assertEquals(reached.days().get(each.person()), each.day(), "Their own"));
        Map<LocalDate, Long> dealt = days(dated, false);
        days(dated, true).forEach((day, many) -> {
            double share = (double) many * others / treated;
            // Each of those reached stands for so many others, rounded.
            double rounded = Math.max(1, many);
            assertEquals(share, dealt.getOrDefault(day, 0L), rounded, day + " of " + dealt);
        });
    }

    @Property(tries = 50)
    void theOrderInWhichPeopleComeDecidesNothing(@ForAll @IntRange(min = 0, max = 40) int reached) {
        List<Member> members = draw(40, 40);
        List<Member> turned = new ArrayList<>(members);
        Collections.reverse(turned);
        assertEquals(
                reached(reached, 5).dated(members, "seed", STEP),
                reached(reached, 5).dated(turned, "seed", STEP));
    }

    @Example
    void whoWasNotReachedIsDealtADayOfTheOthersAndNobodyAnyIfNobodyWas() {
        List<Member> dated =
                new Reached(Map.of("p0", STEP.plusDays(9)), Messenger.PEER).dated(draw(4, 4), "seed", STEP);
        assertTrue(dated.stream().allMatch(each -> each.day().equals(STEP.plusDays(9))), dated.toString());
        dated = new Reached(Map.of(), Messenger.PEER).dated(draw(4, 4), "seed", STEP);
        assertTrue(dated.stream().allMatch(each -> each.day().equals(STEP)), dated.toString());
    }
}
