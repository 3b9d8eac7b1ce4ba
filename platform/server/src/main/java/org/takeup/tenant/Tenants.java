package org.takeup.tenant;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;

/**
 * The tenants of this platform, and the only place that opens a {@link Workspace}. Thread-safe.
 *
 * <p>What was looked up is kept until a signal says that it changed, and for {@value #FRESH_MILLIS} ms at most, so that
 * a lost signal does no harm.
 */
public final class Tenants {
    private static final long FRESH_MILLIS = 5_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Store store;
    private final MongoCollection<Document> tenants;
    private final TenantSchema schema;
    private final Sealer master;
    private final Signals signals;
    private final Clock clock;
    private final ConcurrentHashMap<Lookup, Known> known = new ConcurrentHashMap<>();

    public Tenants(Store store, TenantSchema schema, Sealer master, Signals signals, Clock clock) {
        this.store = store;
        this.tenants = store.control("tenants");
        this.schema = schema;
        this.master = master;
        this.signals = signals;
        this.clock = clock;
        signals.listen(Signals.Topic.TENANTS, ignored -> known.clear());
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
        var tenants = store.control("tenants");
        tenants.createIndex(Indexes.ascending("slug"), new IndexOptions().unique(true));
        tenants.createIndex(Indexes.ascending("settings.hosts"));
        tenants.createIndex(Indexes.ascending("settings.signIn.domains"));
    }

    /** The workspace at {@code /w/{slug}}, also of a suspended tenant. */
    public Optional<Workspace> bySlug(String slug) {
        return look(new Lookup.BySlug(slug), eq("slug", slug));
    }

    /** The workspace with this own host name, in lower case and without a port. */
    public Optional<Workspace> byHost(String host) {
        return look(new Lookup.ByHost(host), eq("settings.hosts", host));
    }

    /** The workspace with this id, for jobs. */
    public Optional<Workspace> byId(String id) {
        return look(new Lookup.ById(id), eq(id));
    }

    /** Every tenant, by slug. For the operator and for reconciling. */
    public List<Tenant> all() {
        return tenants.find()
                .sort(Indexes.ascending("slug"))
                .map(TenantDocument::read)
                .into(new ArrayList<>());
    }

    /**
     * Makes the tenant if its slug is new, else brings it to this definition. Doing it twice changes nothing.
     *
     * @return whether anything changed
     * @throws Conflict if another tenant has one of the hosts or domains, or if the tenant exists in the other placement
     */
    public boolean apply(TenantDefinition definition) {
        refuseTaken(definition);
        Document found = tenants.find(eq("slug", definition.slug())).first();
        boolean changed = found == null ? create(definition) : change(TenantDocument.read(found), definition);
        if (changed) {
            changed(definition.slug());
        }
        return changed;
    }

    /** Suspends or resumes. @return whether there is such a tenant */
    public boolean setStatus(String slug, Tenant.Status status) {
        var update = new Document("$set", new Document("status", status.name()))
                .append("$inc", new Document("revision", 1L));
        boolean exists = tenants.updateOne(eq("slug", slug), update).getMatchedCount() == 1;
        changed(slug);
        return exists;
    }

    private boolean create(TenantDefinition definition) {
        String id = newId();
        byte[] dataKey = master.newDataKey(id);
        var tenant = new Tenant(
                id,
                definition.slug(),
                definition.name(),
                definition.status(),
                definition.placement(),
                definition.settings(),
                1,
                dataKey);
        schema.prepare(id, tenant.dedicated());
        tenants.insertOne(TenantDocument.write(tenant));
        return true;
    }

    private boolean change(Tenant now, TenantDefinition definition) {
        if (now.placement() != definition.placement()) {
            throw Conflict.placed(now.placement());
        }
        if (definition.equals(TenantDefinition.of(now))) {
            return false;
        }
        var next = new Tenant(
                now.id(),
                now.slug(),
                definition.name(),
                definition.status(),
                now.placement(),
                definition.settings(),
                now.revision() + 1,
                now.dataKey());
        tenants.replaceOne(eq(now.id()), TenantDocument.write(next));
        return true;
    }

    private void refuseTaken(TenantDefinition definition) {
        var settings = definition.settings();
        settings.hosts().forEach(host -> refuseTaken(definition, "settings.hosts", "host", host));
        settings.signIn()
                .domains()
                .forEach(domain -> refuseTaken(definition, "settings.signIn.domains", "mail domain", domain));
    }

    private void refuseTaken(TenantDefinition definition, String field, String what, String value) {
        Document owner = tenants.find(eq(field, value)).first();
        if (owner != null && !owner.getString("slug").equals(definition.slug())) {
            throw Conflict.taken(what, value);
        }
    }

    private void changed(String slug) {
        known.clear();
        signals.publish(Signals.Topic.TENANTS, slug);
    }

    private Optional<Workspace> look(Lookup lookup, Bson filter) {
        Known cached = known.get(lookup);
        if (cached != null && clock.millis() - cached.at() < FRESH_MILLIS) {
            return Optional.of(open(cached));
        }
        Document found = tenants.find(filter).first();
        if (found == null) {
            known.remove(lookup);
            return Optional.empty();
        }
        Known fresh = know(TenantDocument.read(found), cached);
        known.put(lookup, fresh);
        return Optional.of(open(fresh));
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

    private static String newId() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
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

        static Conflict placed(Tenant.Placement now) {
            return new Conflict("The data is placed " + now.name().toLowerCase(java.util.Locale.ROOT)
                    + " and a file cannot move it; put that placement back, or export and import the tenant");
        }
    }
}
