package org.takeup.plugin;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.isolated.Confinement;
import org.takeup.plugin.isolated.Isolation;
import org.takeup.plugin.packaging.PackageZip;

/** Loads plugins in either mode and calls them through the real guard, without a platform around. */
final class Modes implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path work = PluginSource.temporary();
    private final Isolation isolation;
    private final PackageLoader loader;
    private final Guard guard;
    private final List<Loaded> all = new ArrayList<>();

    Modes() {
        this(Confinement.here());
    }

    Modes(Confinement confinement) {
        this(confinement, OpenTelemetry.noop());
    }

    Modes(Confinement confinement, OpenTelemetry telemetry) {
        this.guard =
                new Guard(new SimpleMeterRegistry(), telemetry.getTracer("test"), (manifest, outcome, nanos) -> {});
        this.isolation = new Isolation(confinement, java.util.Set.of());
        this.loader = new PackageLoader(work, isolation);
    }

    Loaded load(byte[] zip, Mode mode) {
        Loaded loaded = loader.load(PackageZip.check(zip), mode);
        all.add(loaded);
        return loaded;
    }

    Loaded isolated(PluginSource source) {
        return load(source.zip(), Mode.ISOLATED);
    }

    <E extends ExtensionPoint, R> R call(Loaded loaded, Class<E> kind, PluginCall<E, R> call) {
        return call(loaded, kind, "tenant-a", LIMIT, call);
    }

    <E extends ExtensionPoint, R> R call(
            Loaded loaded, Class<E> kind, String tenant, Duration limit, PluginCall<E, R> call) {
        Assertions.assertTrue(loaded.enter());
        return guard.call(loaded, loaded.extension(kind).orElseThrow(), tenant, limit, call);
    }

    /** Waits for a condition, not for a time. */
    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            Assertions.assertTrue(System.nanoTime() < end, "not within 30 s: " + what);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        all.forEach(Loaded::close);
        isolation.close();
        PluginSource.delete(work);
    }
}
