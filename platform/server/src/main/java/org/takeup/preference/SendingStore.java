package org.takeup.preference;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** What was sent to whom, by which way, in MongoDB. */
final class SendingStore {
    /** {@code said} is whether the person had said by then which way they like best. */
    static final CollectionSpec SENDINGS = CollectionSpec.named("told_sendings").index("said", "when");

    private final TenantCollection sendings;

    SendingStore(Workspace workspace) {
        this.sendings = workspace.collection(SENDINGS);
    }

    /**
     * A sending.
     *
     * @param said whether the person had said which way they like best
     * @param best whether it went that way
     */
    record Sending(
            String id,
            String person,
            String plan,
            String step,
            String channel,
            boolean said,
            boolean best,
            Instant when) {}

    /** Adds them in one write. Adding one again changes nothing. */
    void addAll(List<Sending> all) {
        sendings.write(all.stream()
                .<TenantCollection.Write>map(each -> new TenantCollection.Write.Upsert(
                        each.id(),
                        combine(
                                setOnInsert("person", each.person()),
                                setOnInsert("plan", each.plan()),
                                setOnInsert("step", each.step()),
                                setOnInsert("channel", each.channel()),
                                setOnInsert("said", each.said()),
                                setOnInsert("best", each.best() ? 1L : 0L),
                                setOnInsert("when", Date.from(each.when())))))
                .toList());
    }

    /** Deletes some of what was sent before a moment. @return whether there may be more */
    boolean trim(Instant before, int most) {
        List<String> old = sendings.find(and(in("said", true, false), lt("when", Date.from(before))))
                .projection(Projections.include("_id"))
                .limit(most)
                .map(TenantCollection::id)
                .into(new ArrayList<>());
        if (!old.isEmpty()) {
            sendings.write(old.stream()
                    .<TenantCollection.Write>map(TenantCollection.Write.Delete::new)
                    .toList());
        }
        return old.size() == most;
    }

    /** Of those who have said which way they like best: how many people got something, how much, how much of it that way. */
    Share share(Instant since) {
        for (Document all : sendings.aggregate(List.of(
                Aggregates.match(and(eq("said", true), gte("when", Date.from(since)))),
                Aggregates.group("$person", Accumulators.sum("n", 1L), Accumulators.sum("best", "$best")),
                Aggregates.group(
                        null,
                        Accumulators.sum("people", 1L),
                        Accumulators.sum("n", "$n"),
                        Accumulators.sum("best", "$best"))))) {
            return new Share(number(all, "people"), number(all, "n"), number(all, "best"));
        }
        return new Share(0, 0, 0);
    }

    private static long number(Document row, String field) {
        return row.get(field, Number.class).longValue();
    }

    /** Sums over people. */
    record Share(long people, long sent, long best) {}
}
