package org.takeup.reach;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** What became of a step for a person, where no outbox knows it: one document a step and person, in MongoDB. */
final class ReachStore {
    static final CollectionSpec ROWS = CollectionSpec.named("step_reach")
            .index("plan")
            .index("step", "held")
            .index("step", "found")
            .index("step", "said");

    private final TenantCollection rows;

    ReachStore(Workspace workspace) {
        this.rows = workspace.collection(ROWS);
    }

    /** What is noted. Each is noted once for a person and step, with the first moment; again changes nothing. */
    enum Mark {
        /** Held out by chance. */
        HELD,
        /** It is in their inbox. */
        FOUND,
        /** Somebody has said it to them. */
        SAID,
        /** They have followed a link of it. */
        CLICKED,
        /** They were asked whether they opened it, having agreed to that. */
        ASKED,
        /** They have opened it. */
        OPENED;

        String field() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String moment() {
            return field() + "At";
        }
    }

    /** Notes the same of some people, at most a few hundred. */
    void mark(String planId, String stepId, Collection<String> personIds, Mark mark, Instant now) {
        mark(planId, stepId, personIds, mark, now, new Document());
    }

    /** Notes that somebody has said it to some people, at most a few hundred. The first one who did counts. */
    void said(String planId, String stepId, Collection<String> personIds, Messenger messenger, Instant now) {
        mark(planId, stepId, personIds, Mark.SAID, now, new Document("messenger", messenger.name()));
    }

    private void mark(
            String planId, String stepId, Collection<String> people, Mark mark, Instant now, Document onInsert) {
        rows.write(people.stream()
                .<Write>map(person ->
                        new Write.Upsert(stepId + ":" + person, marked(planId, stepId, person, mark, now, onInsert)))
                .toList());
    }

    private static Bson marked(String planId, String stepId, String person, Mark mark, Instant now, Document onInsert) {
        Bson row = combine(
                setOnInsert("plan", planId),
                setOnInsert("step", stepId),
                setOnInsert("person", person),
                set(mark.field(), 1L),
                min(mark.moment(), Date.from(now)));
        return onInsert.isEmpty() ? row : combine(row, new Document("$setOnInsert", onInsert));
    }

    /** How many people have each mark, by step. Those that nobody has are left out. */
    Map<String, Map<Mark, Long>> counts(String planId) {
        var sums = java.util.Arrays.stream(Mark.values())
                .map(mark -> Accumulators.sum(mark.field(), "$" + mark.field()))
                .toList();
        var counts = new HashMap<String, Map<Mark, Long>>();
        rows.aggregate(java.util.List.of(Aggregates.match(eq("plan", planId)), Aggregates.group("$step", sums)))
                .forEach(group -> {
                    var byMark = new EnumMap<Mark, Long>(Mark.class);
                    for (Mark mark : Mark.values()) {
                        byMark.put(mark, group.get(mark.field(), Number.class).longValue());
                    }
                    counts.put(String.valueOf(group.get("_id")), byMark);
                });
        return counts;
    }

    /** Everybody who has a mark of a step, read as it is asked for. @param personAndMoment a row as stored */
    void each(String stepId, Mark mark, Consumer<Row> personAndMoment) {
        for (Document row : rows.find(and(eq("step", stepId), eq(mark.field(), 1L)))
                .projection(Projections.include("person", "messenger", mark.moment()))
                .batchSize(1_000)) {
            personAndMoment.accept(
                    new Row(row.getString("person"), row.getDate(mark.moment()).toInstant(), row.get("messenger", "")));
        }
    }

    /** A person who has a mark, and since when. @param messenger a name of {@link Messenger}, or empty */
    record Row(String personId, Instant at, String messenger) {}
}
