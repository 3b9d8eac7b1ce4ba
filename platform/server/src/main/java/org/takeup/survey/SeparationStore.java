package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.asking.Shown;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.tenant.Workspace;

/**
 * How the ballots of a wave lose whoever they belong to: all of them when it is closed, or those of one person who is
 * erased. Everything here may be broken off at any point and repeated. Thread-safe; calls block.
 */
final class SeparationStore {
    private static final int BATCH = 500;

    private final TenantCollection ballots;
    private final String wave;

    SeparationStore(Workspace workspace, String wave) {
        this.ballots = workspace.collection(BallotStore.BALLOTS);
        this.wave = wave;
    }

    /**
     * Throws unfinished ballots away and gives finished ones new ids. May be broken off at any point and repeated.
     *
     * @param asked answers to what it did not ask somebody are left out
     * @param shown whether answers keep the names of their units
     */
    void separate(WaveKey key, Questionnaire asked, FewApart.Shown shown) {
        List<Document> batch = attached();
        while (!batch.isEmpty()) {
            var writes = new ArrayList<Write>();
            for (Document ballot : batch) {
                String id = TenantCollection.id(ballot);
                if (ballot.getBoolean("finished")) {
                    writes.add(new Write.Put(key.separated(id), separated(ballot, key.separated(id), asked, shown)));
                }
                writes.add(new Write.Delete(id));
            }
            ballots.write(writes);
            batch = attached();
        }
    }

    /**
     * Takes a ballot from its person: a blank one is thrown away, any other gets a random id, which no key of the wave
     * leads to. @return whether there was one
     */
    boolean detach(String ballot, String random) {
        Optional<Document> found = ballots.find(ballot);
        found.filter(stored -> stored.getBoolean("touched")).ifPresent(stored -> {
            var body = new Document(stored);
            List.of("_id", "t", "sent", "person").forEach(body::remove);
            // Under its old id it may have been counted; twice would be worse than not at all until the wave closes.
            body.computeIfPresent(InterimStore.BATCH, (field, batch) -> Math.max(1, (int) batch));
            ballots.put(random, body.append("order", random.substring(0, 16)));
        });
        return found.isPresent() && ballots.delete(ballot);
    }

    private List<Document> attached() {
        return ballots.find(and(eq("wave", wave), eq("separated", false)))
                .sort(Sorts.ascending("order"))
                .limit(BATCH)
                .batchSize(BATCH)
                .into(new ArrayList<>());
    }

    private Document separated(Document ballot, String id, Questionnaire asked, FewApart.Shown shown) {
        Document answers = ballot.get("answers", new Document());
        Document counted = asked.shownIf().isEmpty()
                ? answers
                : AnswerDocument.write(
                        Shown.of(asked, AnswerDocument.read(answers)).answers());
        var body = new Document("wave", wave)
                .append("unit", shown == FewApart.Shown.ALL ? ballot.getString("unit") : "")
                .append("order", id.substring(0, 16))
                .append("separated", true)
                .append("touched", true)
                .append("finished", true)
                .append("answers", counted)
                .append("hour", ballot.getDate("hour"))
                .append("language", ballot.getString("language"));
        if (ballot.containsKey("person")) {
            body.append("person", ballot.getString("person"));
        }
        return body;
    }

    /**
     * Takes over the finished answers of an anonymous wave, under new ids and in their order.
     *
     * @param units what a unit is counted under; empty if it is too small to stand for itself
     */
    void takeOver(List<AnonymousWave.Answered> answers, WaveKey key, UnaryOperator<String> units) {
        var writes = new TreeMap<String, Write>();
        for (AnonymousWave.Answered each : answers) {
            String id = key.separated(each.id());
            writes.put(
                    id,
                    new Write.Put(
                            id,
                            new Document("wave", wave)
                                    .append("unit", units.apply(each.unit()))
                                    .append("order", id.substring(0, 16))
                                    .append("separated", true)
                                    .append("touched", true)
                                    .append("finished", true)
                                    .append("answers", AnonymousAnswers.answers(each.plain()))));
        }
        ballots.write(List.copyOf(writes.values()));
    }

    /** Takes their person from all named ballots of somebody. @return how many */
    static long unname(Workspace workspace, String person) {
        return workspace.collection(BallotStore.BALLOTS).updateAll(eq("person", person), Updates.unset("person"));
    }
}
