package org.takeup.preference;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

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

    /** A sending. Adding it again changes nothing. @param best whether it went the way that the person likes best */
    void add(
            String id,
            String person,
            String plan,
            String step,
            String channel,
            boolean said,
            boolean best,
            Instant when) {
        sendings.insert(
                id,
                new Document("person", person)
                        .append("plan", plan)
                        .append("step", step)
                        .append("channel", channel)
                        .append("said", said)
                        .append("best", best ? 1L : 0L)
                        .append("when", Date.from(when)));
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
