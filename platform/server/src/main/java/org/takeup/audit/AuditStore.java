package org.takeup.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.takeup.audit.Chain.Tail;
import org.takeup.audit.Entry.Who;
import org.takeup.http.Change;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;

/** One trail as documents. The number is the id, so that two nodes cannot both write the same one. */
public final class AuditStore {
    static final CollectionSpec ENTRIES = entries("audit");
    static final CollectionSpec HEAD = CollectionSpec.named("audit_head");

    /** What the wiring makes indexes for, among tenants' data. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(ENTRIES, HEAD);

    static final CollectionSpec OPERATORS_ENTRIES = entries("operator_audit");
    static final CollectionSpec OPERATORS_HEAD = CollectionSpec.named("operator_audit_head");

    /** What the wiring makes indexes for, among the installation's own data. */
    public static final List<CollectionSpec> OPERATORS = List.of(OPERATORS_ENTRIES, OPERATORS_HEAD);

    static final CollectionSpec BENCHMARK_ENTRIES = entries("benchmark_ledger");
    static final CollectionSpec BENCHMARK_HEAD = CollectionSpec.named("benchmark_ledger_head");

    /** What the wiring makes indexes for, among the installation's own data: the ledger of the benchmark. */
    public static final List<CollectionSpec> BENCHMARK = List.of(BENCHMARK_ENTRIES, BENCHMARK_HEAD);

    private static final String ONE = "head";

    private final TenantCollection entries;
    private final TenantCollection head;

    AuditStore(Function<CollectionSpec, TenantCollection> collections, CollectionSpec entries, CollectionSpec head) {
        this.entries = collections.apply(entries);
        this.head = collections.apply(head);
    }

    private static CollectionSpec entries(String name) {
        return CollectionSpec.named(name)
                .index("seq")
                .index("at", "seq")
                .index("action", "seq")
                .index("who.id", "seq");
    }

    Tail tail() {
        Document last = entries.all().sort(Sorts.descending("seq")).limit(1).first();
        return last == null ? Tail.NONE : new Tail(last.getLong("seq"), last.getString("hash"));
    }

    /** @return false if there is an entry with this number already */
    boolean add(Entry entry) {
        return entries.insert(String.format(Locale.ROOT, "%016d", entry.seq()), write(entry));
    }

    /** Keeps the sealed head, unless a later one is there. */
    void keepHead(long seq, byte[] sealed) {
        Bson now = combine(set("seq", seq), set("sealed", new Binary(sealed)));
        if (!head.updateIf(ONE, lt("seq", seq), now)) {
            head.insert(ONE, new Document("seq", seq).append("sealed", new Binary(sealed)));
        }
    }

    Optional<byte[]> head() {
        return head.find(ONE).map(found -> found.get("sealed", Binary.class).getData());
    }

    /** The entries that a search finds, newest first, below this number. */
    FindIterable<Document> newest(Search search, long before) {
        return entries.find(and(filter(search), lt("seq", before))).sort(Sorts.descending("seq"));
    }

    /** The entries that a search finds, oldest first. */
    FindIterable<Document> oldest(Search search) {
        return entries.find(filter(search)).sort(Sorts.ascending("seq"));
    }

    private static Bson filter(Search search) {
        var parts = new ArrayList<Bson>();
        search.action().ifPresent(action -> parts.add(eq("action", action)));
        search.person().ifPresent(person -> parts.add(eq("who.id", person)));
        search.from().ifPresent(from -> parts.add(gte("at", Date.from(from))));
        search.until().ifPresent(until -> parts.add(lt("at", Date.from(until))));
        return parts.isEmpty() ? empty() : and(parts);
    }

    /** Takes out who did it, wherever it was this person. The chain holds. @return how many entries */
    long forget(String person) {
        return entries.updateAll(eq("who.id", person), unset("who"));
    }

    private static Document write(Entry entry) {
        Who who = java.util.Objects.requireNonNull(entry.who());
        return new Document("seq", entry.seq())
                .append("at", Date.from(entry.at()))
                .append("action", entry.action())
                .append("target", entry.target())
                .append("request", entry.request())
                .append(
                        "changes",
                        entry.changes().stream()
                                .map(change -> new Document("field", change.field())
                                        .append("before", change.before())
                                        .append("after", change.after()))
                                .toList())
                .append(
                        "who",
                        new Document("kind", who.kind().name())
                                .append("id", who.id())
                                .append("address", who.address())
                                .append("salt", who.salt()))
                .append("whoDigest", entry.whoDigest())
                .append("previous", entry.previous())
                .append("hash", entry.hash());
    }

    static Entry read(Document document) {
        return new Entry(
                document.getLong("seq"),
                document.getDate("at").toInstant(),
                document.getString("action"),
                document.getString("target"),
                document.getString("request"),
                document.getList("changes", Document.class).stream()
                        .map(change -> new Change(
                                change.getString("field"), change.getString("before"), change.getString("after")))
                        .toList(),
                who(document.get("who", Document.class)),
                document.getString("whoDigest"),
                document.getString("previous"),
                document.getString("hash"));
    }

    private static @Nullable Who who(@Nullable Document who) {
        return who == null
                ? null
                : new Who(
                        Actor.Kind.valueOf(who.getString("kind")),
                        who.getString("id"),
                        who.getString("address"),
                        who.getString("salt"));
    }
}
