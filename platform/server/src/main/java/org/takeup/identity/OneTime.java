package org.takeup.identity;

import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.takeup.store.Store;

/**
 * What may be used once only on the whole platform: the state of a sign-in, the id of a logout token. Kept in the
 * control database until it would be refused for its age anyway. Thread-safe; blocks on the store.
 */
public final class OneTime {
    private static final String COLLECTION = "one_time";

    private final MongoCollection<Document> used;
    private final Clock clock;

    public OneTime(Store store, Clock clock) {
        this.used = store.control(COLLECTION);
        this.clock = clock;
    }

    /** What is used. Part of the key, so that one kind cannot use up another's. */
    enum Kind {
        SIGN_IN_STATE,
        LOGOUT_TOKEN
    }

    /** Makes the index of the collection; part of the migrations. */
    public static void createIndexes(Store store) {
        store.control(COLLECTION).createIndex(Indexes.ascending("until"));
    }

    /** Whether this is the first use. Of several at the same time, on any nodes, one is the first. */
    boolean use(Kind kind, String value, Instant until) {
        try {
            var key = new Document("kind", kind.name()).append("value", value);
            used.insertOne(new Document("_id", key).append("until", Date.from(until)));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** Deletes what is refused for its age. */
    void sweep() {
        used.deleteMany(lt("until", Date.from(clock.instant())));
    }
}
