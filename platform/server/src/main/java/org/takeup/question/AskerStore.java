package org.takeup.question;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Who asked and who said "me too", in MongoDB: one document a question and person. */
final class AskerStore {
    static final CollectionSpec ASKERS =
            CollectionSpec.named("question_askers").index("question", "kind").index("person", "order");

    private static final int BATCH = 500;

    private final TenantCollection askers;

    AskerStore(Workspace workspace) {
        this.askers = workspace.collection(ASKERS);
    }

    private static String id(String question, String person) {
        return question + ":" + person;
    }

    /** @return false, changing nothing, if this person is there already */
    boolean add(Asker asker) {
        return askers.insert(
                id(asker.question(), asker.person()),
                new Document("question", asker.question())
                        .append("person", asker.person())
                        .append("kind", asker.kind().name())
                        .append("named", asker.named())
                        .append("moved", asker.moved())
                        .append("order", asker.order()));
    }

    /** Takes a "me too" back; who asked stays. */
    void unvote(String question, String person) {
        askers.deleteIf(id(question, person), eq("kind", Asker.Kind.VOTED.name()));
    }

    /** Those of these questions that somebody waits for. */
    Set<String> waitedFor(Collection<String> questions, String person) {
        return questions.isEmpty()
                ? Set.of()
                : askers.findAll(questions.stream()
                                .map(question -> id(question, person))
                                .toList())
                        .map(row -> row.getString("question"))
                        .into(new HashSet<>());
    }

    long count(String question, Asker.Kind kind) {
        return askers.count(and(eq("question", question), eq("kind", kind.name())));
    }

    /** How many questions somebody asked since this {@link Question#order}. */
    long countSince(String person, String order) {
        return askers
                .find(and(eq("person", person), gte("order", order)))
                .map(AskerStore::read)
                .into(new ArrayList<>())
                .stream()
                .filter(asker -> asker.kind() == Asker.Kind.ASKED && !asker.moved())
                .count();
    }

    /** All that somebody waits for, the latest first. */
    List<Asker> of(String person, int most) {
        return askers.find(eq("person", person))
                .sort(Sorts.descending("order"))
                .limit(most)
                .map(AskerStore::read)
                .into(new ArrayList<>());
    }

    /** The ids of the questions that somebody asked, not only said “me too” to. */
    List<String> askedBy(String person) {
        return askers.find(and(eq("person", person), eq("kind", Asker.Kind.ASKED.name())))
                .map(row -> row.getString("question"))
                .into(new ArrayList<>());
    }

    /** The first so many who wait for a question. */
    List<Asker> ofQuestion(String question, int most) {
        return askers.find(eq("question", question))
                .limit(most)
                .map(AskerStore::read)
                .into(new ArrayList<>());
    }

    /** Everybody who waits for a question, in batches, however many there are. */
    void each(String question, Consumer<List<Asker>> consumer) {
        var batch = new ArrayList<Asker>(BATCH);
        askers.inPages(eq("question", question), BATCH).forEach(row -> {
            batch.add(read(row));
            if (batch.size() == BATCH) {
                consumer.accept(List.copyOf(batch));
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            consumer.accept(List.copyOf(batch));
        }
    }

    private static Asker read(Document row) {
        return new Asker(
                row.getString("question"),
                row.getString("person"),
                Asker.Kind.valueOf(row.getString("kind")),
                row.getBoolean("named"),
                row.getBoolean("moved"),
                row.getString("order"));
    }
}
