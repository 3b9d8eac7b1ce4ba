package org.takeup.chat;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.delivery.MailState;
import org.takeup.delivery.Tallies;
import org.takeup.delivery.Tally;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Messages to chats in MongoDB. Every change of state is one conditional update by id: of two who try, one does it. */
final class PostStore {
    static final CollectionSpec POSTS = CollectionSpec.named("chat_posts")
            .index("state", "due")
            .index("state", "changed")
            .index("reference", "state")
            .index("hook", "state");

    private final TenantCollection posts;

    PostStore(Workspace workspace) {
        this.posts = workspace.collection(POSTS);
    }

    /** The same for a matter that is added twice, and told to the service with every try. */
    static String idOf(String tenant, String kind, String reference, String hook) {
        try {
            byte[] key = (tenant + "/" + kind + "/" + reference + "/" + hook).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Adds it unless it is there. */
    void add(String id, String hook, String kind, String reference, Instant now) {
        posts.upsert(
                id,
                combine(
                        setOnInsert("hook", hook),
                        setOnInsert("kind", kind),
                        setOnInsert("reference", reference),
                        setOnInsert("state", MailState.QUEUED.name()),
                        setOnInsert("added", Date.from(now)),
                        setOnInsert("due", Date.from(now)),
                        setOnInsert("changed", Date.from(now)),
                        setOnInsert("attempt", 0),
                        setOnInsert("reason", "")));
    }

    /** The one that is due longest. */
    Optional<ChatPost> nextDue(Instant now) {
        return Optional.ofNullable(posts.find(and(eq("state", MailState.QUEUED.name()), lte("due", Date.from(now))))
                        .sort(Sorts.ascending("due"))
                        .limit(1)
                        .first())
                .map(PostStore::read);
    }

    /** When the next one becomes due, or the one that is being sent counts as cut off. */
    Optional<Instant> nextMoment() {
        Optional<Instant> next = Optional.empty();
        for (MailState state : EnumSet.of(MailState.QUEUED, MailState.SENDING)) {
            Document first = posts.find(eq("state", state.name()))
                    .sort(Sorts.ascending("due"))
                    .limit(1)
                    .first();
            if (first != null) {
                Instant due = first.getDate("due").toInstant();
                next = next.filter(due::isAfter).or(() -> Optional.of(due));
            }
        }
        return next;
    }

    /** Marks that the service is spoken to. @return false if somebody else has it by now */
    boolean begin(ChatPost post, Instant now, Duration lease) {
        return posts.updateIf(
                post.id(),
                and(eq("state", MailState.QUEUED.name()), eq("attempt", post.attempt())),
                combine(
                        set("state", MailState.SENDING.name()),
                        set("due", Date.from(now.plus(lease))),
                        set("changed", Date.from(now)),
                        inc("attempt", 1)));
    }

    /** Writes down how the try ended, also if it was called cut off meanwhile: we know better. An older try says nothing. */
    boolean end(ChatPost begun, MailState state, String reason, Instant due, Instant now) {
        Bson ours =
                and(in("state", MailState.SENDING.name(), MailState.UNSURE.name()), eq("attempt", begun.attempt() + 1));
        return posts.updateIf(begun.id(), ours, becomes(state, reason, due, now));
    }

    /** Sets a waiting one aside, or has it wait, without a try. */
    boolean setAside(ChatPost post, MailState state, String reason, Instant due, Instant now) {
        return posts.updateIf(post.id(), eq("state", MailState.QUEUED.name()), becomes(state, reason, due, now));
    }

    private static Bson becomes(MailState state, String reason, Instant due, Instant now) {
        return combine(
                set("state", state.name()),
                set("reason", reason),
                set("due", Date.from(due)),
                set("changed", Date.from(now)));
    }

    /** What somebody was in the middle of, who is silent for longer than a lease, may have arrived. @return how many */
    long doubtCutOff(Instant now) {
        return posts.updateAll(
                and(eq("state", MailState.SENDING.name()), lte("due", Date.from(now))),
                combine(
                        set("state", MailState.UNSURE.name()),
                        set("reason", "The sending was cut off; the message may have arrived."),
                        set("changed", Date.from(now))));
    }

    /** A person's decision. @return false if it is in none of these states */
    boolean decide(String id, Collection<MailState> from, MailState to, String reason, Instant now) {
        return posts.updateIf(
                id,
                in("state", from.stream().map(MailState::name).toList()),
                combine(becomes(to, reason, now, now), set("added", Date.from(now))));
    }

    Optional<ChatPost> find(String id) {
        return posts.find(id).map(PostStore::read);
    }

    /** Those in this state, the latest change first. */
    List<ChatPost> latest(MailState state, int most) {
        return posts.find(eq("state", state.name()))
                .sort(Sorts.descending("changed"))
                .limit(most)
                .map(PostStore::read)
                .into(new ArrayList<>());
    }

    Tally tally() {
        return Tallies.of(posts);
    }

    Map<String, Tally> tallies(Collection<String> references) {
        return Tallies.of(posts, references);
    }

    /** Gives up what waits for a chat that is gone. */
    void giveUp(String hook, String reason, Instant now) {
        posts.updateAll(
                and(eq("hook", hook), eq("state", MailState.QUEUED.name())),
                combine(set("state", MailState.FAILED.name()), set("reason", reason), set("changed", Date.from(now))));
    }

    private static ChatPost read(Document row) {
        return new ChatPost(
                TenantCollection.id(row),
                row.getString("hook"),
                row.getString("kind"),
                row.getString("reference"),
                MailState.valueOf(row.getString("state")),
                row.getDate("added").toInstant(),
                row.getDate("due").toInstant(),
                row.getDate("changed").toInstant(),
                row.getInteger("attempt"),
                row.getString("reason"));
    }
}
