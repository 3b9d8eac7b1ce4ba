package org.takeup.plugin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.takeup.plugin.VersionFigures.Figures;
import org.takeup.tenant.Workspace;

/** Tells an admin how a plugin fares, as this node sees it. Thread-safe. */
final class HealthDesk {
    private static final Duration LATELY = VersionDesk.LATELY;
    private static final Duration SLOW = Duration.ofSeconds(2);
    /** One call in twenty. */
    private static final int MANY = 20;

    private static final int MANY_HERE = 3;

    private final Plugins plugins;
    private final Stock stock;
    private final VersionFigures figures;
    private final PluginLog log;
    private final Clock clock;

    HealthDesk(Plugins plugins, Stock stock, VersionFigures figures, PluginLog log, Clock clock) {
        this.plugins = plugins;
        this.stock = stock;
        this.figures = figures;
        this.log = log;
        this.clock = clock;
    }

    private record Verdict(Health.State state, Optional<Instant> since) {}

    /** @param version that this workspace gets */
    Health of(Workspace workspace, String plugin, String version) {
        List<Instant> failures = log.failures(workspace, plugin, clock.instant().minus(LATELY));
        Optional<Figures> lately =
                Optional.ofNullable(figures.of(plugin, LATELY).get(version)).filter(each -> each.calls() > 0);
        Verdict verdict = plugins.serving(workspace, plugin)
                .map(loaded -> verdict(workspace, loaded, lately, failures))
                .orElseGet(() -> notLoaded(plugin, version));
        return new Health(
                verdict.state(),
                verdict.since(),
                failures.size(),
                failures.stream().reduce((first, second) -> second),
                lately.map(HealthDesk::lately));
    }

    private Verdict verdict(Workspace workspace, Loaded loaded, Optional<Figures> lately, List<Instant> failures) {
        Running running = loaded.running(stock.moments());
        if (running.quarantined()) {
            return new Verdict(Health.State.QUARANTINED, Optional.of(running.since()));
        }
        Optional<Instant> resting = loaded.resting(workspace.tenant().id()).map(stock.moments()::of);
        if (resting.isPresent()) {
            return new Verdict(Health.State.STOPPED, resting);
        }
        boolean oftenFails = lately.filter(each -> each.failed() * MANY >= each.calls() && each.failed() > 0)
                .isPresent();
        if (oftenFails || failures.size() >= MANY_HERE) {
            return new Verdict(Health.State.FAILING, failures.stream().findFirst());
        }
        if (lately.filter(each -> each.slowest().compareTo(SLOW) > 0).isPresent()) {
            return new Verdict(Health.State.SLOW, Optional.empty());
        }
        return new Verdict(Health.State.WORKING, Optional.of(running.since()));
    }

    private Verdict notLoaded(String plugin, String version) {
        Optional<Listed> listed = stock.find(plugin, version);
        boolean revoked = listed.filter(each -> !each.trusted()).isPresent();
        return new Verdict(
                revoked ? Health.State.REVOKED : Health.State.NOT_LOADED,
                listed.filter(each -> each.state() == Listed.State.REFUSED).map(Listed::since));
    }

    private static Health.Lately lately(Figures figures) {
        return new Health.Lately(
                figures.perThousand() / 10,
                VersionDesk.millis(figures.median()),
                VersionDesk.millis(figures.slowest()));
    }
}
