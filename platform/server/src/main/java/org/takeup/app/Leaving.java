package org.takeup.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.takeup.identity.company.Domains;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.plugin.PluginRuntime;
import org.takeup.store.Store;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Usage;
import org.takeup.tenant.life.Departures;

/** What goes with a tenant that leaves, outside of its documents. */
final class Leaving {
    private Leaving() {}

    /**
     * The steps, in their order.
     *
     * @param onboardings forgets how a tenant came in
     */
    static List<Departures.Step> steps(
            Configuration configuration,
            Store store,
            Tenants tenants,
            PluginRuntime runtime,
            Quotas quotas,
            Usage usage,
            Optional<KeycloakAdmin> keycloak,
            Consumer<Tenant> onboardings) {
        var steps = new ArrayList<Departures.Step>();
        steps.add(new Departures.Step(
                "What the platform noted of its choices of plugins", tenant -> runtime.forget(tenant.id())));
        steps.add(new Departures.Step("What it was allowed and what it used", tenant -> {
            quotas.forget(tenant.id());
            usage.forget(tenant.id());
        }));
        keycloak.ifPresent(admin -> steps.add(new Departures.Step(
                "Its organisation, its sign-in and its local accounts at Keycloak",
                tenant -> leave(configuration, tenants, admin, tenant))));
        steps.add(new Departures.Step("How it came in", onboardings::accept));
        // What proves that a domain is its own goes last, so that nobody else has it before.
        steps.add(new Departures.Step("Its mail domains", tenant -> Domains.forget(store, tenant)));
        return List.copyOf(steps);
    }

    private static void leave(Configuration configuration, Tenants tenants, KeycloakAdmin keycloak, Tenant tenant) {
        var signIn = tenant.settings().signIn();
        tenants.byId(tenant.id()).stream()
                .flatMap(workspace -> new LocalAdmins().list(workspace).stream())
                .forEach(admin -> keycloak.localAccounts().delete(admin.subject()));
        keycloak.companySignIns().delete(signIn.identityProvider());
        keycloak.organizations().delete(signIn.organization());
        keycloak.addresses()
                .dismiss(configuration
                        .http()
                        .publicUrl()
                        .resolve("/w/" + tenant.slug())
                        .toString());
    }
}
