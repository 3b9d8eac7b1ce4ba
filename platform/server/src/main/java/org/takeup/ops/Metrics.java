package org.takeup.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The figures of this node. Labels are route ids, plugin ids, job kinds and outcomes; no tenant, no person. Thread-safe. */
public final class Metrics implements AutoCloseable {
    /** Bounds of the buckets of our timers: from a cached page to an import of a company's year. */
    private static final double[] BUCKETS = Stream.of(10L, 25L, 50L, 100L, 250L, 500L, 1_000L, 2_500L, 10_000L, 60_000L)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    /** In place of a route: no place was found for the request, and nobody looked what it is for. */
    public static final String TURNED_AWAY = "turned-away";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Metrics() {
        registry.config().meterFilter(new Buckets());
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Counts every timer of ours in buckets, from which Prometheus can say what most requests take. */
    private static final class Buckets implements MeterFilter {
        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
            return id.getType() == Meter.Type.TIMER && id.getName().startsWith("takeup.")
                    ? DistributionStatisticConfig.builder()
                            .serviceLevelObjectives(BUCKETS)
                            .build()
                            .merge(config)
                    : config;
        }
    }

    /** Where rooms put figures of their own. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Counts a request.
     *
     * @param route id of the route, {@code none}, or {@value #TURNED_AWAY}
     * @param status of HTTP; only its class is kept
     */
    public void request(String route, int status, Duration took) {
        registry.timer("takeup.requests", "route", route, "status", status / 100 + "xx")
                .record(took);
    }

    /** Counts a run of a job. */
    public void job(String kind, String outcome, Duration took) {
        registry.timer("takeup.jobs", "kind", kind, "outcome", outcome).record(took);
    }

    /** Counts a mail that went out. @param window how long it was sent without our note of it */
    public void mailNoted(Duration window) {
        registry.timer("takeup.mail.window").record(window);
    }

    /** Shows a number as it is whenever somebody looks. */
    public void watch(String name, Supplier<Number> number) {
        Gauge.builder(name, number).register(registry);
    }

    /** Counts a signal that came in, from this node or another. */
    public void signal(String topic) {
        registry.counter("takeup.signals.received", "topic", topic).increment();
    }

    /** All figures in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
