package org.takeup.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.takeup.event.Event;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;
import org.takeup.webhook.Endpoint.State;

/**
 * Endpoints in MongoDB, with their secrets sealed. {@code looks} says when a run looks for deliveries next, so that one
 * run is enough however many events there are.
 */
final class EndpointStore {
    static final CollectionSpec ENDPOINTS =
            CollectionSpec.named("webhook_endpoints").index("created");

    /** No run is under way or planned. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** A run that was silent for so long has died between two of its steps. */
    private static final Duration SILENT = Duration.ofMinutes(2);

    private final TenantCollection endpoints;
    private final Workspace workspace;

    EndpointStore(Workspace workspace) {
        this.workspace = workspace;
        this.endpoints = workspace.collection(ENDPOINTS);
    }

    void add(String id, Endpoint.Wish wish, byte[] secret, String by, Instant now) {
        endpoints.insert(
                id,
                new Document("url", wish.url())
                        .append("note", wish.note())
                        .append("events", names(wish.events()))
                        .append("state", (wish.on() ? State.ON : State.OFF).name())
                        .append("reason", "")
                        .append("created", Date.from(now))
                        .append("createdBy", by)
                        .append("version", 1L)
                        .append("secret", seal(id, secret))
                        .append("rest", Date.from(Instant.EPOCH))
                        .append("looks", Date.from(NEVER))
                        .append("turn", 0L));
    }

    private Binary seal(String id, byte[] secret) {
        return new Binary(workspace.sealer().seal(secret, purpose(id)));
    }

    private static String purpose(String id) {
        return "webhook-secret:" + id;
    }

    private static List<String> names(Set<Event.Kind> events) {
        return events.stream().map(Enum::name).sorted().toList();
    }

    Optional<Endpoint> find(String id) {
        return endpoints.find(id).map(EndpointStore::read);
    }

    /** All, the oldest first. */
    List<Endpoint> all(int most) {
        return endpoints
                .all()
                .sort(Sorts.ascending("created"))
                .limit(most)
                .map(EndpointStore::read)
                .into(new ArrayList<>());
    }

    /** The secrets that sign now, the newest first. */
    List<byte[]> secrets(String id, Instant now) {
        Document found = endpoints.find(id).orElse(new Document());
        var secrets = new ArrayList<byte[]>();
        for (String field : List.of("secret", "oldSecret")) {
            boolean over = field.equals("oldSecret")
                    && (found.getDate("oldUntil") == null
                            || !found.getDate("oldUntil").toInstant().isAfter(now));
            Binary sealed = found.get(field, Binary.class);
            if (sealed != null && !over) {
                secrets.add(workspace
                        .sealer()
                        .open(sealed.getData(), purpose(id))
                        .orElseThrow(
                                () -> new IllegalStateException("The secret of webhook " + id + " does not open")));
            }
        }
        return secrets;
    }

    /** Changes one as an admin wishes. What it failed of is forgotten. @return false if there is a newer version */
    boolean change(String id, long seen, Endpoint.Wish wish) {
        return endpoints.updateIf(
                id,
                eq("version", seen),
                combine(
                        set("url", wish.url()),
                        set("note", wish.note()),
                        set("events", names(wish.events())),
                        set("state", (wish.on() ? State.ON : State.OFF).name()),
                        set("reason", ""),
                        unset("failing"),
                        set("rest", Date.from(Instant.EPOCH)),
                        inc("version", 1L)));
    }

    /** Takes a new secret; the one before signs until then as well. @return false if somebody else was faster */
    boolean changeSecret(String id, byte[] fresh, Instant oldUntil) {
        Binary before = endpoints.find(id).orElse(new Document()).get("secret", Binary.class);
        Bson old = combine(set("oldSecret", before), set("oldUntil", Date.from(oldUntil)));
        return endpoints.updateIf(id, eq("secret", before), combine(old, set("secret", seal(id, fresh))));
    }

    boolean remove(String id) {
        return endpoints.delete(id);
    }

    void arrived(String id, Instant now) {
        endpoints.update(
                id, combine(set("delivered", Date.from(now)), unset("failing"), set("rest", Date.from(Instant.EPOCH))));
    }

    /** Notes that a try failed, and since when nothing arrives. */
    void failed(String id, Instant now, Instant rest) {
        endpoints.updateIf(id, exists("failing", false), set("failing", Date.from(now)));
        endpoints.update(id, set("rest", Date.from(rest)));
    }

    /** Switches it off. @return whether it was on */
    boolean giveUp(String id, String reason) {
        return endpoints.updateIf(
                id,
                eq("state", State.ON.name()),
                combine(set("state", State.GIVEN_UP.name()), set("reason", reason), inc("version", 1L)));
    }

    /** Says that there is something to send now. @return the number of the run to start, unless one looks anyway */
    OptionalLong wake(String id, Instant now) {
        Bson later = and(gt("looks", Date.from(now)), lte("rest", Date.from(now)));
        Bson never = eq("looks", Date.from(NEVER));
        Bson died = lt("looks", Date.from(now.minus(SILENT)));
        return endpoints
                .change(id, or(later, never, died), combine(set("looks", Date.from(now)), inc("turn", 1L)))
                .map(found -> OptionalLong.of(found.getLong("turn")))
                .orElse(OptionalLong.empty());
    }

    /** Says when this run looks again. */
    void looks(String id, long turn, Instant next) {
        endpoints.updateIf(id, eq("turn", turn), set("looks", Date.from(next)));
    }

    /** Says that this run ends; whoever has something to send starts another one. */
    void looksNoMore(String id, long turn) {
        looks(id, turn, NEVER);
    }

    private static Endpoint read(Document found) {
        return new Endpoint(
                TenantCollection.id(found),
                found.getString("url"),
                found.getString("note"),
                found.getList("events", String.class).stream()
                        .map(Event.Kind::valueOf)
                        .collect(Collectors.toSet()),
                State.valueOf(found.getString("state")),
                found.getString("reason"),
                found.getDate("created").toInstant(),
                found.getString("createdBy"),
                found.getLong("version"),
                instant(found, "delivered"),
                instant(found, "failing"),
                instant(found, "oldUntil"),
                found.getDate("rest").toInstant(),
                found.getLong("turn"));
    }

    private static Optional<Instant> instant(Document found, String field) {
        return Optional.ofNullable(found.getDate(field)).map(Date::toInstant);
    }
}
