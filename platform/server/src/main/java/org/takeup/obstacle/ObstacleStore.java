package org.takeup.obstacle;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Stumbling blocks in MongoDB. A barrier is written only onto the version that was seen. */
final class ObstacleStore {
    static final CollectionSpec OBSTACLES =
            CollectionSpec.named("obstacles").index("barrier", "order").index("person", "order");

    private final TenantCollection obstacles;

    ObstacleStore(Workspace workspace) {
        this.obstacles = workspace.collection(OBSTACLES);
    }

    /** @return false, changing nothing, if it is there already */
    boolean insert(Obstacle obstacle) {
        return obstacles.insert(
                obstacle.id(),
                new Document("order", obstacle.order())
                        .append("text", obstacle.text())
                        .append("at", Date.from(obstacle.at()))
                        .append("person", obstacle.person())
                        .append("barrier", obstacle.barrier())
                        .append("version", obstacle.version()));
    }

    Optional<Obstacle> find(String id) {
        return obstacles.find(id).map(ObstacleStore::read);
    }

    /** Those with a barrier, the earliest first. @param barrier empty for the queue @param after only later ones than this order */
    List<Obstacle> of(String barrier, String after, int most) {
        return obstacles
                .find(and(eq("barrier", barrier), gt("order", after)))
                .sort(Sorts.ascending("order"))
                .limit(most)
                .map(ObstacleStore::read)
                .into(new ArrayList<>());
    }

    long count(String barrier) {
        return obstacles.count(eq("barrier", barrier));
    }

    /** How many there are of each barrier; the queue under the empty id. */
    Map<String, Long> counts() {
        var counts = new HashMap<String, Long>();
        obstacles
                .aggregate(List.of(Aggregates.group("$barrier", Accumulators.sum("n", 1L))))
                .forEach(row -> counts.put(row.getString("_id"), row.getLong("n")));
        return counts;
    }

    /** How many somebody has told since then. */
    long toldBy(String person, String since) {
        return obstacles.count(and(eq("person", person), gte("order", since)));
    }

    /** @return as it is then; none, changing nothing, unless it has this version */
    Optional<Obstacle> tag(String id, long seen, String barrier) {
        return obstacles
                .change(id, eq("version", seen), combine(set("barrier", barrier), inc("version", 1L)))
                .map(ObstacleStore::read);
    }

    private static Obstacle read(Document row) {
        return new Obstacle(
                TenantCollection.id(row),
                row.getString("order"),
                row.getString("text"),
                row.getDate("at").toInstant(),
                row.getString("person"),
                row.getString("barrier"),
                row.getLong("version"));
    }
}
