package org.takeup.plugin.isolated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.isolated.Confinement.Part;

class ConfinementTest {
    private static final Confinement ALL =
            new Confinement(List.of("unshare"), List.of("setpriv", "--reuid=USER"), List.of("prlimit"), List.of("x"));

    @Test
    void everyPartIsEitherInForceOrSaidToBeMissing() {
        for (Confinement each : List.of(Confinement.here(), Confinement.none(), ALL)) {
            var parts = EnumSet.noneOf(Part.class);
            parts.addAll(each.inForce());
            assertTrue(java.util.Collections.disjoint(parts, each.missing().keySet()));
            parts.addAll(each.missing().keySet());
            assertEquals(EnumSet.allOf(Part.class), parts);
            each.missing().values().forEach(sentence -> assertFalse(sentence.isBlank()));
        }
        assertEquals("network, user, limits in force", ALL.summary());
        assertEquals(
                "no bounds but the JVM's own; missing: network, user, limits",
                Confinement.none().summary());
    }

    @Test
    void theNumberOfProcessesIsLimitedForAUserOfItsOwnOnly() {
        assertTrue(ALL.before(Optional.of(700_001), Limits.USUAL).contains("--nproc=200"));
        assertTrue(ALL.before(Optional.of(700_001), Limits.USUAL).contains("--reuid=700001"));
        assertFalse(String.join(" ", ALL.before(Optional.empty(), Limits.USUAL)).contains("nproc"));
        assertEquals(List.of(), Confinement.none().before(Optional.empty(), Limits.USUAL));
    }

    @Test
    void whatTheOperatorRequiresAndTheMachineLacksStopsIsolatedPluginsAndSaysWhy() {
        try (var isolation = new Isolation(Confinement.none(), Set.of(Part.NETWORK))) {
            var refused = assertThrows(
                    Unstartable.class,
                    () -> IsolatedPlugin.start(isolation, Path.of("."), "p", "1.0.0", Limits.USUAL, System::nanoTime));
            assertTrue(refused.getMessage().contains("TAKEUP_PLUGIN_CONFINEMENT"), refused.getMessage());
            assertTrue(refused.getMessage().contains("no network"), refused.getMessage());
            assertFalse(refused.getMessage().contains("prlimit"), refused.getMessage());
        }
    }
}
