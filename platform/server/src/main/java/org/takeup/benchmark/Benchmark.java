package org.takeup.benchmark;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Ledger;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.survey.InstrumentOffer;
import org.takeup.survey.Surveys;
import org.takeup.survey.Wave;
import org.takeup.tenant.Workspace;

/** The benchmark over organisations that take part in it. Thread-safe; calls block. */
public final class Benchmark {
    /** The collections of a tenant's own data. */
    public static final List<CollectionSpec> COLLECTIONS = OptInStore.COLLECTIONS;
    /** The collections of the installation's own data. */
    public static final List<CollectionSpec> INSTALLATION = ReleaseStore.COLLECTIONS;

    private static final Logger LOG = LoggerFactory.getLogger(Benchmark.class);
    private static final Duration LOOK = Duration.ofMinutes(10);

    private final Surveys surveys;
    private final Shares shares;
    private final ReleaseStore store;
    private final SpendingLedger ledger;
    private final Releasing releasing;

    /**
     * @param workspaces every workspace that is in use at the moment of the call
     * @param collections gives the installation's collections
     * @param random for noise; anything but a {@link java.security.SecureRandom} gives answers away
     */
    public Benchmark(
            Surveys surveys,
            Supplier<List<Workspace>> workspaces,
            Function<CollectionSpec, TenantCollection> collections,
            AuditTrail trail,
            Ledger ledger,
            RandomGenerator random,
            Clock clock) {
        this.surveys = surveys;
        this.shares = new Shares(surveys);
        this.store = new ReleaseStore(collections);
        this.ledger = new SpendingLedger(trail, ledger);
        this.releasing = new Releasing(shares, workspaces, store, this.ledger, new Noise(random), clock);
    }

    /** Looks now and then, until Vert.x is closed, whether a release is due. */
    public void start(Vertx vertx) {
        var busy = new AtomicBoolean();
        vertx.setPeriodic(LOOK.toMillis(), ignored -> {
            if (busy.compareAndSet(false, true)) {
                Thread.ofVirtual().name("benchmark").start(() -> {
                    try {
                        releasing.runIfDue(Actor.platform("benchmark"));
                    } catch (RuntimeException e) {
                        LOG.warn("The benchmark could not be released; it is tried again", e);
                    } finally {
                        busy.set(false);
                    }
                });
            }
        });
    }

    /** Makes this quarter's releases now. @return false if they are made, or being made */
    boolean release(Actor actor) {
        return releasing.run(actor);
    }

    /** Whether the workspace takes part. */
    TakingPart takingPart(Workspace workspace) {
        return new OptInStore(workspace).read();
    }

    /** What can be shared here: plugins with the names of their instruments, those included that were asked or are shared already. */
    Map<String, String> instruments(Workspace workspace, Locale language) {
        var names = new TreeMap<String, String>();
        takingPart(workspace).instruments().forEach(plugin -> names.put(plugin, plugin));
        surveys.list(workspace, Optional.empty()).stream()
                .map(Wave::instrument)
                .forEach(asked -> names.put(asked.plugin(), asked.name().in(language)));
        for (InstrumentOffer offer : surveys.instruments(workspace)) {
            names.put(offer.plugin(), offer.profile().name().in(language));
        }
        // Nobody else can ask with an organisation's own questionnaire.
        names.keySet().removeIf(Surveys::isOwn);
        return names;
    }

    /**
     * Says what the workspace shares from the next release on; nothing, for none.
     *
     * @throws Problem if there is no such instrument here
     */
    void takePart(Workspace workspace, Profile profile, List<String> plugins) {
        Map<String, String> known = instruments(workspace, Locale.ENGLISH);
        for (String plugin : plugins) {
            if (!known.containsKey(plugin)) {
                throw Problem.invalid("instruments", "There is no such instrument in this workspace.");
            }
        }
        new OptInStore(workspace).put(profile, new TakingPart(Optional.of(profile), plugins).instruments());
    }

    /** How the workspace stands, for each instrument that it shares. Nobody else sees a release. */
    List<Comparison> comparisons(Workspace workspace, Locale language) {
        TakingPart part = takingPart(workspace);
        Map<String, String> names = instruments(workspace, language);
        return part.profile().stream()
                .flatMap(profile -> part.instruments().stream()
                        .map(plugin -> comparison(workspace, plugin, profile, names, language)))
                .toList();
    }

    private Comparison comparison(
            Workspace workspace, String plugin, Profile profile, Map<String, String> names, Locale language) {
        return shares.newest(workspace, plugin, workspace.clock().instant())
                .map(results -> Compared.of(
                        plugin,
                        profile,
                        results,
                        store.of(Key.of(results.wave().instrument()).text(), 1).stream()
                                .map(ReleaseStore.Kept::release)
                                .findFirst(),
                        language))
                .orElseGet(() -> new Comparison(
                        plugin,
                        names.getOrDefault(plugin, plugin),
                        "",
                        "",
                        List.of(),
                        List.of(),
                        "You have no results of the last year to compare. Open a survey with this instrument first."));
    }

    /** Every release, newest first. */
    List<Release> releases() {
        return store.all().stream().map(ReleaseStore.Kept::release).toList();
    }

    /** Checks the ledger against the releases. */
    Verdict verify() {
        return ledger.verify(store.all(), store.notNoted());
    }
}
