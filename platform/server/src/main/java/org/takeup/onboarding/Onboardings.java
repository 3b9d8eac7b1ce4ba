package org.takeup.onboarding;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.identity.keycloak.LocalAccounts.Account;
import org.takeup.language.LocalWords;
import org.takeup.onboarding.Onboarding.State;
import org.takeup.store.Jobs;
import org.takeup.store.Store;
import org.takeup.tenant.FirstAdmin;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/** Organisations on their way to a workspace. Thread-safe; blocks on the store and, for passwords, on Keycloak. */
public final class Onboardings {
    /** What sign-up, its mails and its pages say. */
    static final LocalWords WORDS = LocalWords.beside(Onboardings.class, "onboarding");

    /** How long a link to confirm is good. */
    static final Duration TO_CONFIRM = Duration.ofDays(1);

    /** How long a first password can be had. */
    static final Duration TO_COME_IN = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Onboardings.class);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration IF_A_NODE_DIES = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int FROM_ONE_PLACE_AN_HOUR = 5;
    private static final int FOR_ONE_ADDRESS_A_DAY = 3;
    private static final int UNCONFIRMED_AN_HOUR = 500;
    static final int MOST_LISTED = 100;
    private static final String LETTER = "onboarding-letter";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final OnboardingStore store;
    private final Tenants tenants;
    private final Founder founder;
    private final String founding;
    private final Jobs jobs;

    Onboardings(OnboardingStore store, Founder.Parts parts, Letters letters, TenantJobs tenantJobs, Jobs jobs) {
        this.store = store;
        this.tenants = parts.tenants();
        this.founder = new Founder(store, parts);
        this.founding = parts.job();
        this.jobs = jobs;
        tenantJobs.registerThroughout(founding, (id, ignored) -> found(id));
        tenantJobs.registerThroughout(LETTER, (id, ignored) -> letters.send(id));
    }

    /** Makes the indexes of the control collection; part of the migrations. */
    public static void createIndexes(Store store) {
        OnboardingStore.createIndexes(store);
    }

    private void found(String id) throws Exception {
        founder.run(id).filter(Onboarding::rests).ifPresent(ended -> {
            jobs.add(LETTER, id, new Document(), jobs.now());
        });
    }

    /**
     * Takes down what somebody wants who is not known yet, and sends them a mail to confirm it. Whether the address has
     * asked too often is not said: it could be somebody else's.
     *
     * @param wish without {@link Wish#faults}
     * @param from where the request came from
     * @throws org.takeup.http.Problem if too many ask
     */
    void ask(Wish wish, String from) {
        Instant now = jobs.now();
        store.forgetUnconfirmed(now.minus(TO_CONFIRM));
        store.forgetSettled(now.minus(KEPT));
        if (store.askedFrom(from, now.minus(HOUR)) >= FROM_ONE_PLACE_AN_HOUR
                || store.unconfirmed(now.minus(HOUR)) >= UNCONFIRMED_AN_HOUR) {
            throw OnboardingProblems.tooMany();
        }
        if (store.askedFor(wish.email(), now.minus(TO_CONFIRM)) >= FOR_ONE_ADDRESS_A_DAY) {
            LOG.info("A sign-up was left out: its address was written to often enough today");
            return;
        }
        String id = Tenants.newId();
        store.add(id, wish, "sign-up", State.ASKED, secret(), from, now);
        jobs.add(LETTER, id, new Document(), now);
    }

    /**
     * Begins what an operator asks for.
     *
     * @param wish without {@link Wish#faults}
     * @param by the operator's id
     * @throws org.takeup.http.Problem if the address is taken
     */
    Onboarding invite(Wish wish, String by) {
        refuseTaken(wish.slug());
        String id = Tenants.newId();
        Instant now = jobs.now();
        // The job first, so that no work is without one, wherever a node dies; one too many does nothing.
        jobs.add(founding, id, new Document(), now.plus(IF_A_NODE_DIES));
        store.add(id, wish, by, State.FOUNDING, secret(), "", now);
        jobs.add(founding, id, new Document(), now);
        return store.find(id).orElseThrow();
    }

    /** Invites the first admin of a tenant that its file has made, unless somebody was invited to it before. */
    void invite(Workspace workspace, FirstAdmin admin) {
        Tenant tenant = workspace.tenant();
        var wish = new Wish(
                tenant.name(),
                tenant.slug(),
                admin.givenName(),
                admin.familyName(),
                admin.email(),
                tenant.settings().language().toLanguageTag(),
                tenant.settings().zone().getId(),
                tenant.placement());
        if (store.find(tenant.id()).isPresent()) {
            return;
        }
        Instant now = jobs.now();
        jobs.add(founding, tenant.id(), new Document(), now.plus(IF_A_NODE_DIES));
        if (store.addIfNew(tenant.id(), wish, Founder.BY_FILE, secret(), now)) {
            jobs.add(founding, tenant.id(), new Document(), now);
        }
    }

    /** Forgets how a tenant came in. */
    void forget(String tenant) {
        store.forget(tenant);
    }

    /** The onboarding whose page this secret opens. */
    Optional<Onboarding> bySecret(String secret) {
        return store.bySecret(secret)
                .filter(found -> found.state() != State.ASKED
                        || found.asked().plus(TO_CONFIRM).isAfter(jobs.now()));
    }

    Optional<Onboarding> find(String id) {
        return store.find(id);
    }

    /** The latest ones. @param before asked earlier than that */
    List<Onboarding> latest(Optional<Instant> before) {
        return store.latest(before, MOST_LISTED);
    }

    /**
     * Begins the work, after somebody has confirmed or after it did not work. Nothing happens while it goes on or when it
     * is done.
     *
     * @param slug the address that is wanted now; a tenant's file alone decides on that of its own
     * @throws org.takeup.http.Problem if that address is taken
     */
    void begin(Onboarding onboarding, String slug) {
        if (!Set.of(State.ASKED, State.FAILED).contains(onboarding.state())) {
            return;
        }
        String address = onboarding.byFile() ? onboarding.wish().slug() : slug;
        if (!isItsOwn(onboarding, address)) {
            refuseTaken(address);
        }
        Instant now = jobs.now();
        jobs.add(founding, onboarding.id(), new Document(), now.plus(IF_A_NODE_DIES));
        boolean begun = store.begin(
                onboarding, Set.of(State.ASKED, State.FAILED), onboarding.wish().at(address), now);
        if (begun) {
            jobs.add(founding, onboarding.id(), new Document(), now);
        }
    }

    /** The workspace that a file has made is there before its admin is invited, and if that did not work. */
    private boolean isItsOwn(Onboarding onboarding, String slug) {
        return tenants.reread(onboarding.id())
                .filter(tenant -> tenant.slug().equals(slug))
                .isPresent();
    }

    private void refuseTaken(String slug) {
        if (!tenants.isFree(slug)) {
            throw OnboardingProblems.taken();
        }
    }

    /** Whether an address is free at this moment. */
    boolean isFree(String slug) {
        return tenants.isFree(slug);
    }

    /** The first admin's account. @return nothing if the workspace is not ready or the account is gone */
    Optional<Account> account(Onboarding onboarding) {
        return onboarding.state() == State.READY ? founder.account(onboarding) : Optional.empty();
    }

    /**
     * A password for the first sign-in; the one before is good no more.
     *
     * @return nothing if its owner has come in already, or too long a time has passed
     */
    Optional<String> firstPassword(Onboarding onboarding) {
        boolean soon = onboarding
                .ended()
                .filter(ended -> ended.plus(TO_COME_IN).isAfter(jobs.now()))
                .isPresent();
        return soon ? account(onboarding).filter(account -> !account.ready()).map(founder::password) : Optional.empty();
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
