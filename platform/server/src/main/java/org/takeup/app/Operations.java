package org.takeup.app;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import org.takeup.ops.Health;
import org.takeup.ops.KeycloakWatch;
import org.takeup.ops.ManagementServer;
import org.takeup.ops.Metrics;
import org.takeup.plugin.PluginRuntime;
import org.takeup.store.Jobs;
import org.takeup.store.Store;
import org.takeup.tenant.TenantConfig;

/** What the people who run this node look at, and the Vert.x that it measures. */
final class Operations implements AutoCloseable {
    private final Metrics metrics = new Metrics();
    private final Health health = new Health();
    private final Vertx vertx;
    private final ManagementServer management;
    private final KeycloakWatch keycloak;

    /** Starts Vert.x, in the cluster if there is one, and the management listener, which says "starting". Blocks. */
    Operations(Configuration configuration) {
        this.vertx = vertx(configuration.cluster());
        this.keycloak = new KeycloakWatch(configuration.oidc().issuer());
        try {
            var http = configuration.http();
            this.management = ManagementServer.start(vertx, http.host(), http.managementPort(), health, metrics);
        } catch (RuntimeException e) {
            close(vertx);
            throw e;
        }
    }

    private Vertx vertx(Configuration.Cluster cluster) {
        var options = new VertxOptions()
                .setMetricsOptions(new MicrometerMetricsOptions()
                        .setEnabled(true)
                        // Requests are measured by route at the door; addresses on the bus may hold ids of nodes.
                        .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                        .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
                        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                        .setLabels(java.util.EnumSet.of(Label.POOL_TYPE)));
        var builder = Vertx.builder().withMetrics(new MicrometerMetricsFactory(metrics.registry()));
        if (!cluster.enabled()) {
            return builder.with(options).build();
        }
        var clustering = new Clustering(cluster);
        health.show("cluster", () -> clustering.size() + " nodes");
        return clustering.join(options, builder);
    }

    Vertx vertx() {
        return vertx;
    }

    Metrics metrics() {
        return metrics;
    }

    /** Says what the node needs and what the operator should know; before {@link #serving}. */
    void watch(Store store, PluginRuntime plugins, Jobs jobs, TenantConfig tenants, RealmWatch realm) {
        health.need("store", () -> {
            store.ping();
            return Health.OK;
        });
        health.need("plugins", () -> plugins.isReady() ? Health.OK : "loading");
        health.show("plugin isolation", () -> plugins.confinement().summary());
        health.show("keycloak", keycloak::state);
        health.show("keycloak realm", realm::state);
        metrics.watch("takeup.tenant.file.problems", () -> tenants.problems().size());
        health.show("job queue", () -> asides(jobs.countSetAside()));
        metrics.watch("takeup.jobs.set.aside", jobs::countSetAside);
    }

    private static String asides(long count) {
        return count == 0 ? Health.OK : count + " set aside; the log says why";
    }

    void serving() {
        health.started();
    }

    void draining() {
        health.draining();
    }

    /** Ends last, so that it can say "draining" to the end. */
    @Override
    public void close() {
        keycloak.close();
        management.close();
        close(vertx);
        metrics.close();
    }

    private static void close(Vertx vertx) {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
