package org.takeup.onboarding;

import com.mongodb.MongoInterruptedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Deed;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.identity.keycloak.KeycloakAway;
import org.takeup.identity.keycloak.KeycloakRefused;
import org.takeup.identity.keycloak.LocalAccounts;
import org.takeup.identity.keycloak.LocalAccounts.Account;
import org.takeup.identity.keycloak.LocalAccounts.Demand;
import org.takeup.identity.keycloak.Organizations.Organization;
import org.takeup.onboarding.Onboarding.State;
import org.takeup.onboarding.Onboarding.Step;
import org.takeup.onboarding.Onboarding.Trouble;
import org.takeup.store.JobRunner.Later;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.life.TakingBack;

/**
 * Makes a workspace of an onboarding, step by step, or takes back what it has made. Each step is noted when it is done and
 * safe to repeat, so a run that was cut off anywhere is taken up by the next one, on whichever node; a run too many
 * changes nothing. Thread-safe; blocks.
 */
final class Founder {
    /** Who founded from the platform's own tenant files: what the operator has made at Keycloak by hand is taken over. */
    static final String BY_FILE = "file";

    private static final Logger LOG = LoggerFactory.getLogger(Founder.class);
    private static final String ADMIN = "admin";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LONGEST_PAUSE_SECONDS = 30;

    private final OnboardingStore store;
    private final Parts parts;

    /**
     * What the founder works with.
     *
     * @param job the kind of job that runs it
     * @param address of a workspace by its slug, without a trailing slash
     * @param plugins that a new workspace begins with
     * @param now the time
     */
    record Parts(
            String job,
            Tenants tenants,
            TakingBack takingBack,
            KeycloakAdmin keycloak,
            AuditTrail trail,
            UnaryOperator<String> address,
            Supplier<List<String>> plugins,
            Supplier<Instant> now) {}

    Founder(OnboardingStore store, Parts parts) {
        this.store = store;
        this.parts = parts;
    }

    /** Somebody else has the address, or had it. */
    private static final class Taken extends Exception {
        private static final long serialVersionUID = 1;

        Taken() {
            super("The address is taken", null, false, false);
        }
    }

    /** Goes on with an onboarding until it rests. @return as it is then; nothing if there is none */
    Optional<Onboarding> run(String id) throws Later {
        Onboarding onboarding = store.find(id).orElse(null);
        if (onboarding != null && onboarding.state() == State.FOUNDING) {
            found(onboarding);
            onboarding = store.find(id).orElse(null);
        }
        if (onboarding != null && onboarding.state() == State.WITHDRAWING) {
            withdraw(onboarding);
            onboarding = store.find(id).orElse(null);
        }
        return Optional.ofNullable(onboarding);
    }

    private void found(Onboarding onboarding) throws Later {
        try {
            for (Step step : Step.values()) {
                if (!onboarding.done().containsKey(step)) {
                    carryOut(step, onboarding);
                    store.stepDone(onboarding.id(), step, now());
                }
            }
            if (store.enter(onboarding.id(), State.FOUNDING, State.READY, now())) {
                LOG.info("Workspace {} is ready", onboarding.wish().slug());
            }
        } catch (Taken e) {
            giveUp(onboarding, Trouble.TAKEN);
        } catch (KeycloakRefused e) {
            LOG.warn("Workspace {} cannot be made: {}", onboarding.wish().slug(), e.getMessage());
            giveUp(onboarding, e.reason() == KeycloakRefused.Reason.TAKEN ? Trouble.TAKEN : Trouble.REFUSED);
        } catch (KeycloakAway e) {
            goOnLater(onboarding, Trouble.AWAY);
        } catch (MongoInterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("Workspace {} cannot be made now", onboarding.wish().slug(), e);
            goOnLater(onboarding, Trouble.FAULT);
        }
    }

    private void carryOut(Step step, Onboarding onboarding) throws Taken {
        switch (step) {
            case KEYS -> workspace(onboarding);
            case ORGANISATION -> organization(onboarding);
            case ADDRESSES -> parts.keycloak().addresses().admit(address(onboarding));
            case ADMIN -> admin(onboarding);
            case OPENING -> open(onboarding);
        }
    }

    private Workspace workspace(Onboarding onboarding) throws Taken {
        try {
            return parts.tenants()
                    .found(
                            onboarding.id(),
                            onboarding.wish().definition(parts.plugins().get()))
                    .orElseThrow(Taken::new);
        } catch (Tenants.Conflict e) {
            throw new Taken();
        }
    }

    private Organization organization(Onboarding onboarding) throws Taken {
        var signIn = workspace(onboarding).settings().signIn();
        var organizations = parts.keycloak().organizations();
        String title = onboarding.wish().organisation();
        return onboarding.byFile()
                ? organizations.put(signIn.organization(), title, signIn.domains())
                : organizations.found(signIn.organization(), title, onboarding.id());
    }

    private String address(Onboarding onboarding) {
        return parts.address().apply(onboarding.wish().slug());
    }

    private void admin(Onboarding onboarding) throws Taken {
        Wish wish = onboarding.wish();
        Account account = parts.keycloak()
                .localAccounts()
                .put(
                        organization(onboarding),
                        ADMIN,
                        wish.email(),
                        wish.givenName(),
                        wish.familyName(),
                        List.of(Demand.UPDATE_PASSWORD, Demand.CONFIGURE_TOTP));
        var admin = new LocalAdmin(account.id(), account.username(), false, now(), "", Optional.empty());
        new LocalAdmins().put(workspace(onboarding), admin);
    }

    private void open(Onboarding onboarding) throws Taken {
        Workspace workspace = workspace(onboarding);
        if (parts.tenants().enter(workspace.tenant(), Set.of(Stay.State.ARRIVING), Stay.State.HERE, Instant.EPOCH)) {
            parts.trail()
                    .note(
                            workspace,
                            new Deed("workspace.founded", "", Actor.platform("onboarding"), "", "", List.of()));
        }
    }

    /** The first admin's account, if it is there. */
    Optional<Account> account(Onboarding onboarding) {
        return parts.tenants()
                .byId(onboarding.id())
                .flatMap(workspace -> parts.keycloak()
                        .localAccounts()
                        .find(LocalAccounts.username(
                                workspace.settings().signIn().organization(), ADMIN)));
    }

    /** A new password for one sign-in. */
    String password(Account account) {
        return parts.keycloak().localAccounts().oneTimePassword(account);
    }

    private void goOnLater(Onboarding onboarding, Trouble trouble) throws Later {
        store.failed(onboarding.id(), trouble);
        Instant patience = onboarding.confirmed().orElse(onboarding.asked()).plus(PATIENCE);
        if (patience.isAfter(now()) || isHere(onboarding)) {
            int pause = 1 << Math.min(onboarding.tries(), 5);
            throw new Later(
                    "A step did not work: " + trouble, Duration.ofSeconds(Math.min(pause, LONGEST_PAUSE_SECONDS)));
        }
        LOG.warn("Workspace {} could not be made within {}", onboarding.wish().slug(), PATIENCE);
        store.enter(onboarding.id(), State.FOUNDING, State.WITHDRAWING, now());
    }

    private boolean isHere(Onboarding onboarding) {
        return parts.tenants()
                .reread(onboarding.id())
                .filter(tenant -> tenant.stay().state() == Stay.State.HERE)
                .isPresent();
    }

    private void giveUp(Onboarding onboarding, Trouble trouble) {
        store.failed(onboarding.id(), trouble);
        store.enter(onboarding.id(), State.FOUNDING, State.WITHDRAWING, now());
    }

    /** The tenant first: from then on nobody can get in, whatever is left at Keycloak. */
    private void withdraw(Onboarding onboarding) throws Later {
        try {
            parts.tenants()
                    .byId(onboarding.id())
                    .ifPresent(workspace -> parts.takingBack().takeBack(workspace, parts.job()));
            if (!isHere(onboarding)) {
                clearKeycloak(onboarding);
            }
            store.enter(onboarding.id(), State.WITHDRAWING, State.FAILED, now());
        } catch (KeycloakAway | KeycloakRefused e) {
            LOG.warn(
                    "What was made of {} cannot be taken back now: {}",
                    onboarding.wish().slug(),
                    e.getMessage());
            throw new Later("Keycloak keeps what must be taken back", Duration.ofSeconds(LONGEST_PAUSE_SECONDS));
        }
    }

    /** Without an organisation of its own, what is there under this name is another's. */
    private void clearKeycloak(Onboarding onboarding) {
        String alias = onboarding.wish().slug();
        KeycloakAdmin keycloak = parts.keycloak();
        if (onboarding.done().containsKey(Step.ORGANISATION)) {
            var accounts = keycloak.localAccounts();
            accounts.find(LocalAccounts.username(alias, ADMIN)).ifPresent(account -> accounts.delete(account.id()));
            keycloak.addresses().dismiss(address(onboarding));
        }
        keycloak.organizations().disband(alias, onboarding.id());
    }

    private Instant now() {
        return parts.now().get();
    }
}
