package org.takeup.tenant;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.Sealer;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;

/**
 * The tenants as the control database has them, and the only place that writes them. Thread-safe; the registers of all
 * nodes may write at once, and none undoes what another has written.
 */
final class TenantRegister {
    private static final String HOSTS = "settings.hosts";
    private static final String ORGANIZATION = "settings.signIn.organization";
    private static final String IDENTITY_PROVIDER = "settings.signIn.identityProvider";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MongoCollection<Document> tenants;
    private final MongoCollection<Document> departed;
    private final TenantSchema schema;
    private final Sealer master;

    TenantRegister(Store store, TenantSchema schema, Sealer master) {
        this.tenants = store.control("tenants");
        this.departed = store.control("departed");
        this.schema = schema;
        this.master = master;
    }

    static void createIndexes(Store store) {
        var tenants = store.control("tenants");
        var unique = new IndexOptions().unique(true);
        tenants.createIndex(Indexes.ascending("slug"), unique);
        // Whoever is a member of an organisation gets in: two tenants with one would share their people.
        tenants.createIndex(Indexes.ascending(ORGANIZATION), unique);
        tenants.createIndex(Indexes.ascending(IDENTITY_PROVIDER), unique);
        tenants.createIndex(Indexes.ascending(HOSTS));
        tenants.createIndex(Indexes.ascending(TenantDocument.DOMAINS));
    }

    static void createIndexesOfDeparted(Store store) {
        store.control("departed").createIndex(Indexes.ascending("slug"));
    }

    static List<String> placed(Store store, Tenant.Placement placement) {
        return store
                .control("tenants")
                .find()
                .projection(new Document("placement", 1))
                .batchSize(1_000)
                .into(new ArrayList<>())
                .stream()
                .filter(each -> placement.name().equals(each.getString("placement")))
                .map(each -> each.getString("_id"))
                .toList();
    }

    Optional<Tenant> bySlug(String slug) {
        return find(eq("slug", slug));
    }

    Optional<Tenant> byHost(String host) {
        return find(eq(HOSTS, host));
    }

    Optional<Tenant> byId(String id) {
        return find(eq(id));
    }

    private Optional<Tenant> find(Bson filter) {
        return Optional.ofNullable(tenants.find(filter).first()).map(TenantDocument::read);
    }

    /** Every tenant, by slug. */
    List<Tenant> all() {
        return tenants.find()
                .sort(Indexes.ascending("slug"))
                .batchSize(1_000)
                .map(TenantDocument::read)
                .into(new ArrayList<>());
    }

    /** @see Tenants#apply */
    boolean apply(TenantDefinition definition, OptionalLong revision) {
        // Who was overtaken by another writer looks again. Each time that writer got on, so this ends.
        while (true) {
            Optional<Tenant> now = bySlug(definition.slug());
            if (revision.isPresent()
                    && revision.getAsLong() != now.map(Tenant::revision).orElse(0L)) {
                throw Tenants.Conflict.overtaken();
            }
            refuseTaken(
                    now.map(is -> PageSetting.overlay(definition, is.page())).orElse(definition));
            refuseTaken(definition);
            if (now.isEmpty()) {
                refuseDeparted(definition.slug());
            }
            if (now.map(TenantDefinition::of).filter(definition::equals).isPresent()) {
                return false;
            }
            if (now.isPresent()
                    ? change(now.get(), definition)
                    : create(definition, newId(), master::newDataKey, Stay.HERE)) {
                return true;
            }
        }
    }

    /** @see Tenants#found */
    boolean found(String id, TenantDefinition definition) {
        Optional<Tenant> owner = bySlug(definition.slug());
        if (owner.isPresent() || hasDeparted(definition.slug())) {
            return owner.filter(tenant -> tenant.id().equals(id)).isPresent();
        }
        refuseTaken(definition);
        boolean made = create(definition, id, master::newDataKey, new Stay(Stay.State.ARRIVING, Instant.EPOCH, ""));
        // Whose insert was refused may have been overtaken by itself: by a run on another node.
        return made
                || bySlug(definition.slug())
                        .filter(tenant -> tenant.id().equals(id))
                        .isPresent();
    }

    /** Whether this address is nobody's and never was. */
    boolean isFree(String slug) {
        return bySlug(slug).isEmpty() && !hasDeparted(slug);
    }

    /** @see Tenants#arrive */
    boolean arrive(String id, TenantDefinition definition, Function<String, byte[]> dataKey, Instant until) {
        refuseTaken(definition);
        return create(definition, id, dataKey, new Stay(Stay.State.ARRIVING, until, ""));
    }

    /** Changes the state if it is one of these now. @return whether it was */
    boolean enter(String id, Collection<Stay.State> from, Stay.State to, Instant until) {
        var update = new Document(
                        "$set",
                        new Document(TenantDocument.STAY + ".state", to.name())
                                .append(TenantDocument.STAY + ".until", Date.from(until)))
                .append("$inc", new Document(TenantDocument.REVISION, 1L));
        return tenants.updateOne(and(eq(id), in(from)), update).getMatchedCount() == 1;
    }

    private static Bson in(Collection<Stay.State> states) {
        String field = TenantDocument.STAY + ".state";
        Bson named = Filters.in(field, states.stream().map(Stay.State::name).toList());
        return states.contains(Stay.State.HERE) ? or(named, exists(field, false)) : named;
    }

    /** Switches a moving tenant over: from now on the data is there. @return false if it does not move */
    boolean place(String id, Tenant.Placement placement) {
        var update = new Document("$set", new Document("placement", placement.name()))
                .append("$inc", new Document(TenantDocument.REVISION, 1L));
        return tenants.updateOne(and(eq(id), in(List.of(Stay.State.MOVING))), update)
                        .getMatchedCount()
                == 1;
    }

    /** Forgets a tenant that arrives or goes, and its data key with it. */
    void remove(String id) {
        tenants.deleteOne(and(eq(id), in(List.of(Stay.State.ARRIVING, Stay.State.WITHDRAWN, Stay.State.GOING))));
    }

    /** Notes what the operator orders, beside what the file says. @return whether there is such a tenant */
    boolean order(String slug, Tenant.Status status, String reason) {
        var update = new Document(
                        "$set",
                        new Document(TenantDocument.BY_OPERATOR, status.name())
                                .append(TenantDocument.STAY + ".reason", reason))
                .append("$inc", new Document(TenantDocument.REVISION, 1L));
        return tenants.updateOne(eq("slug", slug), update).getMatchedCount() == 1;
    }

    private boolean create(TenantDefinition definition, String id, Function<String, byte[]> dataKey, Stay stay) {
        var tenant = Tenant.of(id, definition, Map.of(), Tenant.Status.ACTIVE, 1, dataKey.apply(id), stay);
        schema.prepare(id, tenant.dedicated());
        return isWritten(() -> tenants.insertOne(TenantDocument.write(tenant)).wasAcknowledged());
    }

    private boolean change(Tenant now, TenantDefinition definition) {
        if (now.placement() != definition.placement()) {
            throw Tenants.Conflict.placed(now.placement());
        }
        return replace(
                now,
                Tenant.of(
                        now.id(),
                        definition,
                        now.page(),
                        now.byOperator(),
                        now.revision() + 1,
                        now.dataKey(),
                        now.stay()));
    }

    /**
     * Notes what the settings page says.
     *
     * @return whether the tenant still was as it is here
     * @throws Tenants.Conflict if another tenant has what the page says
     */
    boolean setOnPage(Tenant now, Map<PageSetting, PageValue> page) {
        refuseTaken(PageSetting.overlay(now.declared(), page));
        return replace(
                now,
                Tenant.of(
                        now.id(),
                        now.declared(),
                        page,
                        now.byOperator(),
                        now.revision() + 1,
                        now.dataKey(),
                        now.stay()));
    }

    private boolean replace(Tenant now, Tenant next) {
        Bson unchanged = and(eq(now.id()), eq(TenantDocument.REVISION, now.revision()));
        return isWritten(
                () -> tenants.replaceOne(unchanged, TenantDocument.write(next)).getMatchedCount() == 1);
    }

    /** Whether the write was made; not if another writer has just taken the slug or something else that only one may have. */
    private static boolean isWritten(BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    /** A file that was left behind must not make an empty tenant in place of one that has gone. */
    private void refuseDeparted(String slug) {
        if (hasDeparted(slug)) {
            throw Tenants.Conflict.departed(slug);
        }
    }

    private boolean hasDeparted(String slug) {
        return departed.find(eq("slug", slug)).first() != null;
    }

    private void refuseTaken(TenantDefinition definition) {
        var settings = definition.settings();
        var signIn = settings.signIn();
        settings.hosts().forEach(host -> refuseTaken(definition, HOSTS, "host", host));
        signIn.domains().forEach(domain -> refuseTaken(definition, TenantDocument.DOMAINS, "mail domain", domain));
        refuseTaken(definition, ORGANIZATION, "Keycloak organisation", signIn.organization());
        refuseTaken(definition, IDENTITY_PROVIDER, "identity provider", signIn.identityProvider());
    }

    private void refuseTaken(TenantDefinition definition, String field, String what, String value) {
        Document owner = tenants.find(eq(field, value)).first();
        if (owner != null && !owner.getString("slug").equals(definition.slug())) {
            throw Tenants.Conflict.taken(what, value);
        }
    }

    static String newId() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
