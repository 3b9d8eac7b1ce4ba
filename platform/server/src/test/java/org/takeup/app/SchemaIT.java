package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Migrations;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantSchema;
import org.takeup.store.TestStores;
import org.takeup.survey.Surveys;
import org.takeup.survey.WaveStore;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Tenants;

/** The migrations, on a database that an older Takeup has left. */
class SchemaIT {
    private final Set<String> dropped = ConcurrentHashMap.newKeySet();
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    private final class Looks implements CommandListener {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("dropIndexes")) {
                var command = event.getCommand().clone();
                dropped.add(event.getDatabaseName() + " "
                        + command.getString("dropIndexes").getValue() + " "
                        + command.getString("index").getValue());
            }
            if (event.getCommandName().equals("createIndexes")) {
                var command = event.getCommand().clone();
                command.getArray("indexes")
                        .forEach(index -> made.add(event.getDatabaseName() + " "
                                + command.getString("createIndexes").getValue() + " "
                                + index.asDocument().getString("name").getValue()));
            }
        }
    }

    @Test
    void surveysOfAnOlderTakeupAreFoundByWhatTheirResultsAreUsedForWhereverTenantsAreKept() {
        var vertx = Vertx.vertx();
        try (Store store = TestStores.inMemory(new Looks())) {
            var older = new TenantSchema(
                    store, List.of(CollectionSpec.named("waves").index("opened")));
            byte[] key = Arrays.copyOf(new byte[] {1, 2, 3}, 32);
            var tenants =
                    new Tenants(store, older, Sealer.fromMaster(key, "tenants"), new Signals(vertx), Clock.systemUTC());
            tenants.apply(TestPlatform.definition("pooled", Placement.POOLED));
            tenants.apply(TestPlatform.definition("own", Placement.DEDICATED));
            String own = tenants.bySlug("own").orElseThrow().tenant().id();
            String pooled = tenants.bySlug("pooled").orElseThrow().tenant().id();
            List<TenantCollection> waves =
                    List.of(store.tenant(pooled, false, WaveStore.WAVES), store.tenant(own, true, WaveStore.WAVES));
            waves.forEach(
                    each -> each.insert("w", new Document("instrument", new Document("plugin", "survey-culture"))));
            store.tenant(pooled, false, WaveStore.SNAPSHOTS).insert("w", asking("view-first"));
            store.tenant(own, true, WaveStore.SNAPSHOTS).insert("w", asking("view-first"));
            List<TenantCollection> asked =
                    List.of(store.tenant(pooled, false, Surveys.ASKED), store.tenant(own, true, Surveys.ASKED));
            for (int i = 0; i < 2; i++) {
                drawn(waves.get(i), "panel", false);
                drawn(waves.get(i), "pilot", true);
                asked.get(i).insert("ann", held("panel.d1"));
                asked.get(i).insert("ben", held("pilot.d1"));
                asked.get(i).insert("cem", held("w"));
            }
            var schema = new TenantSchema(store, Schema.collections());
            for (var migration : Schema.migrations(schema)) {
                if (migration.version() >= 5) {
                    // A node that died behind the work and before its note does it once more.
                    migration.work().run(store);
                    migration.work().run(store);
                }
            }
            for (String database : List.of("takeup_pool_data", "t_" + own)) {
                assertTrue(made.contains(database + " waves tenant_instrument.uses_opened"), made.toString());
                assertTrue(made.contains(database + " waves tenant_instrument.id_opened"), made.toString());
                assertTrue(made.contains(database + " waves tenant_asks_opened"), made.toString());
                assertTrue(made.contains(database + " survey_asked tenant_held"), made.toString());
                assertTrue(made.contains(database + " survey_asked tenant_panel"), made.toString());
            }
            for (TenantCollection each : asked) {
                assertEquals("panel:panel", each.find("ann").orElseThrow().getString("held"));
                assertEquals("pilot", each.find("ben").orElseThrow().getString("held"));
                assertEquals("w", each.find("cem").orElseThrow().getString("held"));
            }
            for (TenantCollection each : waves) {
                Document instrument = each.find("w").orElseThrow().get("instrument", Document.class);
                assertEquals(List.of(), instrument.getList("uses", String.class), "plugins' are used for nothing");
                assertEquals(List.of("view-first"), each.find("w").orElseThrow().getList("asks", String.class));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** A rotating panel as an older Takeup has stored it. */
    private static void drawn(TenantCollection waves, String id, boolean pilot) {
        waves.insert(
                id,
                new Document("instrument", new Document("plugin", "survey-culture"))
                        .append("audience", new Document("segment", "everybody").append("draw", id + ".d1"))
                        .append("fieldwork", new Document("pilot", pilot)));
    }

    /** What a wave asks, as it is stored. */
    private static Document asking(String item) {
        var text = List.of(new Document("l", "en").append("t", "Whose view counts?"));
        var question = new Document("id", item)
                .append("text", text)
                .append("required", false)
                .append("kind", "text")
                .append("mostCharacters", 200);
        return new Document("version", "1.0.0")
                .append(
                        "pages",
                        List.of(new Document("id", "p").append("title", text).append("items", List.of(question))))
                .append("scales", List.of());
    }

    private static Document held(String by) {
        return new Document("held", by).append("heldOn", "2026-11-20");
    }

    @Test
    void oldIndexesOfTheOutboxAreDroppedWhereverTenantsAreKept() {
        var vertx = Vertx.vertx();
        try (Store store = TestStores.inMemory(new Looks())) {
            var signals = new Signals(vertx);
            var older = new TenantSchema(
                    store,
                    List.of(
                            CollectionSpec.named("outbox").index("state", "due"),
                            CollectionSpec.named("mailings").index("added")));
            older.preparePool();
            byte[] key = Arrays.copyOf(new byte[] {1, 2, 3}, 32);
            var tenants = new Tenants(store, older, Sealer.fromMaster(key, "tenants"), signals, Clock.systemUTC());
            tenants.apply(TestPlatform.definition("pooled", Placement.POOLED));
            tenants.apply(TestPlatform.definition("own", Placement.DEDICATED));
            String own = tenants.bySlug("own").orElseThrow().tenant().id();

            var schema = new TenantSchema(store, Schema.collections());
            var migrations = Schema.migrations(schema);
            new Migrations(store, Clock.systemUTC(), "node").run(migrations);
            assertEquals(
                    new TreeSet<>(Set.of(
                            "takeup_pool_data mailings tenant_added",
                            "takeup_pool_data outbox tenant_state_due",
                            "t_" + own + " mailings tenant_added",
                            "t_" + own + " outbox tenant_state_due")),
                    new TreeSet<>(dropped));
            // A node that died behind the work and before its note does it once more.
            migrations.getLast().work().run(store);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
