package org.takeup.app;

import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import org.takeup.audit.AuditTrail;
import org.takeup.benchmark.Benchmark;
import org.takeup.benchmark.OperatorBenchmark;
import org.takeup.http.Room;
import org.takeup.operator.ArchiveRoutes;
import org.takeup.operator.LifePages;
import org.takeup.operator.LifeRoutes;
import org.takeup.operator.Nodes;
import org.takeup.operator.OperatorQuotas;
import org.takeup.operator.OperatorRoutes;
import org.takeup.operator.PublisherRoutes;
import org.takeup.operator.TenantFileRoutes;
import org.takeup.operator.TrailRoutes;
import org.takeup.operator.VersionRoutes;
import org.takeup.plugin.PluginRuntime;
import org.takeup.tenant.FirstAdmin;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.TenantChanges;
import org.takeup.tenant.TenantConfig;
import org.takeup.tenant.TenantSecrets;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Usage;
import org.takeup.tenant.Workspace;

/** The operator's console: what belongs to no tenant, or to each of them alike. */
final class Console {
    private Console() {}

    /** @param invites sends the first admin of a workspace their invitation */
    static List<Room> rooms(
            Tenants tenants,
            TenantConfig tenantConfig,
            TenantSecrets secrets,
            Life life,
            PluginRuntime runtime,
            Nodes nodes,
            Quotas quotas,
            Usage usage,
            Benchmark benchmark,
            AuditTrail trail,
            BiConsumer<Workspace, FirstAdmin> invites) {
        return List.of(
                new OperatorBenchmark(benchmark).room(),
                new TrailRoutes(trail, Clock.systemUTC()).room(),
                new OperatorQuotas(tenants, quotas, usage).room(),
                new ArchiveRoutes(life.arrivals()).room(),
                new LifePages(tenants, life.arrivals(), life.moves(), life.departures(), life.receipts()).room(),
                new LifeRoutes(tenants, life.moves(), life.departures(), life.receipts()).room(),
                new VersionRoutes(runtime.versions(), runtime.packages(), nodes, tenants).room(),
                new OperatorRoutes(runtime.packages(), tenants, tenantConfig, nodes, secrets).room(),
                new TenantFileRoutes(new TenantChanges(tenants, tenantConfig), trail, invites).room(),
                new PublisherRoutes(runtime.publishers(), runtime.packages()).room());
    }
}
