package org.takeup.onboarding;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.audit.AuditTrail;
import org.takeup.delivery.Mailing;
import org.takeup.delivery.PlatformMail;
import org.takeup.http.Room;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.store.Jobs;
import org.takeup.store.Store;
import org.takeup.tenant.FirstAdmin;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.life.TakingBack;

/** Wires onboarding. Without a hand in Keycloak nobody signs up, and the operator's page says what is missing. */
public final class OnboardingRoom {
    private static final Logger LOG = LoggerFactory.getLogger(OnboardingRoom.class);
    private static final String JOB = "onboard";

    private final Optional<Onboardings> onboardings;
    private final boolean open;

    /**
     * What onboarding needs of the platform.
     *
     * @param publicUrl as people see it, without a path
     * @param plugins that a new workspace begins with
     * @param signUp whether anybody may sign up
     */
    public record Surroundings(
            Vertx vertx,
            Store store,
            byte[] masterKey,
            Tenants tenants,
            TakingBack takingBack,
            TenantJobs tenantJobs,
            Jobs jobs,
            AuditTrail trail,
            Mailing mailing,
            URI publicUrl,
            Supplier<List<String>> plugins,
            boolean signUp) {}

    public OnboardingRoom(Surroundings around, Optional<KeycloakAdmin> keycloak) {
        this.onboardings = keycloak.map(admin -> onboardings(around, admin));
        this.open = around.signUp() && onboardings.isPresent();
    }

    private static Onboardings onboardings(Surroundings around, KeycloakAdmin keycloak) {
        UnaryOperator<String> workspace =
                slug -> around.publicUrl().resolve("/w/" + slug).toString();
        Supplier<Instant> now = around.jobs()::now;
        var parts = new Founder.Parts(
                JOB, around.tenants(), around.takingBack(), keycloak, around.trail(), workspace, around.plugins(), now);
        var store = new OnboardingStore(around.store(), around.masterKey());
        var letters = new Letters(
                store,
                new PlatformMail(around.vertx(), around.mailing()),
                secret -> around.publicUrl().resolve("/sign-up/" + secret).toString(),
                workspace,
                now);
        return new Onboardings(store, parts, letters, around.tenantJobs(), around.jobs());
    }

    /** Whether anybody may sign up. */
    public boolean open() {
        return open;
    }

    /**
     * Invites the first admin whom a tenant's file names, if nobody has been invited to this tenant yet. Safe to repeat, on
     * several nodes at once.
     */
    public void invite(Workspace workspace, FirstAdmin admin) {
        if (onboardings.isEmpty()) {
            LOG.warn(
                    "The file of {} names an admin, but TAKEUP_KEYCLOAK_CLIENT_SECRET is missing: nobody is invited",
                    workspace.tenant().slug());
        }
        onboardings.ifPresent(all -> all.invite(workspace, admin));
    }

    /** Forgets how a tenant came in; part of its departure. */
    public void forget(Tenant tenant) {
        onboardings.ifPresent(all -> all.forget(tenant.id()));
    }

    /** Pages for everybody and for the operator. */
    public List<Room> rooms() {
        return List.of(new SignUpPages(onboardings, open).room(), new OperatorOnboardings(onboardings).room());
    }
}
