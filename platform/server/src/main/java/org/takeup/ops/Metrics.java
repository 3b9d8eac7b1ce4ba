package org.takeup.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/** The figures of this node. Labels are route ids, plugin ids, job kinds and outcomes; no tenant, no person. Thread-safe. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Metrics() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Where rooms put figures of their own. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Counts a request.
     *
     * @param route id of the route, or {@code none}
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

    /** Shows a number as it is whenever somebody looks. */
    public void watch(String name, Supplier<Number> number) {
        Gauge.builder(name, number).register(registry);
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
