package org.takeup.lifecycle;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.audit.AuditTrail;
import org.takeup.http.Problem;
import org.takeup.lifecycle.EraseRules.Rule;
import org.takeup.people.People;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.TenantCollection;
import org.takeup.survey.Surveys;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Erases a person from a workspace: every document of every collection is looked at, by the rules of {@link EraseRules},
 * until a look finds nothing any more. Answers stay, tied to nobody. A job does it, and can be broken off anywhere.
 * Thread-safe; calls block on the store.
 */
public final class Erasures {
    public static final List<CollectionSpec> COLLECTIONS = List.of(ErasureStore.ERASURES);

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String JOB = "erase-person";
    private static final Duration WHILE_BUSY = Duration.ofSeconds(20);
    private static final int MOST_LOOKS = 5;

    private final TenantJobs jobs;
    private final People people;
    private final Surveys surveys;
    private final AuditTrail trail;
    private final BiConsumer<Workspace, String> takeLeave;
    private final Map<CollectionSpec, Rule> rules;

    /** @param takeLeave ends what a person does and has agreed to: signs them out everywhere, takes their consent back */
    public Erasures(
            TenantJobs jobs,
            People people,
            Surveys surveys,
            AuditTrail trail,
            BiConsumer<Workspace, String> takeLeave,
            List<CollectionSpec> collections) {
        this.jobs = jobs;
        this.people = people;
        this.surveys = surveys;
        this.trail = trail;
        this.takeLeave = takeLeave;
        this.rules = EraseRules.of(collections);
        jobs.register(JOB, this::run);
    }

    /** Has a person erased. @throws Problem 404 if the directory has nobody with this id. @return the report's id */
    public String start(Workspace workspace, String personId) {
        if (people.find(workspace, personId).isEmpty()) {
            throw Problem.notFound();
        }
        String id = HexFormat.of().formatHex(random(16));
        new ErasureStore(workspace).add(id, workspace.clock().instant());
        jobs.add(
                workspace,
                JOB,
                new Document("erasure", id).append("person", personId).append("salt", new Binary(random(32))));
        return id;
    }

    /** The reports, newest first. */
    public List<Erasure> list(Workspace workspace) {
        return new ErasureStore(workspace).latest();
    }

    private void run(Workspace workspace, Document payload) throws Later, InterruptedException {
        if (importRuns(workspace)) {
            throw new Later("An import of learning data runs, which may hold the person", WHILE_BUSY);
        }
        String person = payload.getString("person");
        var names = new HashSet<String>();
        Traces traces = traces(workspace, person, names);
        people.keepAway(workspace, traces.ids(), names);
        byte[] salt = payload.get("salt", Binary.class).getData();
        long audit = 0;
        for (String id : traces.ids()) {
            takeLeave.accept(workspace, id);
            surveys.forget(workspace, id, salt);
            audit += trail.forget(workspace, id);
        }
        var counts = new LinkedHashMap<String, long[]>();
        boolean found = true;
        for (int looks = 0; found && looks < MOST_LOOKS; looks++) {
            found = look(workspace, traces, counts);
        }
        if (found) {
            throw new Later("Somebody writes about the person all the time", WHILE_BUSY);
        }
        new ErasureStore(workspace).finish(payload.getString("erasure"), lines(counts), audit, remarks());
        LOG.info("Erasure {} is done", payload.getString("erasure"));
    }

    private boolean importRuns(Workspace workspace) {
        return spec("learning_import_turns")
                .map(spec -> workspace.collection(spec).all().first())
                .filter(turn -> turn.get("import") instanceof String id && !id.isEmpty())
                .isPresent();
    }

    private java.util.Optional<CollectionSpec> spec(String name) {
        return rules.keySet().stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    /** All that the person is known by: also as records of other sources, and in the company's directory. */
    private Traces traces(Workspace workspace, String person, Set<String> userNames) {
        var ids = new HashSet<String>();
        ids.add(person);
        var addresses = new HashSet<String>();
        var names = new HashSet<String>();
        each(workspace, "people", stored -> {
            if (person.equals(stored.get("same"))) {
                ids.add(TenantCollection.id(stored));
            }
        });
        each(workspace, "people", stored -> {
            if (ids.contains(TenantCollection.id(stored))) {
                add(addresses, stored.get("email"));
                add(names, stored.get("name"));
                // What each source says, also where another one's word counts.
                stored.get("from", new Document()).values().forEach(said -> {
                    if (said instanceof Document source) {
                        add(addresses, source.get("email"));
                        add(names, source.get("name"));
                    }
                });
            }
        });
        each(workspace, "scim_users", stored -> {
            if (ids.contains(String.valueOf(stored.get("person")))) {
                ids.add(TenantCollection.id(stored));
                add(userNames, stored.get("userName"));
                add(addresses, stored.get("userName"));
                stored.getList("mails", String.class, List.of()).forEach(mail -> add(addresses, mail));
            }
        });
        return Traces.of(ids, addresses, names);
    }

    private static void add(Set<String> to, @org.jspecify.annotations.Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            to.add(text);
        }
    }

    private void each(Workspace workspace, String name, java.util.function.Consumer<Document> consumer) {
        spec(name)
                .ifPresent(spec ->
                        workspace.collection(spec).all().batchSize(1_000).forEach(consumer));
    }

    /** Looks at everything once. @return whether anything was found */
    private boolean look(Workspace workspace, Traces traces, Map<String, long[]> counts) throws InterruptedException {
        boolean found = false;
        for (var entry : rules.entrySet()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            TenantCollection collection = workspace.collection(entry.getKey());
            long[] count = counts.computeIfAbsent(entry.getKey().name(), ignored -> new long[2]);
            long before = count[0] + count[1];
            collection
                    .all()
                    .batchSize(500)
                    .forEach(stored -> carryOut(collection, entry.getValue(), traces, stored, count));
            found |= count[0] + count[1] > before;
        }
        return found;
    }

    private static void carryOut(TenantCollection collection, Rule rule, Traces traces, Document stored, long[] count) {
        String id = TenantCollection.id(stored);
        if (rule.deletes().test(stored, traces)) {
            count[0] += collection.delete(id) ? 1 : 0;
        } else if (rule.scrubs() && scrub(collection, rule, traces, id, stored)) {
            count[1]++;
        }
    }

    /** Only what is as it was read is changed; whoever was faster is looked at again with the next look. */
    private static boolean scrub(TenantCollection collection, Rule rule, Traces traces, String id, Document stored) {
        var changes = new ArrayList<Bson>();
        var unchanged = new ArrayList<Bson>();
        boolean freeTexts = rule.freeTexts();
        for (var field : stored.entrySet()) {
            if (field.getKey().equals("_id") || field.getKey().equals("t")) {
                continue;
            }
            Object next = traces.scrub(field.getValue(), freeTexts);
            if (next != field.getValue()) {
                unchanged.add(eq(field.getKey(), field.getValue()));
                // Whose manager was erased has none.
                changes.add(field.getKey().equals("manager") ? unset("manager") : set(field.getKey(), next));
            }
        }
        if (changes.isEmpty()) {
            return false;
        }
        collection.updateIf(id, and(unchanged), combine(changes));
        return true;
    }

    private List<Erasure.Line> lines(Map<String, long[]> counts) {
        return rules.entrySet().stream()
                .map(rule -> {
                    long[] count = counts.getOrDefault(rule.getKey().name(), new long[2]);
                    return new Erasure.Line(
                            rule.getKey().name(), rule.getValue().words(), count[0], count[1]);
                })
                .toList();
    }

    private static List<String> remarks() {
        return List.of(
                "Finished answers stay; since a survey was closed nothing has tied them to a person.",
                "Archives that were downloaded before still hold the person: delete them.",
                "Learning platforms and the company's directory still know the person. What they send is passed over here until they have sent nothing for 90 days.",
                "The account at the sign-in service is the company's own; it is removed there.");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
