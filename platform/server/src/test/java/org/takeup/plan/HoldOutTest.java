package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class HoldOutTest {
    private static final List<String> PEOPLE =
            IntStream.range(0, 20_000).mapToObj(n -> "person-" + n).toList();

    private static Set<String> held(HoldOut holdOut, List<String> people) {
        return people.stream().filter(holdOut::holds).collect(Collectors.toSet());
    }

    /** Five standard deviations of a binomial: one draw in two million is further off, and these seeds are fixed. */
    @Test
    void theShareIsWhatChanceGives() {
        for (String seed : List.of("one", "two", "3f9c0a")) {
            for (int percent : new int[] {1, 5, 10, 25, 50}) {
                int held = held(new HoldOut(percent, seed), PEOPLE).size();
                double mean = PEOPLE.size() * percent / 100.0;
                double most = 5 * Math.sqrt(mean * (1 - percent / 100.0));
                assertTrue(Math.abs(held - mean) <= most, seed + " " + percent + " %: " + held);
            }
        }
    }

    @Test
    void theOrderDoesNotMatterAndOtherSeedsDrawOthers() {
        var shuffled = new ArrayList<>(PEOPLE);
        Collections.shuffle(shuffled, new Random(7));
        var ten = new HoldOut(10, "one");
        assertEquals(held(ten, PEOPLE), held(new HoldOut(10, "one"), shuffled));
        assertNotEquals(held(ten, PEOPLE), held(new HoldOut(10, "two"), PEOPLE));
    }

    /** Two plans hold out each their own: about a tenth of a tenth is held out of both. */
    @Test
    void twoDrawsHaveNothingToDoWithOneAnother() {
        Set<String> both = new HashSet<>(held(new HoldOut(10, "one"), PEOPLE));
        both.retainAll(held(new HoldOut(10, "two"), PEOPLE));
        assertTrue(both.size() > 120 && both.size() < 280, "" + both.size());
    }

    @Property(tries = 300)
    void whoeverIsHeldOutByASmallShareIsSoByEveryLargerOne(
            @ForAll @NotBlank @StringLength(max = 40) String seed,
            @ForAll @StringLength(max = 40) String person,
            @ForAll @IntRange(min = 1, max = 49) int percent) {
        if (new HoldOut(percent, seed).holds(person)) {
            assertTrue(new HoldOut(percent + 1, seed).holds(person));
        }
        assertFalse(new HoldOut(0, seed).holds(person));
    }

    @Test
    void aShareOutOfBoundsOrWithoutASeedIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new HoldOut(51, "seed"));
        assertThrows(IllegalArgumentException.class, () -> new HoldOut(-1, "seed"));
        assertThrows(IllegalArgumentException.class, () -> new HoldOut(10, " "));
    }

    @Test
    void theApprovalCoversWhoIsHeldOut() {
        Plan plan = PlanModelTest.plan(List.of());
        Plan held = plan.holdingOut(new HoldOut(10, "one"), "ann", plan.made());
        assertNotEquals(plan.hash(), held.hash());
        assertNotEquals(
                held.hash(),
                held.holdingOut(new HoldOut(11, "one"), "ann", plan.made()).hash());
        assertNotEquals(
                held.hash(),
                held.holdingOut(new HoldOut(10, "two"), "ann", plan.made()).hash());
        assertEquals(Optional.empty(), held.approval());
        assertEquals(PlanState.DRAFT, held.state());
        // Whoever holds nobody out has what was approved before there was such a thing.
        assertEquals(
                plan.hash(),
                held.holdingOut(new HoldOut(0, "one"), "ann", plan.made()).hash());
    }

    @Test
    void everyLaterVersionAndTheStoreKeepIt() {
        Plan held = PlanModelTest.plan(List.of()).holdingOut(new HoldOut(10, "one"), "ann", java.time.Instant.EPOCH);
        assertEquals(held.holdOut(), held.edited("bob", held.made(), List.of()).holdOut());
        assertEquals(
                held.holdOut(), held.answeredForBy("cy", "bob", held.made()).holdOut());
        assertEquals(
                held.holdOut(),
                held.in(PlanState.IN_REVIEW, Optional.empty(), "bob", held.made())
                        .holdOut());
        assertEquals(held.holdOut(), PlanDocument.read(stored(held)).holdOut());
        var before = stored(held);
        before.remove("holdOut");
        before.remove("seed");
        assertEquals(HoldOut.NONE, PlanDocument.read(before).holdOut());
    }

    private static org.bson.Document stored(Plan plan) {
        return PlanDocument.write(plan).append("_id", "0".repeat(24) + "/" + plan.id());
    }
}
