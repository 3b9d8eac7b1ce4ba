package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.PluginFailed.Reason;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;

/** What a plugin is given has the same bounds, and the same refusal, wherever it runs. */
class BoundsInBothModesIT {
    private static final int MEGABYTE = 1 << 20;
    private static final int MANY = 60_000;

    private static PlanContext context(String objective, int audiences) {
        var all = new ArrayList<Audience>();
        for (int i = 0; i < audiences; i++) {
            all.add(new Audience(
                    "a" + i, "Managers", 12, 5, 2, Audience.Attitude.DOUBTER, Audience.Kind.LINE_MANAGERS));
        }
        return new PlanContext(objective, LocalDate.EPOCH, all, Map.of(), List.of());
    }

    @ParameterizedTest
    @EnumSource
    void tooManyBytesOrPartsAreNotHandedOver(Mode mode) {
        try (var modes = new Modes()) {
            Loaded loaded = modes.load(
                    PluginSource.builder("bounds", "1.0.0", "", "throw new IllegalStateException();")
                            .zip(),
                    mode);
            for (PlanContext large : List.of(context("x".repeat(9 * MEGABYTE), 1), context("x", MANY))) {
                // More often than a breaker would let a plugin fail: it is not the plugin that fails.
                for (int i = 0; i <= Breaker.FAILURES; i++) {
                    var failed = assertThrows(
                            PluginFailed.class,
                            () -> modes.call(loaded, PlanBuilder.class, each -> each.wizard(large)));
                    assertEquals(Reason.TOO_MUCH, failed.reason());
                    assertEquals(413, failed.status());
                }
            }
            var asked = assertThrows(
                    PluginFailed.class,
                    () -> modes.call(
                            loaded, PlanBuilder.class, each -> each.wizard(context("x".repeat(7 * MEGABYTE), 1))));
            assertEquals(Reason.BROKEN, asked.reason());
        }
    }
}
