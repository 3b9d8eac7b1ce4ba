package org.takeup.delivery;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.takeup.store.TenantCollection;

/** Counts what goes out, whatever the way: rows with a {@code state} and the {@code reference} of what they are for. */
public final class Tallies {
    private Tallies() {}

    /**
     * One count in the index for each state: no row is read, however many have been sent. One that changes its state
     * meanwhile may be counted twice or not at all.
     */
    public static Tally of(TenantCollection rows) {
        var byState = new EnumMap<MailState, Long>(MailState.class);
        for (MailState state : MailState.values()) {
            byState.put(state, rows.count(eq("state", state.name())));
        }
        return new Tally(byState);
    }

    /** By reference; one without rows is left out. */
    public static Map<String, Tally> of(TenantCollection rows, Collection<String> references) {
        var counts = new HashMap<String, EnumMap<MailState, Long>>();
        var key = new Document("reference", "$reference").append("state", "$state");
        rows.aggregate(List.of(
                        Aggregates.match(in("reference", references)),
                        Aggregates.group(key, Accumulators.sum("n", 1L))))
                .forEach(group -> {
                    Document id = group.get("_id", Document.class);
                    counts.computeIfAbsent(id.getString("reference"), ignored -> new EnumMap<>(MailState.class))
                            .put(
                                    MailState.valueOf(id.getString("state")),
                                    group.get("n", Number.class).longValue());
                });
        var tallies = new HashMap<String, Tally>();
        counts.forEach((reference, byState) -> tallies.put(reference, new Tally(byState)));
        return tallies;
    }
}
