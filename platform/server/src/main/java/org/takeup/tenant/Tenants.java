package org.takeup.tenant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Sealer;
import org.takeup.store.SharedReads;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantSchema;

/**
 * The tenants of this platform, and the only place that opens a {@link Workspace}. Thread-safe.
 *
 * <p>What was looked up is kept until a signal says that it changed, and for {@value #FRESH_MILLIS} ms at most, so that
 * a lost signal does no harm.
 */
public final class Tenants {
    private static final long FRESH_MILLIS = 5_000;

    private final Store store;
    private final TenantRegister register;
    private final Sealer master;
    private final Signals signals;
    private final Clock clock;
    private final ConcurrentHashMap<Lookup, Known> known = new ConcurrentHashMap<>();
    private final SharedReads<Lookup, Optional<Known>> reading = new SharedReads<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    public Tenants(Store store, TenantSchema schema, Sealer master, Signals signals, Clock clock) {
        this.store = store;
        this.register = new TenantRegister(store, schema, master);
        this.master = master;
        this.signals = signals;
        this.clock = clock;
        signals.listen(Signals.Topic.TENANTS, this::heard);
    }

    /** How a tenant is looked up. A record, so that no slug can be mistaken for a host. */
    private sealed interface Lookup {
        record BySlug(String slug) implements Lookup {}

        record ByHost(String host) implements Lookup {}

        record ById(String id) implements Lookup {}
    }

    private record Known(Tenant tenant, Sealer sealer, long at) {}

    /** Makes the indexes of the control collection; part of the migrations. */
    public static void createIndexes(Store store) {
        TenantRegister.createIndexes(store);
    }

    /** Makes the index of the control collection of tenants that have left; part of the migrations. */
    public static void createIndexesOfDeparted(Store store) {
        TenantRegister.createIndexesOfDeparted(store);
    }

    /** The ids of those that have a database of their own; for the migrations. */
    public static List<String> dedicated(Store store) {
        return TenantRegister.placed(store, Tenant.Placement.DEDICATED);
    }

    /** Lets a migration work on each tenant's own collections, one tenant after the other. */
    public static void inEach(Store store, Consumer<Function<CollectionSpec, TenantCollection>> work) {
        for (Tenant.Placement placement : Tenant.Placement.values()) {
            TenantRegister.placed(store, placement)
                    .forEach(tenant ->
                            work.accept(spec -> store.tenant(tenant, placement == Tenant.Placement.DEDICATED, spec)));
        }
    }

    /** The workspace at {@code /w/{slug}}, also of a suspended tenant. */
    public Optional<Workspace> bySlug(String slug) {
        return look(new Lookup.BySlug(slug), () -> register.bySlug(slug));
    }

    /** The workspace with this own host name, in lower case and without a port. */
    public Optional<Workspace> byHost(String host) {
        return look(new Lookup.ByHost(host), () -> register.byHost(host));
    }

    /** The workspace with this id, for jobs. */
    public Optional<Workspace> byId(String id) {
        return look(new Lookup.ById(id), () -> register.byId(id));
    }

    /** Every tenant, by slug. For the operator and for reconciling. */
    public List<Tenant> all() {
        return register.all();
    }

    /**
     * Makes the tenant if its slug is new, else brings it to this definition. Doing it twice changes nothing, and nodes
     * that do it at the same time make one tenant. What the operator has ordered stays.
     *
     * @return whether anything changed
     * @throws Conflict if another tenant has one of the hosts or domains, the Keycloak organisation or the identity
     *     provider, or if the tenant exists in the other placement
     */
    public boolean apply(TenantDefinition definition) {
        return apply(definition, OptionalLong.empty());
    }

    /** As above, if the tenant still has this revision, or is not there for 0. @throws Conflict if it has not */
    boolean apply(TenantDefinition definition, OptionalLong revision) {
        boolean changed = register.apply(definition, revision);
        if (changed) {
            changed(definition.slug());
        }
        return changed;
    }

    /**
     * Suspends a tenant by the operator's order, or takes that order back. A tenant that its file suspends stays
     * suspended either way.
     *
     * @return whether there is such a tenant
     */
    public boolean setStatus(String slug, Tenant.Status status) {
        return setStatus(slug, status, "");
    }

    /** As above. @param reason why, for the tenant's people to read; may be empty */
    public boolean setStatus(String slug, Tenant.Status status, String reason) {
        boolean exists = register.order(slug, status, reason);
        changed(slug);
        return exists;
    }

    /**
     * Notes what the workspace's pages say.
     *
     * @return false if somebody has changed the tenant since it was read
     * @throws Conflict if another tenant has a mail domain that the pages give this one
     */
    boolean setOnPage(Tenant now, Map<PageSetting, PageValue> page) {
        boolean written = register.setOnPage(now, page);
        changed(now.slug());
        return written;
    }

    /** The tenant with this id as it is stored now, whatever this node has kept. */
    public Optional<Tenant> reread(String id) {
        return register.byId(id);
    }

    /**
     * Begins a restored tenant: nobody gets in until {@link #enter} says that it is here.
     *
     * @param id from {@link #newId}
     * @param sealedKey its data key as {@link #handKey} gave it
     * @param until when it is taken for dead and rolled back, unless that is put off
     * @return its workspace; empty if somebody else took its slug at this moment
     * @throws Conflict if the slug or anything else that only one tenant may have is taken
     * @throws IllegalStateException if the key does not open with the transport key
     */
    public Optional<Workspace> arrive(
            String id, TenantDefinition definition, byte[] sealedKey, Sealer transport, Instant until) {
        if (register.bySlug(definition.slug()).isPresent()) {
            throw Conflict.taken("address", definition.slug());
        }
        boolean made = register.arrive(
                id, definition, owner -> transport.handOver(sealedKey, "archive", master, owner), until);
        changed(definition.slug());
        return made ? register.byId(id).map(tenant -> open(know(tenant, null))) : Optional.empty();
    }

    /**
     * Founds a tenant with keys and a place of its own: nobody gets in until {@link #enter} says that it is here. Doing it
     * again with the same id finds it.
     *
     * @param id from {@link #newId}
     * @return its workspace; empty, changing nothing, if the slug is another tenant's or was one's that has left
     * @throws Conflict if anything else that only one tenant may have is taken
     */
    public Optional<Workspace> found(String id, TenantDefinition definition) {
        Optional<Tenant> before =
                register.byId(id).filter(tenant -> tenant.slug().equals(definition.slug()));
        if (before.isPresent()) {
            return before.map(tenant -> open(know(tenant, null)));
        }
        boolean founded = register.found(id, definition);
        changed(definition.slug());
        return founded ? register.byId(id).map(tenant -> open(know(tenant, null))) : Optional.empty();
    }

    /** Whether this address is nobody's and never was. Somebody may take it in the next moment. */
    public boolean isFree(String slug) {
        return register.isFree(slug);
    }

    /** An id that no tenant has. */
    public static String newId() {
        return TenantRegister.newId();
    }

    /** The data key of a workspace, sealed with another key than the installation's, for {@link #arrive} elsewhere. */
    public byte[] handKey(Workspace workspace, Sealer transport) {
        Tenant tenant = workspace.tenant();
        return master.handOver(tenant.dataKey(), tenant.id(), transport, "archive");
    }

    /**
     * Changes where a tenant is in its life, if it is in one of these states now.
     *
     * @return whether it was
     */
    public boolean enter(Tenant tenant, Set<Stay.State> from, Stay.State to, Instant until) {
        boolean entered = register.enter(tenant.id(), from, to, until);
        changed(tenant.slug());
        return entered;
    }

    /** The workspace of a moving tenant as it will be: its documents in the other placement. */
    public Workspace elsewhere(Workspace workspace) {
        return new Workspace(workspace.tenant().inOtherPlacement(), store, workspace.sealer(), clock);
    }

    /** Switches a moving tenant over: its data is in this placement from now on. @return false if it does not move any more */
    public boolean place(Tenant tenant, Tenant.Placement placement) {
        boolean placed = register.place(tenant.id(), placement);
        changed(tenant.slug());
        return placed;
    }

    /** Forgets a tenant that arrives or goes, and its data key with it; its documents are deleted by the caller. */
    public void remove(Tenant tenant) {
        register.remove(tenant.id());
        changed(tenant.slug());
    }

    /** Calls {@code hears} with the slug of each tenant that changed on any node. It may block, and may come twice. */
    public void listen(Consumer<String> hears) {
        listeners.add(hears);
    }

    private void changed(String slug) {
        heard(slug);
        signals.publish(Signals.Topic.TENANTS, slug);
    }

    private void heard(String slug) {
        reading.forget();
        known.clear();
        listeners.forEach(each -> each.accept(slug));
    }

    private Optional<Workspace> look(Lookup lookup, Supplier<Optional<Tenant>> stored) {
        Known cached = known.get(lookup);
        if (cached != null && clock.millis() - cached.at() < FRESH_MILLIS) {
            return Optional.of(open(cached));
        }
        return reading.read(
                        lookup,
                        () -> stored.get().map(tenant -> know(tenant, cached)),
                        fresh -> fresh.ifPresentOrElse(found -> known.put(lookup, found), () -> known.remove(lookup)))
                .map(this::open);
    }

    private Known know(Tenant tenant, @org.jspecify.annotations.Nullable Known before) {
        // Parsing a data key costs more than the look-up; it never changes, so the opened one is kept.
        Sealer sealer = before != null && before.tenant().id().equals(tenant.id())
                ? before.sealer()
                : master.withDataKey(tenant.dataKey(), tenant.id());
        return new Known(tenant, sealer, clock.millis());
    }

    private Workspace open(Known known) {
        return new Workspace(known.tenant(), store, known.sealer(), clock);
    }

    /** A definition that cannot be carried out. The message says why and what to do. */
    public static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Conflict(String message) {
            super(message, null, false, false);
        }

        static Conflict taken(String what, String value) {
            return new Conflict("The " + what + " " + value
                    + " belongs to another tenant; remove it there first or choose another");
        }

        static Conflict overtaken() {
            return new Conflict("Somebody else has changed this tenant in the meantime; make a new plan");
        }

        static Conflict departed(String slug) {
            return new Conflict("The tenant '" + slug
                    + "' has left and its data was deleted; remove its file, or choose another slug");
        }

        static Conflict placed(Tenant.Placement now) {
            return new Conflict("The data is placed " + now.name().toLowerCase(java.util.Locale.ROOT)
                    + " and a file cannot move it; put that placement back, or have the operator move the tenant");
        }
    }
}
