package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.Release.Canary;

/** Who gets which version. */
class ReleaseTest {
    private static final Follow NEXT = Follow.of("next").orElseThrow();
    private static final Release ONE = Release.first("survey", "1.0.0");

    @Test
    void theFirstVersionIsForEverybody() {
        assertEquals("1.0.0", ONE.versionFor("acme", Follow.STABLE));
        assertEquals("1.0.0", ONE.versionFor("acme", NEXT));
    }

    @Test
    void aNewerVersionIsForThoseWhoFollowNextUntilItIsReleased() {
        Release two = ONE.with("1.1.0", false);
        assertEquals("1.0.0", two.versionFor("acme", Follow.STABLE));
        assertEquals("1.1.0", two.versionFor("acme", NEXT));
        assertEquals("1.1.0", two.promoted("1.1.0").versionFor("acme", Follow.STABLE));
        assertEquals("1.1.0", ONE.with("1.1.0", true).versionFor("acme", Follow.STABLE));
    }

    @Test
    void anOlderVersionThatComesLateIsForNobody() {
        Release release = ONE.with("1.1.0", true).with("1.0.5", true);
        assertEquals("1.1.0", release.stable());
        assertEquals("1.1.0", release.next());
    }

    @Test
    void versionsAreOrderedAsNumbersAndAPreviewComesBeforeItsVersion() {
        assertEquals("1.10.0", ONE.with("1.9.0", true).with("1.10.0", true).stable());
        assertEquals("2.0.0", ONE.with("2.0.0-rc.1", true).with("2.0.0", true).stable());
        assertEquals("2.0.0", ONE.with("2.0.0", true).with("2.0.0-rc.1", true).stable());
    }

    @Test
    void aPinnedVersionStaysWhateverHappens() {
        Follow pinned = Follow.of("1.0.0").orElseThrow();
        Release release = ONE.with("1.1.0", true).trying(new Canary("1.1.0", 100, Set.of("acme")));
        assertEquals("1.0.0", release.versionFor("acme", pinned));
    }

    @Test
    void rollingBackEndsATrialFirstAndThenBringsThePreviousVersionBack() {
        Release tried = ONE.with("1.1.0", true).with("1.2.0", false).trying(new Canary("1.2.0", 100, Set.of()));
        assertEquals("1.2.0", tried.versionFor("acme", Follow.STABLE));
        Release ended = tried.rolledBack().orElseThrow();
        assertEquals("1.1.0", ended.versionFor("acme", Follow.STABLE));
        Release back = ended.rolledBack().orElseThrow();
        assertEquals("1.0.0", back.versionFor("acme", Follow.STABLE));
        assertEquals("1.1.0", back.rolledBack().orElseThrow().stable());
        assertEquals(Optional.empty(), ONE.rolledBack());
    }

    @Test
    void aFaultyVersionIsTakenFromNextTooWhenItIsRolledBack() {
        Release back = ONE.with("1.1.0", true).rolledBack().orElseThrow();
        assertEquals("1.0.0", back.versionFor("acme", NEXT));
    }

    @Test
    void whatARollBackNeedsIsKeptLoaded() {
        Release release = ONE.with("1.1.0", true).with("1.2.0", false).trying(new Canary("1.3.0", 1, Set.of()));
        assertEquals(Set.of("1.0.0", "1.1.0", "1.2.0", "1.3.0"), release.inUse());
    }

    @Test
    void removingAVersionLeavesTheBestOfTheRest() {
        Release release = ONE.with("1.1.0", true).with("1.2.0", false);
        Release left = release.without("1.1.0", List.of("1.2.0", "1.0.0")).orElseThrow();
        assertEquals("1.0.0", left.stable());
        assertEquals("1.2.0", left.next());
        assertEquals(Optional.empty(), left.previous());
        assertEquals(Optional.empty(), ONE.without("1.0.0", List.of()));
    }

    @Property
    void aTenantThatTakesPartStaysInWhileThePercentageGrows(
            @ForAll @IntRange(max = 100) int percent, @ForAll @IntRange(max = 100) int more, @ForAll String tenant) {
        var fewer = new Canary("2.0.0", Math.min(percent, more), Set.of());
        var greater = new Canary("2.0.0", Math.max(percent, more), Set.of());
        assertTrue(!fewer.takesPart("survey", tenant) || greater.takesPart("survey", tenant));
        assertFalse(new Canary("2.0.0", 0, Set.of()).takesPart("survey", tenant));
        assertTrue(new Canary("2.0.0", 100, Set.of()).takesPart("survey", tenant));
        assertTrue(new Canary("2.0.0", 0, Set.of(tenant)).takesPart("survey", tenant));
    }

    /** Ids as they are; of 10,000 of them the share differs from the percentage by less than two points. */
    @Test
    void thePercentageIsAboutTheShareOfTenants() {
        for (int percent : new int[] {1, 10, 50, 90}) {
            var canary = new Canary("2.0.0", percent, Set.of());
            long taking = IntStream.range(0, 10_000)
                    .filter(i -> canary.takesPart("survey", "%024x".formatted(0x5f3a_0000_0000L + i * 7919L)))
                    .count();
            assertEquals(percent, taking / 100.0, 2.0);
        }
    }

    @Test
    void whatFollowsIsReadAndWritten() {
        for (String word : List.of("stable", "next", "1.2.3", "2.0.0-rc.1")) {
            assertEquals(word, Follow.of(word).orElseThrow().word());
        }
        for (String word : List.of("", "latest", "-1", "1/2", "v1")) {
            assertEquals(Optional.empty(), Follow.of(word), word);
        }
    }
}
