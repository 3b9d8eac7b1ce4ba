package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.event.Events;
import org.takeup.people.People;
import org.takeup.plugin.PluginFailed;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.egress.PrivateHosts;
import org.takeup.plugin.settings.Connections;
import org.takeup.plugin.settings.PluginSettings;
import org.takeup.store.JobRunner;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Imports that something stops: none keeps its workspace from importing again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedImportIT {
    private static final String CONNECTOR = "lms-oneroster";

    @TempDir
    private static Path folder;

    private TestPlatform platform;
    private Plugins plugins;
    private ImportJob job;
    private Vertx vertx;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        plugins = platform.platform().pluginRuntime().plugins();
        vertx = Vertx.vertx();
        var egress = new Egress(vertx, new SimpleMeterRegistry(), PrivateHosts.none());
        job = new ImportJob(
                plugins, new Connections(plugins, new PluginSettings(plugins), egress), new People(), new Events());
    }

    @AfterAll
    void stop() {
        platform.close();
        vertx.close().await();
    }

    private Workspace workspace() {
        return platform.tenant("i" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** An import that is stored and has its turn, as it is before its job is added. */
    private static ImportStore stored(Workspace workspace, String id) throws IOException {
        var store = new ImportStore(workspace);
        Path file = Files.write(folder.resolve(UUID.randomUUID() + ".zip"), Archives.zip(Archives.roster(6)));
        assertTrue(store.takeTurn(id, Instant.now()));
        store.keepFile(id, file);
        store.add(ImportDocument.fresh(id, CONNECTOR, "x.zip", 1, "Pat", Instant.now()));
        return store;
    }

    /** A learner that cannot be read, neither to be changed nor to be counted. */
    private static void damage(Workspace workspace) {
        workspace
                .collection(LearnerStore.LEARNERS)
                .put(LearnerStore.key(CONNECTOR, "u1"), new Document("rev", 1).append("facts", new Binary(new byte[] {99
                        })));
    }

    private static Import.State state(ImportStore store, String id) {
        return store.find(id).orElseThrow().state();
    }

    private static void assertTurnIsFree(ImportStore store) {
        assertEquals("", store.turn().orElseThrow().importId());
    }

    @Test
    void anImportWithoutAJobIsCancelledByHandAndTheNextOneRuns() throws Exception {
        Workspace workspace = workspace();
        ImportStore store = stored(workspace, "lost");
        String base = "/w/" + workspace.tenant().slug();
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String csrf = Visitor.token(admin.get(base + "/learning").body());
        byte[] zip = Archives.zip(Archives.roster(6));
        assertEquals(
                409,
                Archives.upload(admin, base + "/learning/imports", csrf, "x.zip", zip)
                        .statusCode());

        assertEquals(
                200,
                admin.json("POST", base + "/api/v1/learning/imports/lost/cancel", "", csrf)
                        .statusCode());

        await(() -> state(store, "lost") == Import.State.CANCELLED
                && store.turn().orElseThrow().importId().isEmpty());
        assertEquals(
                303,
                Archives.upload(admin, base + "/learning/imports", csrf, "x.zip", zip)
                        .statusCode());
    }

    @Test
    void anImportThatIsGivenUpEndsEvenIfNothingCanBeCounted() throws Exception {
        Workspace workspace = workspace();
        ImportStore store = stored(workspace, "doomed");
        damage(workspace);
        for (int run = 0; run < ImportJob.MOST_RUNS; run++) {
            assertThrows(RuntimeException.class, () -> job.run(workspace, "doomed"));
        }

        job.run(workspace, "doomed");

        assertEquals(Import.State.FAILED, state(store, "doomed"));
        assertTrue(store.find("doomed").orElseThrow().message().contains("could not be counted"));
        assertTurnIsFree(store);
    }

    @Test
    void aConnectorThatRestsCostsTheImportNoRun() throws Exception {
        Workspace workspace = workspace();
        ImportStore store = stored(workspace, "patient");
        var connector = plugins.require(workspace, LmsConnector.class, CONNECTOR);
        PluginFailed.Reason reason = PluginFailed.Reason.BROKEN;
        while (reason != PluginFailed.Reason.RESTING) {
            reason = assertThrows(
                            PluginFailed.class,
                            () -> connector.call(each -> {
                                throw new AssertionError("a fault of the plugin");
                            }))
                    .reason();
        }
        for (int run = 0; run < 2; run++) {
            assertThrows(JobRunner.Later.class, () -> job.run(workspace, "patient"));
        }
        assertEquals(0, store.begin("patient"));
    }

    @Test
    void aFaultInStoringIsNotBlamedOnTheConnector() throws Exception {
        Workspace workspace = workspace();
        ImportStore store = stored(workspace, "ours");
        damage(workspace);
        for (int run = 0; run < ImportJob.MOST_RUNS; run++) {
            assertThrows(Ingest.StoringFailed.class, () -> job.run(workspace, "ours"));
        }
        assertEquals(Import.State.RUNNING, state(store, "ours"));
        var connector = plugins.require(workspace, LmsConnector.class, CONNECTOR);
        assertEquals("oneroster-csv", connector.call(LmsConnector::profile).id());
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 60 s");
            LockSupport.parkNanos(50_000_000);
        }
    }
}
