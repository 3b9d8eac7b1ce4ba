package org.takeup.identity;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.Sealer;
import org.takeup.store.Store;

/**
 * The ID token of each session, sealed, for the day it is signed out: with it Keycloak ends its own session without
 * asking the person again. It would make the cookie three times as long on every request, so it is written here once at
 * sign-in and read once at sign-out. Thread-safe; blocks on the store.
 */
public final class SignOutHints {
    private static final String COLLECTION = "sign_out_hints";

    private final MongoCollection<Document> hints;
    private final Sealer sealer;
    private final Clock clock;

    public SignOutHints(Store store, Sealer sealer, Clock clock) {
        this.hints = store.control(COLLECTION);
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Makes the index of the collection; part of the migrations. */
    public static void createIndexes(Store store) {
        store.control(COLLECTION).createIndex(Indexes.ascending("until"));
    }

    void keep(String session, String idToken, Instant until) {
        byte[] sealed = sealer.seal(idToken.getBytes(StandardCharsets.UTF_8), purpose(session));
        hints.insertOne(
                new Document("_id", session).append("token", new Binary(sealed)).append("until", Date.from(until)));
    }

    /** The session's ID token, once. */
    Optional<String> take(String session) {
        Document found = hints.findOneAndDelete(eq(session));
        return Optional.ofNullable(found)
                .map(hint -> hint.get("token", Binary.class).getData())
                .flatMap(bytes -> sealer.open(bytes, purpose(session)))
                .map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    /** Deletes those of sessions that have ended. */
    void sweep() {
        hints.deleteMany(lt("until", Date.from(clock.instant())));
    }

    private static String purpose(String session) {
        return "sign-out-hint:" + session;
    }
}
