package org.takeup.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;
import org.takeup.webhook.Delivery.State;

/** Deliveries in MongoDB. Each change of state is one conditional update by id: of two who try, one does it. */
final class DeliveryStore {
    /** {@code sort} is the event's time with the id behind it: unique, so it is also the cursor. */
    static final CollectionSpec DELIVERIES = CollectionSpec.named("webhook_deliveries")
            .index("endpoint", "state", "due")
            .index("endpoint", "state", "sort")
            .index("endpoint", "sort")
            .index("sort");

    private final TenantCollection deliveries;

    DeliveryStore(Workspace workspace) {
        this.deliveries = workspace.collection(DELIVERIES);
    }

    private static String sort(Instant at, String id) {
        return String.format(Locale.ROOT, "%013d-%s", at.toEpochMilli(), id);
    }

    private static Bson queued(String endpoint) {
        return and(eq("endpoint", endpoint), eq("state", State.QUEUED.name()));
    }

    /** Adds one. @return false, changing nothing, if it is there already */
    boolean add(String id, String endpoint, String message, String type, Instant at, byte[] body) {
        return deliveries.insert(
                id,
                new Document("endpoint", endpoint)
                        .append("message", message)
                        .append("type", type)
                        .append("at", Date.from(at))
                        .append("sort", sort(at, id))
                        .append("body", new Binary(body))
                        .append("state", State.QUEUED.name())
                        .append("due", Date.from(at))
                        .append("tries", 0)
                        .append("changed", Date.from(at))
                        .append("trouble", ""));
    }

    /** Takes the one that is due longest; nobody else gets it for as long as the lease lasts. */
    Optional<Delivery> claim(String endpoint, Instant now, Duration lease) {
        Bson taken = combine(set("due", Date.from(now.plus(lease))), set("changed", Date.from(now)), inc("tries", 1));
        return deliveries
                .take(and(queued(endpoint), lte("due", Date.from(now))), Sorts.ascending("due"), taken)
                .map(DeliveryStore::read);
    }

    /** When the next one becomes due, if any waits. */
    Optional<Instant> nextDue(String endpoint) {
        Document first = deliveries
                .find(queued(endpoint))
                .sort(Sorts.ascending("due"))
                .limit(1)
                .first();
        return Optional.ofNullable(first).map(found -> found.getDate("due").toInstant());
    }

    /** Writes down what came of a try, unless the delivery was asked for anew meanwhile. */
    void tried(Delivery claimed, State state, Optional<Integer> status, String trouble, Instant due, Instant now) {
        Bson same = and(eq("tries", claimed.tries()), eq("state", State.QUEUED.name()));
        deliveries.updateIf(
                claimed.id(),
                same,
                combine(
                        set("state", state.name()),
                        status.map(code -> set("status", code)).orElseGet(() -> unset("status")),
                        set("trouble", trouble),
                        set("due", Date.from(due)),
                        set("changed", Date.from(now))));
    }

    /** Gives a claimed one back as if it had not been tried. */
    void giveBack(Delivery claimed, Instant due) {
        deliveries.updateIf(
                claimed.id(),
                and(eq("tries", claimed.tries()), eq("state", State.QUEUED.name())),
                combine(set("due", Date.from(due)), inc("tries", -1)));
    }

    /** Gives up all that wait. */
    void giveUp(String endpoint, String trouble, Instant now) {
        deliveries.updateAll(
                queued(endpoint),
                combine(set("state", State.FAILED.name()), set("trouble", trouble), set("changed", Date.from(now))));
    }

    private static Bson again(Instant now) {
        return combine(
                set("state", State.QUEUED.name()),
                set("due", Date.from(now)),
                set("tries", 0),
                set("trouble", ""),
                unset("status"),
                set("changed", Date.from(now)));
    }

    /** Has one sent again. @return whether the endpoint has such a one */
    boolean resend(String endpoint, String id, Instant now) {
        return deliveries.updateIf(id, eq("endpoint", endpoint), again(now));
    }

    /** Has those sent again that happened since and ended in one of these states. @return how many */
    long resendSince(String endpoint, Collection<State> states, Instant since, Instant now) {
        List<String> names = states.stream().map(State::name).toList();
        return deliveries.updateAll(
                and(eq("endpoint", endpoint), in("state", names), gte("sort", sort(since, ""))), again(now));
    }

    /** An endpoint's, newest first. @param after the cursor of the part before */
    List<Delivery> list(String endpoint, Optional<State> state, Optional<String> after, int most) {
        Bson all = state.map(wanted -> and(eq("endpoint", endpoint), eq("state", wanted.name())))
                .orElseGet(() -> eq("endpoint", endpoint));
        return deliveries
                .find(after.map(cursor -> and(all, lt("sort", cursor))).orElse(all))
                .sort(Sorts.descending("sort"))
                .limit(most)
                .map(DeliveryStore::read)
                .into(new ArrayList<>());
    }

    void forget(String endpoint) {
        deliveries.deleteAll(eq("endpoint", endpoint));
    }

    void forgetOlder(Instant than) {
        deliveries.deleteAll(lt("sort", sort(than, "")));
    }

    private static Delivery read(Document found) {
        return new Delivery(
                TenantCollection.id(found),
                found.getString("message"),
                found.getString("endpoint"),
                found.getString("type"),
                found.getDate("at").toInstant(),
                State.valueOf(found.getString("state")),
                found.getDate("due").toInstant(),
                found.getInteger("tries"),
                found.getDate("changed").toInstant(),
                Optional.ofNullable(found.getInteger("status")),
                found.getString("trouble"),
                found.get("body", Binary.class).getData(),
                found.getString("sort"));
    }
}
