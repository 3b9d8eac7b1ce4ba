package org.takeup.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** The outbox in MongoDB. Every change of state is one conditional update by id: of two who try, one does it. */
final class OutboxStore {
    static final CollectionSpec OUTBOX = CollectionSpec.named("outbox")
            .index("state", "due", "key")
            .index("reference", "state", "key")
            .index("reference", "key");

    /** How often a mail is sent again that may have arrived. More copies help nobody. */
    static final int MOST_REPEATS = 5;

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
                setOnInsert("repeats", 0),
                setOnInsert("fence", 0L),
                setOnInsert("reason", ""));
    }

    /**
     * What became due until a moment, the oldest first and then by key; a page of it. Each page is a query of its own: a
     * cursor would not live as long as a slow mail server lets it wait.
     *
     * @param after the last one of the page before, as it was read there
     */
    List<OutboxEntry> due(Instant until, Optional<OutboxEntry> after, int most) {
        Bson queued = eq("state", MailState.QUEUED.name());
        Bson inTime = lte("due", Date.from(until));
        if (after.isEmpty()) {
            return dueByKey(and(queued, inTime), most);
        }
        // Two ranges of the index, one after the other: many mails are added at the same moment.
        var moment = Date.from(after.get().due());
        var page = new ArrayList<>(dueByKey(
                and(queued, eq("due", moment), gt("key", after.get().mail().key())), most));
        if (page.size() < most) {
            page.addAll(dueByKey(and(queued, gt("due", moment), inTime), most - page.size()));
        }
        return page;
    }

    private List<OutboxEntry> dueByKey(Bson filter, int most) {
        return outbox.find(filter)
                .sort(Sorts.ascending("due", "key"))
                .limit(most)
                .batchSize(most)
                .map(OutboxStore::read)
                .into(new ArrayList<>());
    }

    /** When the next mail becomes due, if any waits. */
    Optional<Instant> nextDue() {
        Document first = outbox.find(eq("state", MailState.QUEUED.name()))
                .sort(Sorts.ascending("due"))
                .limit(1)
                .first();
        return Optional.ofNullable(first).map(document -> instant(document, "due"));
    }

    /**
     * Marks that the mail server is spoken to about these mails, in one write that takes each of them or leaves it.
     *
     * @return the ids of those that are ours; somebody else has the others by now
     */
    Set<String> begin(Collection<String> ids, long fence, Instant now) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        long begun = outbox.updateAllOf(
                ids,
                eq("state", MailState.QUEUED.name()),
                combine(
                        set("state", MailState.SENDING.name()),
                        set("fence", fence),
                        set("changed", Date.from(now)),
                        inc("attempt", 1)));
        if (begun == ids.size()) {
            return Set.copyOf(ids);
        }
        var ours = new HashSet<String>();
        for (Document each : outbox.findAll(ids)) {
            if (MailState.SENDING.name().equals(each.getString("state")) && each.getLong("fence") == fence) {
                ours.add(TenantCollection.id(each));
            }
        }
        return ours;
    }

    /** Whether a mail is still begun by this holder. It is not if its person was erased, or if somebody else took over. */
    boolean isBegun(String id, long fence) {
        return outbox.find(id)
                .filter(row -> MailState.SENDING.name().equals(row.getString("state")) && row.getLong("fence") == fence)
                .isPresent();
    }

    /** Takes back that these mails were begun: nothing was said about them yet. */
    void giveBack(Collection<String> ids, long fence, Instant now) {
        outbox.updateAllOf(
                ids,
                and(eq("state", MailState.SENDING.name()), eq("fence", fence)),
                combine(set("state", MailState.QUEUED.name()), inc("attempt", -1), set("changed", Date.from(now))));
    }

    /**
     * How an attempt ended.
     *
     * @param repeats how often the mail was sent again although it may have arrived, this end included
     */
    record End(OutboxEntry entry, MailState state, String reason, Instant due, int repeats) {}

    /**
     * Writes down how attempts ended, in one or two writes, also where a later holder has called one unsure meanwhile: we
     * know better.
     */
    void end(Collection<End> ends, long fence, Instant now) {
        Map<Integer, List<String>> sent = ends.stream()
                .filter(end -> end.state() == MailState.SENT)
                .collect(Collectors.groupingBy(
                        end -> end.entry().attempt() + 1,
                        Collectors.mapping(end -> end.entry().id(), Collectors.toList())));
        // Almost always all of them, at their first attempt.
        sent.forEach(
                (attempt, ids) -> outbox.updateAllOf(ids, ours(fence, attempt), becomes(MailState.SENT, "", now, now)));
        outbox.write(ends.stream()
                .filter(end -> end.state() != MailState.SENT)
                .<TenantCollection.Write>map(end -> new TenantCollection.Write.UpdateIf(
                        end.entry().id(),
                        ours(fence, end.entry().attempt() + 1),
                        combine(becomes(end.state(), end.reason(), end.due(), now), set("repeats", end.repeats()))))
                .toList());
    }

    private static Bson ours(long fence, int attempt) {
        return and(
                in("state", MailState.SENDING.name(), MailState.UNSURE.name()),
                eq("fence", fence),
                eq("attempt", attempt));
    }

    /** Sets a waiting mail aside, or has it wait longer, without an attempt. */
    boolean setAside(String id, MailWriter.Aside aside, Instant now) {
        return outbox.updateIf(id, eq("state", MailState.QUEUED.name()), becomes(aside, now));
    }

    /** The same of a mail that was begun and of which nothing was said yet; the attempt does not count. */
    void setAsideBegun(String id, long fence, MailWriter.Aside aside, Instant now) {
        outbox.updateIf(
                id,
                and(eq("state", MailState.SENDING.name()), eq("fence", fence)),
                combine(becomes(aside, now), inc("attempt", -1)));
    }

    /** Moves a mail that is still paused on. */
    void leavePause(String id, MailWriter.Aside aside, Instant now) {
        outbox.updateIf(id, eq("state", MailState.PAUSED.name()), becomes(aside, now));
    }

    private static Bson becomes(MailWriter.Aside aside, Instant now) {
        return becomes(aside.state(), aside.reason(), aside.due(), now);
    }

    private static Bson becomes(MailState state, String reason, Instant due, Instant now) {
        return combine(
                set("state", state.name()),
                set("reason", reason),
                set("due", Date.from(due)),
                set("changed", Date.from(now)));
    }

    /** What an earlier holder was in the middle of may have been sent. @return how many are left to a person */
    long doubtEarlier(long fence, Collection<String> repeated, Instant now) {
        var earlier = and(eq("state", MailState.SENDING.name()), lt("fence", fence));
        outbox.updateAll(
                and(earlier, in("kind", repeated), lt("repeats", MOST_REPEATS)),
                combine(
                        becomes(MailState.QUEUED, "The sending was cut off; it is repeated.", now, now),
                        inc("repeats", 1)));
        return outbox.updateAll(
                earlier,
                combine(
                        set("state", MailState.UNSURE.name()),
                        set("reason", "The sending was cut off; the mail may have arrived."),
                        set("changed", Date.from(now))));
    }

    /** Moves all mails of a mailing that are in one of these states. @return how many */
    long move(String reference, Collection<MailState> from, MailState to, String reason, Instant now) {
        return outbox.updateAll(
                and(eq("reference", reference), in("state", names(from))), becomes(to, reason, now, now));
    }

    /** The mails of a mailing by their keys, after this one, in one state if one is given. */
    List<OutboxEntry> page(String reference, Optional<MailState> state, String after, int most) {
        var entries = new ArrayList<OutboxEntry>();
        Bson mailing = eq("reference", reference);
        Bson asked = state.map(one -> and(mailing, eq("state", one.name()))).orElse(mailing);
        outbox.find(and(asked, gt("key", after)))
                .sort(Sorts.ascending("key"))
                .limit(most)
                .map(OutboxStore::read)
                .into(entries);
        return entries;
    }

    /** Each mail of a mailing that is in a state, by their keys, read in pages as it is asked for. */
    void each(String reference, MailState state, Consumer<OutboxEntry> each) {
        List<OutboxEntry> page = page(reference, Optional.of(state), "", BATCH);
        while (!page.isEmpty()) {
            page.forEach(each);
            page = page.size() < BATCH
                    ? List.of()
                    : page(reference, Optional.of(state), page.getLast().mail().key(), BATCH);
        }
    }

    /** A mail came back, if it is still the attempt that was sent. @return whether it was noted now */
    boolean bounced(OutboxEntry entry, String reason, Instant now) {
        return outbox.updateIf(
                entry.id(),
                and(in("state", names(List.of(MailState.SENT, MailState.UNSURE))), eq("attempt", entry.attempt())),
                becomes(MailState.BOUNCED, reason, now, now));
    }

    /** Notes what was heard of a mail that stays as it is. */
    boolean note(OutboxEntry entry, String reason) {
        return outbox.updateIf(
                entry.id(),
                and(eq("state", entry.state().name()), eq("attempt", entry.attempt())),
                set("reason", reason));
    }

    private static List<String> names(Collection<MailState> states) {
        return states.stream().map(MailState::name).toList();
    }

    /** A person's decision about a mail that failed or is in doubt. @return false if it is neither */
    boolean decide(String id, Collection<MailState> from, MailState to, String reason, Instant now) {
        return outbox.updateIf(id, in("state", names(from)), becomes(to, reason, now, now));
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

    Tally tally() {
        return Tallies.of(outbox);
    }

    Map<String, Tally> tallies(Collection<String> references) {
        return Tallies.of(outbox, references);
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
                row.getInteger("repeats", 0),
                row.getString("reason"));
    }

    private static Instant instant(Document row, String field) {
        return row.getDate(field).toInstant();
    }
}
