package org.takeup.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** The outbox in MongoDB. Every change of state is one conditional update by id: of two who try, one does it. */
final class OutboxStore {
    static final CollectionSpec OUTBOX =
            CollectionSpec.named("outbox").index("state", "due").index("reference", "state");

    private static final int BATCH = 500;

    private final TenantCollection outbox;

    OutboxStore(Workspace workspace) {
        this.outbox = workspace.collection(OUTBOX);
    }

    /** Ids are digests, so that they fit into addresses whatever a key looks like. */
    static String idOf(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Adds those whose key is new; the others stay as they are. */
    void add(List<MailToSend> mails, Instant now) {
        for (int from = 0; from < mails.size(); from += BATCH) {
            outbox.write(mails.subList(from, Math.min(from + BATCH, mails.size())).stream()
                    .<TenantCollection.Write>map(
                            mail -> new TenantCollection.Write.Upsert(idOf(mail.key()), ifNew(mail, now)))
                    .toList());
        }
    }

    private static Bson ifNew(MailToSend mail, Instant now) {
        return combine(
                setOnInsert("key", mail.key()),
                setOnInsert("person", mail.personId()),
                setOnInsert("to", mail.to()),
                setOnInsert("kind", mail.kind()),
                setOnInsert("reference", mail.reference()),
                setOnInsert("state", MailState.QUEUED.name()),
                setOnInsert("added", Date.from(now)),
                setOnInsert("due", Date.from(now)),
                setOnInsert("changed", Date.from(now)),
                setOnInsert("attempt", 0),
                setOnInsert("fence", 0L),
                setOnInsert("reason", ""));
    }

    /** What is due, oldest first, read as it is asked for. */
    FindIterable<Document> due(Instant now) {
        return outbox.find(and(eq("state", MailState.QUEUED.name()), lte("due", Date.from(now))))
                .sort(Sorts.ascending("due"))
                .batchSize(100);
    }

    /** When the next mail becomes due, if any waits. */
    Optional<Instant> nextDue() {
        Document first = outbox.find(eq("state", MailState.QUEUED.name()))
                .sort(Sorts.ascending("due"))
                .limit(1)
                .first();
        return Optional.ofNullable(first).map(document -> instant(document, "due"));
    }

    /** Marks that the mail server is spoken to about this mail. @return false if somebody else has it by now */
    boolean begin(String id, long fence, Instant now) {
        return outbox.updateIf(
                id,
                eq("state", MailState.QUEUED.name()),
                combine(
                        set("state", MailState.SENDING.name()),
                        set("fence", fence),
                        set("changed", Date.from(now)),
                        inc("attempt", 1)));
    }

    /** Writes down how the attempt ended, also if a later holder has called it unsure meanwhile: we know better. */
    boolean end(OutboxEntry entry, long fence, MailState state, String reason, Instant due, Instant now) {
        Bson ours = and(
                in("state", MailState.SENDING.name(), MailState.UNSURE.name()),
                eq("fence", fence),
                eq("attempt", entry.attempt() + 1));
        return outbox.updateIf(entry.id(), ours, becomes(state, reason, due, now));
    }

    /** Sets a waiting mail aside, or has it wait until {@code due}, without an attempt. */
    boolean setAside(String id, MailState state, String reason, Instant due, Instant now) {
        return outbox.updateIf(id, eq("state", MailState.QUEUED.name()), becomes(state, reason, due, now));
    }

    private static Bson becomes(MailState state, String reason, Instant due, Instant now) {
        return combine(
                set("state", state.name()),
                set("reason", reason),
                set("due", Date.from(due)),
                set("changed", Date.from(now)));
    }

    /** What an earlier holder was in the middle of may have been sent. @return how many */
    long doubtEarlier(long fence, Instant now) {
        return outbox.updateAll(
                and(eq("state", MailState.SENDING.name()), lt("fence", fence)),
                combine(
                        set("state", MailState.UNSURE.name()),
                        set("reason", "The sending was cut off; the mail may have arrived."),
                        set("changed", Date.from(now))));
    }

    /** A person's decision about a mail that failed or is in doubt. @return false if it is neither */
    boolean decide(String id, Collection<MailState> from, MailState to, String reason, Instant now) {
        List<String> names = from.stream().map(MailState::name).toList();
        return outbox.updateIf(id, in("state", names), becomes(to, reason, now, now));
    }

    Optional<OutboxEntry> find(String id) {
        return outbox.find(id).map(OutboxStore::read);
    }

    /** Those in this state, the latest change first, at most so many. */
    List<OutboxEntry> latest(MailState state, int most) {
        var entries = new ArrayList<OutboxEntry>();
        outbox.find(eq("state", state.name()))
                .sort(Sorts.descending("due"))
                .limit(most)
                .map(OutboxStore::read)
                .into(entries);
        return entries;
    }

    /**
     * One count in the index for each state: no mail is read, however many have been sent. A mail that changes its state
     * meanwhile may be counted twice or not at all.
     */
    Tally tally() {
        var byState = new EnumMap<MailState, Long>(MailState.class);
        for (MailState state : MailState.values()) {
            byState.put(state, outbox.count(eq("state", state.name())));
        }
        return new Tally(byState);
    }

    Map<String, Tally> tallies(Collection<String> references) {
        var counts = new HashMap<String, EnumMap<MailState, Long>>();
        var key = new Document("reference", "$reference").append("state", "$state");
        outbox.aggregate(List.of(
                        Aggregates.match(in("reference", references)),
                        Aggregates.group(key, Accumulators.sum("n", 1L))))
                .forEach(group -> {
                    Document id = group.get("_id", Document.class);
                    counts.computeIfAbsent(id.getString("reference"), ignored -> new EnumMap<>(MailState.class))
                            .put(MailState.valueOf(id.getString("state")), number(group));
                });
        var tallies = new HashMap<String, Tally>();
        counts.forEach((reference, byState) -> tallies.put(reference, new Tally(byState)));
        return tallies;
    }

    private static long number(Document group) {
        return group.get("n", Number.class).longValue();
    }

    static OutboxEntry read(Document row) {
        return new OutboxEntry(
                TenantCollection.id(row),
                new MailToSend(
                        row.getString("key"),
                        row.getString("person"),
                        row.getString("to"),
                        row.getString("kind"),
                        row.getString("reference")),
                MailState.valueOf(row.getString("state")),
                instant(row, "added"),
                instant(row, "due"),
                instant(row, "changed"),
                row.getInteger("attempt"),
                row.getString("reason"));
    }

    private static Instant instant(Document row, String field) {
        return row.getDate(field).toInstant();
    }
}
