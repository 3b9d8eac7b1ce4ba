package org.takeup.calendar;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Feeds in MongoDB. Of their secret codes only digests are kept. */
final class FeedStore {
    static final CollectionSpec FEEDS =
            CollectionSpec.named("calendar_feeds").index("digest").index("person", "made");

    private static final int MOST = 200;

    private final TenantCollection feeds;

    FeedStore(Workspace workspace) {
        this.feeds = workspace.collection(FEEDS);
    }

    /** A person has one feed of each kind and subject. */
    static String idOf(Feed.Kind kind, String person, String subject) {
        return digest("calendar-feed:" + kind + "/" + person + "/" + subject).substring(0, 32);
    }

    /** Stores a feed with a new code. The one before opens nothing from now on. */
    void put(Feed feed, String code) {
        feeds.put(
                feed.id(),
                new Document("kind", feed.kind().name())
                        .append("person", feed.person())
                        .append("subject", feed.subject())
                        .append("digest", digest("calendar-code:" + code))
                        .append("made", Date.from(feed.made()))
                        .append("ends", feed.ends().map(Date::from).orElse(null)));
    }

    Optional<Feed> find(String id) {
        return feeds.find(id).map(FeedStore::read);
    }

    Optional<Feed> byCode(String code) {
        return Optional.ofNullable(feeds.find(eq("digest", digest("calendar-code:" + code)))
                        .first())
                .map(FeedStore::read);
    }

    /** A person's, the latest first. */
    List<Feed> of(String person) {
        return feeds.find(eq("person", person))
                .sort(Sorts.descending("made"))
                .limit(MOST)
                .map(FeedStore::read)
                .into(new ArrayList<>());
    }

    /** All of these people's. */
    List<Feed> ofAll(Collection<String> persons) {
        return feeds.find(in("person", persons)).map(FeedStore::read).into(new ArrayList<>());
    }

    boolean delete(String id) {
        return feeds.delete(id);
    }

    private static Feed read(Document row) {
        return new Feed(
                TenantCollection.id(row),
                Feed.Kind.valueOf(row.getString("kind")),
                row.getString("person"),
                row.getString("subject"),
                row.getDate("made").toInstant(),
                Optional.ofNullable(row.getDate("ends")).map(Date::toInstant));
    }

    private static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
