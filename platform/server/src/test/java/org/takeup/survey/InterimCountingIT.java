package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.people.PeopleStore;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantSchema;
import org.takeup.store.TenantWatch;
import org.takeup.store.TestStores;
import org.takeup.survey.scoring.InterimGroup;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/** Nodes that die while they count live results, and nodes that count at the same time: nobody is left out or counted twice. */
class InterimCountingIT {
    private static final List<CollectionSpec> COLLECTIONS = Stream.concat(
                    Surveys.COLLECTIONS.stream(), Stream.of(PeopleStore.PEOPLE))
            .toList();

    private final Vertx vertx = Vertx.vertx();
    private final TenantWatch watch = new TenantWatch();
    private final Store store = TestStores.open(watch);
    private final Signals signals = new Signals(vertx);
    private final Tenants tenants = new Tenants(
            store,
            new TenantSchema(store, COLLECTIONS),
            Sealer.fromMaster(new byte[32], "tests"),
            signals,
            Clock.systemUTC());
    private final InterimCounter one = new InterimCounter(new Waves(signals));
    private final InterimCounter other = new InterimCounter(new Waves(signals));
    private Workspace workspace;
    private Wave wave;
    private TenantCollection ballots;

    @BeforeEach
    void start() {
        String slug = "i" + UUID.randomUUID().toString().substring(0, 8);
        tenants.apply(TestPlatform.definition(slug, Placement.DEDICATED));
        workspace = tenants.bySlug(slug).orElseThrow();
        wave = Samples.wave(workspace, "Sales");
        ballots = workspace.collection(BallotStore.BALLOTS);
    }

    @AfterEach
    void stop() {
        store.close();
        vertx.close().await();
        assertEquals(List.of(), watch.offences());
    }

    private void finish(int count) {
        finish(count, "Sales");
    }

    private void finish(int count, String unit) {
        for (int i = 0; i < count; i++) {
            String id = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
            ballots.put(
                    id,
                    new Document("wave", wave.id())
                            .append("unit", unit)
                            .append("order", id.substring(0, 16))
                            .append("separated", false)
                            .append("touched", true)
                            .append("finished", true)
                            .append(InterimStore.BATCH, 0)
                            .append("answers", new Document("mood", 4).append("time", 2))
                            .append("hour", Date.from(wave.opened()))
                            .append("language", "en"));
        }
    }

    /** People in the sums of the first bundle, shown or waiting. */
    private long inSums() {
        InterimStore.Unit unit =
                new InterimStore(workspace, wave.id()).find(List.of("Sales")).get("Sales");
        InterimGroup.Sums sums = unit.kept().orElseThrow().bundles().getFirst();
        double people = sums.shown().getFirst()
                + sums.next().getFirst()
                + sums.after().getFirst()
                + sums.filling().getFirst();
        assertEquals(unit.finished(), Math.round(people));
        return Math.round(people);
    }

    private List<Document> all() {
        return ballots.find(Filters.eq("wave", wave.id())).into(new ArrayList<>());
    }

    @Test
    void aNodeThatDiesBeforeItNotesWhomItHasCountedCountsNobodyTwice() {
        finish(13);
        one.count(workspace, wave.id());
        assertEquals(13, inSums());
        // It died between the sums and the ballots: these are as they were before.
        all().subList(0, 6).forEach(ballot -> ballots.update(TenantCollection.id(ballot), Updates.set("batch", 0)));
        finish(4);
        other.count(workspace, wave.id());
        assertEquals(17, inSums());
        one.count(workspace, wave.id());
        assertEquals(17, inSums());
        assertEquals(0, new InterimStore(workspace, wave.id()).due(100).size());
    }

    @Test
    void aNodeThatDiesBeforeItCountsLeavesNobodyOut() {
        finish(5);
        one.count(workspace, wave.id());
        finish(3);
        // Nobody finishes any more; somebody looks.
        other.look(workspace, wave);
        assertEquals(8, inSums());
        finish(2);
        other.look(workspace, wave);
        Eventually.holds("those who came after the first look are counted", Samples.SOON, () -> inSums() == 10);
    }

    @Test
    void aPassAsksTheStoreForAllUnitsTogether() {
        for (int i = 0; i < 7; i++) {
            finish(2, "Unit " + i);
        }
        var asked = new ConcurrentLinkedQueue<String>();
        watch.tell((name, command) -> {
            if (name.equals("find")) {
                asked.add(command.getString(name).getValue());
            }
        });
        one.count(workspace, wave.id());
        assertEquals(1, Collections.frequency(asked, "survey_interim"), asked::toString);
        assertEquals(2, Collections.frequency(asked, "ballots"), asked::toString);
        assertEquals(
                14,
                new InterimStore(workspace, wave.id())
                        .all().stream().mapToLong(InterimStore.Unit::finished).sum());
    }

    @Test
    void twoNodesAtOnceCountEverybodyOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 4; i++) {
                InterimCounter node = i % 2 == 0 ? one : other;
                work.add(() -> {
                    for (int round = 0; round < 6; round++) {
                        finish(5);
                        node.count(workspace, wave.id());
                    }
                    return null;
                });
            }
            for (Future<Void> each : threads.invokeAll(work)) {
                each.get();
            }
        }
        one.count(workspace, wave.id());
        assertEquals(120, inSums());
        var batches = new HashSet<Integer>();
        Map<Integer, Long> sizes = all().stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        ballot -> ballot.getInteger("batch"), java.util.stream.Collectors.counting()));
        sizes.forEach((batch, size) -> {
            batches.add(batch);
            assertEquals(5, size, "people of batch " + batch);
        });
        assertEquals(24, batches.size());
    }
}
