package org.takeup.focus;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.http.Changed;
import org.takeup.people.Segment;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Focus groups in MongoDB. */
final class FocusStore {
    static final CollectionSpec GROUPS =
            CollectionSpec.named("focus_groups").index("begins").index("moderator", "begins");

    private static final String PURPOSE = "focus-key:";

    private final Workspace workspace;
    private final TenantCollection groups;

    FocusStore(Workspace workspace) {
        this.workspace = workspace;
        this.groups = workspace.collection(GROUPS);
    }

    /** 96 random bits in hexadecimal. */
    static String freshId() {
        return RandomCode.hex(12);
    }

    void insert(FocusGroup group, GroupKey key) {
        byte[] sealed = workspace.sealer().seal(key.bytes(), PURPOSE + group.id());
        groups.insert(
                group.id(),
                write(group)
                        .append("key", new Binary(sealed))
                        .append("queue", 0L)
                        .append("notes", 0L));
    }

    Optional<FocusGroup> find(String id) {
        return groups.find(id).map(FocusStore::read);
    }

    /** @throws IllegalStateException if it does not open, as with another installation's master key */
    GroupKey key(String id) {
        byte[] sealed = groups.find(id)
                .map(stored -> stored.get("key", Binary.class).getData())
                .orElseThrow(() -> new IllegalStateException("There is no focus group " + id));
        return workspace
                .sealer()
                .open(sealed, PURPOSE + id)
                .map(GroupKey::new)
                .orElseThrow(() -> new IllegalStateException("The key of focus group " + id + " does not open"));
    }

    long count() {
        return groups.count(new Document());
    }

    /** The latest first. */
    List<FocusGroup> latest(int most) {
        return groups.all()
                .sort(Sorts.descending("begins"))
                .limit(most)
                .map(FocusStore::read)
                .into(new ArrayList<>());
    }

    /** Those that a person moderates, the latest first. */
    List<FocusGroup> moderatedBy(String person, int most) {
        return groups.find(eq("moderator", person))
                .sort(Sorts.descending("begins"))
                .limit(most)
                .map(FocusStore::read)
                .into(new ArrayList<>());
    }

    void cancel(String id) {
        groups.update(id, Updates.set("cancelled", true));
    }

    /** What is asked in the talk; nothing at first. */
    Guide guide(String id) {
        return groups.find(id)
                .map(row -> new Guide(row.getList("guide", String.class, List.of()), row.get("guideVersion", 1L)))
                .orElse(new Guide(List.of(), 1));
    }

    /** @throws Changed if somebody else has changed it since */
    void guide(String id, long seen, List<String> questions) {
        var unchanged =
                seen == 1 ? or(eq("guideVersion", 1L), exists("guideVersion", false)) : eq("guideVersion", seen);
        var now = Updates.combine(Updates.set("guide", questions), Updates.set("guideVersion", seen + 1));
        if (!groups.updateIf(id, unchanged, now)) {
            throw new Changed("guide");
        }
    }

    /** @param beyond how many more than its seats are asked of each unit @param answerDays how long each has to answer */
    void recruit(String id, int beyond, int answerDays) {
        groups.update(id, Updates.combine(Updates.set("beyond", beyond), Updates.set("answerDays", answerDays)));
    }

    void forgotten(String id, Instant when) {
        groups.updateIf(id, eq("forgotten", null), Updates.set("forgotten", Date.from(when)));
    }

    /** The next place on the waiting list. */
    long nextInQueue(String id) {
        return next(id, "queue");
    }

    long nextNote(String id) {
        return next(id, "notes");
    }

    private long next(String id, String counter) {
        return groups.change(id, new Document(), Updates.inc(counter, 1L))
                .map(stored -> stored.getLong(counter))
                .orElseThrow(() -> new IllegalStateException("There is no focus group " + id));
    }

    private static Document write(FocusGroup group) {
        return new Document("topic", group.topic())
                .append("wave", group.wave().orElse(""))
                .append("segment", group.segment().map(Segment::key).orElse(""))
                .append("people", group.people())
                .append("seats", group.seats())
                .append("seed", group.seed())
                .append("begins", Date.from(group.begins()))
                .append("zone", group.zone().getId())
                .append("minutes", group.minutes())
                .append("place", group.place())
                .append("moderator", group.moderator())
                .append("language", group.language())
                .append("keepDays", group.keepDays())
                .append("cancelled", group.cancelled())
                .append(
                        "quotas",
                        group.quotas().stream()
                                .map(quota -> new Document("unit", quota.unit())
                                        .append("language", quota.language().orElse(""))
                                        .append("seats", quota.seats()))
                                .toList())
                .append("forgotten", group.forgotten().map(Date::from).orElse(null));
    }

    private static FocusGroup read(Document row) {
        return new FocusGroup(
                TenantCollection.id(row),
                row.getString("topic"),
                given(row.getString("wave")),
                given(row.getString("segment")).flatMap(Segment::parse),
                row.getList("people", String.class),
                row.getInteger("seats"),
                row.getString("seed"),
                row.getDate("begins").toInstant(),
                ZoneId.of(row.getString("zone")),
                row.getInteger("minutes"),
                row.getString("place"),
                row.getString("moderator"),
                row.getString("language"),
                row.getInteger("keepDays"),
                row.getBoolean("cancelled"),
                row.getList("quotas", Document.class, List.of()).stream()
                        .map(quota -> new Quota(
                                quota.getString("unit"), given(quota.get("language", "")), quota.getInteger("seats")))
                        .toList(),
                Optional.ofNullable(row.getInteger("beyond")),
                row.getInteger("answerDays", Recruiting.USUAL_DAYS),
                Optional.ofNullable(row.getDate("forgotten")).map(Date::toInstant));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
