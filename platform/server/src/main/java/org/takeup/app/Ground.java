package org.takeup.app;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import org.takeup.audit.AuditTrail;
import org.takeup.delivery.Outbox;
import org.takeup.event.Events;
import org.takeup.people.People;
import org.takeup.plugin.PluginRuntime;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Tenants;

/**
 * What every room of a workspace is built on. The order of rooms is that of the arrows: none needs what comes later.
 *
 * @param events what happens in a workspace, for whoever wants to hear of it
 */
record Ground(
        Configuration configuration,
        Vertx vertx,
        Store store,
        Tenants tenants,
        TenantJobs jobs,
        Signals signals,
        PluginRuntime runtime,
        AuditTrail trail,
        Clock clock,
        Events events,
        People people,
        Outbox outbox) {
    /** Where people reach this installation. */
    URI publicUrl() {
        return configuration.http().publicUrl();
    }
}
