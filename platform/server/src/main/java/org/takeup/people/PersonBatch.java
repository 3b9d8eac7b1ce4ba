package org.takeup.people;

import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Overtaken;
import org.takeup.store.TenantCollection.Write;

/**
 * People read together, changed in memory and written together, each on condition that nobody else wrote them since. Not
 * thread-safe.
 */
final class PersonBatch {
    private static final int TRIES = 20;

    private final TenantCollection people;
    private final MergeRules rules;
    private final Map<String, Document> read = new HashMap<>();
    private final Map<String, Document> now = new LinkedHashMap<>();
    private final Set<String> gone = new HashSet<>();

    private PersonBatch(TenantCollection people, MergeRules rules) {
        this.people = people;
        this.rules = rules;
    }

    /** Watches who comes and who goes. */
    interface Watch {
        /** About to become active. @throws org.takeup.http.Problem if they may not; then nothing is written */
        void before(List<String> joining);

        /** What came of it: who became active, and who is not any more. Both may be empty although somebody changed. */
        void after(List<String> joined, List<String> left);
    }

    /**
     * Does the work on a fresh batch and writes what came of it; again from the start, if somebody else was faster.
     *
     * @param work safe to repeat; what it returns the last time is returned
     */
    static <T> T write(TenantCollection people, MergeRules rules, Watch watch, Function<PersonBatch, T> work) {
        for (int tries = 1; ; tries++) {
            var batch = new PersonBatch(people, rules);
            T result = work.apply(batch);
            List<String> joining = batch.joining();
            watch.before(joining);
            try {
                batch.write();
                watch.after(joining, batch.left());
                return result;
            } catch (Overtaken e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Reads those of these people that there are. */
    void load(Collection<String> ids) {
        people.findAll(ids).forEach(this::take);
    }

    /** Takes in somebody who was found. */
    void take(Document stored) {
        String id = TenantCollection.id(stored);
        if (!read.containsKey(id)) {
            Document body = TenantCollection.body(stored);
            read.put(id, body);
            now.put(id, body);
        }
    }

    /** The person as they are now in this batch, if they were read or made in it. */
    Optional<Document> find(String id) {
        return Optional.ofNullable(now.get(id));
    }

    void say(String id, Source source, String by, Facts facts) {
        now.put(id, PersonDocument.say(now.get(id), id, source, by, facts, rules));
    }

    /** Says as whom else this person is known already. */
    void same(String id, Optional<String> person) {
        now.computeIfPresent(id, (_, body) -> PersonDocument.same(body, id, person, rules));
    }

    /** A source takes back all that it said; somebody of whom nobody says anything is not here any more. */
    void unsay(String id, Source source) {
        Document body = now.get(id);
        if (body == null || !PersonDocument.says(body, source)) {
            return;
        }
        PersonDocument.unsay(body, id, source, rules).ifPresentOrElse(after -> now.put(id, after), () -> gone.add(id));
    }

    void mergeAnew() {
        now.replaceAll((id, body) -> PersonDocument.by(body, id, rules));
    }

    private void write() {
        var writes = new ArrayList<Write>();
        now.forEach((id, body) -> {
            Document before = read.get(id);
            if (gone.contains(id)) {
                writes.add(new Write.Delete(id));
            } else if (before == null) {
                writes.add(new Write.Insert(id, body));
            } else if (!before.equals(body)) {
                writes.add(new Write.Replace(id, eq("revision", PersonDocument.revision(before)), body));
            }
        });
        people.write(List.copyOf(writes));
    }

    private List<String> joining() {
        return now.entrySet().stream()
                .filter(after -> after.getValue().getBoolean("active") && !gone.contains(after.getKey()))
                .filter(after -> !Optional.ofNullable(read.get(after.getKey()))
                        .map(before -> before.getBoolean("active"))
                        .orElse(false))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> left() {
        return read.entrySet().stream()
                .filter(before -> before.getValue().getBoolean("active"))
                .filter(before -> gone.contains(before.getKey())
                        || !requireNonNull(now.get(before.getKey())).getBoolean("active"))
                .map(Map.Entry::getKey)
                .toList();
    }
}
