package org.takeup.identity;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.SessionLimits;
import org.takeup.tenant.Workspace;

/**
 * Who is signed in to a workspace, where and since when; and the end of sessions that nobody uses. The cookie is what
 * lets somebody in; this is for people who want to see their sessions and end them from elsewhere. Thread-safe.
 *
 * <p>A session's last use is written every {@code 5} minutes at most, so a node asks the store about it as rarely.
 */
public final class SessionRegister {
    /** One document a session, by its id, until it would have ended by itself. */
    public static final CollectionSpec SESSIONS = CollectionSpec.named("sessions")
            .index("person", "begun")
            .index("begun")
            .index("ends");

    /** How many are listed at most. */
    static final int MOST = 200;

    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 50_000;

    private final Sessions sessions;
    private final ConcurrentHashMap<String, Instant> noted = new ConcurrentHashMap<>();

    SessionRegister(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * A session as its person sees it.
     *
     * @param device the browser and its system, in words
     * @param address where it was begun from
     * @param seen its last use, to five minutes
     */
    public record Line(
            String id, String person, String device, String address, Instant begun, Instant seen, Instant ends) {}

    /** Writes down a session that was begun. */
    void began(Workspace workspace, Session session, String device, String address) {
        TenantCollection stored = workspace.collection(SESSIONS);
        stored.deleteAll(lt("ends", Date.from(workspace.clock().instant())));
        stored.insert(
                session.id(),
                new Document("person", session.personId())
                        .append("sid", session.idpSession())
                        .append("subject", session.subject())
                        .append("device", device)
                        .append("address", address)
                        .append("begun", Date.from(session.issued()))
                        .append("seen", Date.from(session.issued()))
                        .append("ends", Date.from(session.ends())));
    }

    /**
     * Whether a session was used lately enough, and began not too long ago, by what the tenant says now; says now that it
     * is used.
     */
    boolean use(Workspace workspace, Session session) {
        Instant now = workspace.clock().instant();
        SessionLimits limits = workspace.settings().sessions();
        if (!session.issued().plus(limits.absolute()).isAfter(now)) {
            return false;
        }
        Instant known = noted.get(session.id());
        if (known != null && known.plus(NOTED_EVERY).isAfter(now)) {
            return true;
        }
        TenantCollection stored = workspace.collection(SESSIONS);
        Bson seenLately = and(gt("seen", Date.from(now.minus(limits.idle()))), lt("seen", Date.from(now)));
        if (stored.updateIf(session.id(), seenLately, set("seen", Date.from(now)))) {
            remember(session.id(), now);
            return true;
        }
        // Another node may have seen it since.
        Instant seen = stored.find(session.id())
                .map(found -> found.getDate("seen").toInstant())
                .orElseGet(() -> known == null ? session.issued() : known);
        if (!seen.plus(limits.idle()).isAfter(now)) {
            return false;
        }
        stored.updateIf(session.id(), lt("seen", Date.from(now)), set("seen", Date.from(now)));
        remember(session.id(), now);
        return true;
    }

    private void remember(String id, Instant now) {
        if (noted.size() >= MOST_REMEMBERED) {
            noted.values().removeIf(seen -> seen.plus(NOTED_EVERY).isBefore(now));
        }
        noted.put(id, now);
    }

    /** A person's open sessions, the latest first. */
    public List<Line> of(Workspace workspace, String personId) {
        return open(workspace, workspace.collection(SESSIONS).find(eq("person", personId)));
    }

    /** The latest open sessions of everybody, the latest first. */
    public List<Line> all(Workspace workspace) {
        Instant idleSince = workspace.clock().instant().minus(SessionLimits.LONGEST);
        return open(workspace, workspace.collection(SESSIONS).find(gt("begun", Date.from(idleSince))));
    }

    private List<Line> open(Workspace workspace, com.mongodb.client.FindIterable<Document> found) {
        Instant now = workspace.clock().instant();
        SessionLimits limits = workspace.settings().sessions();
        var lines = new ArrayList<Line>();
        for (Document each : found.sort(Sorts.descending("begun")).limit(MOST)) {
            Line line = line(each);
            boolean ended = !line.ends().isAfter(now)
                    || !line.begun().plus(limits.absolute()).isAfter(now)
                    || !line.seen().plus(limits.idle()).isAfter(now)
                    || sessions.isRevoked(each.getString("sid"), each.getString("subject"), line.begun());
            if (!ended) {
                lines.add(line);
            }
        }
        return lines;
    }

    /**
     * Ends a session on every node.
     *
     * @param personId whose it must be; empty for anybody's of this workspace
     * @throws Problem if there is no such session
     */
    public void end(Workspace workspace, String id, Optional<String> personId) {
        TenantCollection stored = workspace.collection(SESSIONS);
        Document found = stored.find(id)
                .filter(each -> personId.isEmpty() || personId.get().equals(each.getString("person")))
                .orElseThrow(Problem::notFound);
        sessions.end(id, found.getDate("ends").toInstant());
        stored.delete(id);
    }

    /** Ends all sessions of these people on every node. */
    void endAll(Workspace workspace, List<String> personIds) {
        TenantCollection stored = workspace.collection(SESSIONS);
        for (int from = 0; from < personIds.size(); from += MOST) {
            List<String> part = personIds.subList(from, Math.min(from + MOST, personIds.size()));
            for (Document each : stored.find(in("person", part))) {
                sessions.end(TenantCollection.id(each), each.getDate("ends").toInstant());
                stored.delete(TenantCollection.id(each));
            }
        }
    }

    /** Forgets a session that its person has ended. */
    void left(Workspace workspace, String id) {
        workspace.collection(SESSIONS).delete(id);
    }

    private static Line line(Document found) {
        return new Line(
                TenantCollection.id(found),
                found.getString("person"),
                found.getString("device"),
                found.getString("address"),
                found.getDate("begun").toInstant(),
                found.getDate("seen").toInstant(),
                found.getDate("ends").toInstant());
    }
}
