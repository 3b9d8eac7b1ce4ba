package org.takeup.plugin;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.plugin.Listed.State;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.store.Signals;
import org.takeup.tenant.Workspace;

/** A node that was down while plugins came, changed and went has, once it is ready, what the others have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeCatchesUpIT {
    private String mark = "";
    private final Vertx vertx = Vertx.vertx();
    private TestPlatform platform;
    private PluginRuntime here;
    private Path work;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        here = platform.platform().pluginRuntime();
        work = PluginSource.temporary();
    }

    @BeforeEach
    void choosePluginsOfItsOwn() {
        mark = "up" + UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void removeThem() {
        here.packages().list().stream()
                .map(Listed::version)
                .filter(version -> version.plugin().startsWith(mark))
                .forEach(here.packages()::remove);
    }

    @AfterAll
    void stop() {
        vertx.close();
        platform.close();
        PluginSource.delete(work);
        assertEquals(List.of(), platform.watch().offences());
    }

    /** The other node, started anew. Ready means that it has looked at everything: nothing is waited for. */
    private PluginRuntime startTheOther() {
        PluginRuntime other = theOther();
        other.start();
        assertTrue(other.isReady());
        return other;
    }

    private PluginRuntime theOther() {
        return new PluginRuntime(
                new PluginRuntime.Settings(
                        work.resolve("none"),
                        work.resolve("loaded"),
                        false,
                        TestPublisher.publishers(),
                        false,
                        Set.of()),
                platform.store(),
                new Signals(vertx),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    private void upload(String plugin, String version) {
        here.packages()
                .upload(PluginSource.good(plugin, version)
                        .entry("classes/note.txt", (plugin + " " + version).getBytes(StandardCharsets.UTF_8))
                        .zip());
    }

    private Map<String, State> states(PluginRuntime node) {
        var states = new TreeMap<String, State>();
        for (Listed each : node.packages().list()) {
            if (each.version().plugin().startsWith(mark)) {
                states.put(each.version().plugin() + " " + each.version().version(), each.state());
            }
        }
        return states;
    }

    private String whyNot(PluginRuntime node, String plugin) {
        return node.packages().list().stream()
                .filter(each -> each.version().plugin().equals(plugin))
                .map(Listed::trouble)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itHasWhatCameWithoutWhatWentAndChecksAllOfItAgain() {
        String changed = mark + "a";
        String gone = mark + "b";
        String revoked = mark + "c";
        String damaged = mark + "d";
        String added = mark + "e";
        KeyPair keys = PackageSigner.newKeys();
        String partner = mark + "-partner";
        here.publishers().approve(partner, "Partner", false, new PublisherKey(keys.getPublic()).text(), null);
        for (String plugin : List.of(changed, gone)) {
            upload(plugin, "1.0.0");
            here.versions().promote(new Version(plugin, "1.0.0"));
        }
        here.packages()
                .upload(new PackageSigner(partner, keys)
                        .sign(PluginSource.good(revoked, "1.0.0").unsigned(), Instant.now()));
        here.versions().promote(new Version(revoked, "1.0.0"));
        Workspace workspace = platform.tenant("t" + mark);
        here.plugins().enable(workspace, changed);

        PluginRuntime before = startTheOther();
        assertEquals(
                Map.of(
                        changed + " 1.0.0",
                        State.LOADED,
                        gone + " 1.0.0",
                        State.LOADED,
                        revoked + " 1.0.0",
                        State.LOADED),
                states(before));
        before.close();

        upload(changed, "1.1.0");
        here.versions().promote(new Version(changed, "1.1.0"));
        here.packages().remove(new Version(gone, "1.0.0"));
        here.publishers().revoke(partner, "Left the programme");
        here.packages().publishersChanged();
        upload(added, "1.0.0");
        here.versions().promote(new Version(added, "1.0.0"));
        upload(damaged, "1.0.0");
        here.versions().promote(new Version(damaged, "1.0.0"));
        damage(damaged);

        PluginRuntime after = startTheOther();
        try {
            assertEquals(
                    Map.of(
                            changed + " 1.0.0", State.LOADED,
                            changed + " 1.1.0", State.LOADED,
                            revoked + " 1.0.0", State.REFUSED,
                            damaged + " 1.0.0", State.REFUSED,
                            added + " 1.0.0", State.LOADED),
                    states(after));
            assertTrue(whyNot(after, damaged).contains("damaged"), whyNot(after, damaged));
            assertTrue(whyNot(after, revoked).contains("Left the programme"), whyNot(after, revoked));
            assertEquals(
                    "1.1.0",
                    after.plugins()
                            .require(workspace, PlanBuilder.class, changed)
                            .version());
        } finally {
            after.close();
        }
    }

    @Test
    void itTakesTheVersionsOfAFolderInTheirOrderAndNotInThatOfTheirNames() throws Exception {
        String plugin = mark + "f";
        Path folder = PluginSource.temporary();
        for (String version : List.of("1.10.0", "1.9.0")) {
            Files.write(
                    folder.resolve(plugin + "-" + version + ".zip"),
                    PluginSource.good(plugin, version).zip());
        }
        try (var watched = new PluginFolder(folder, here.packages(), false)) {
            watched.takeAll();
            assertEquals(List.of("1.10.0", "1.9.0"), here.packages().versions(plugin));
        } finally {
            PluginSource.delete(folder);
        }
    }

    /** The node stops between reading a package and loading it; what is loaded after that nobody would unload. */
    @Test
    void whatItWasJustGoingToLoadWhenItStoppedIsNotLeftBehind() throws Exception {
        String plugin = mark + "g";
        upload(plugin, "1.0.0");
        here.versions().promote(new Version(plugin, "1.0.0"));
        PluginRuntime other = theOther();
        var read = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        other.packages().scanWith(zip -> {
            if (zip.manifest().plugin().equals(plugin)) {
                read.countDown();
                await(goOn);
            }
        });
        Thread looking = Thread.ofVirtual().start(other::start);
        read.await();
        Thread stopping = Thread.ofVirtual().start(other::close);
        Eventually.holds(
                "the node stops",
                Duration.ofSeconds(60),
                () -> Set.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(stopping.getState()));
        goOn.countDown();
        looking.join();
        stopping.join();

        assertEquals(
                Optional.empty(),
                other.packages().loaded(new Version(plugin, "1.0.0")).map(Loaded::digest));
        try (var files = Files.walk(work.resolve("loaded"))) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Somebody changes a byte of what is stored, behind the platform's back. */
    private void damage(String plugin) {
        String digest = here.packages().list().stream()
                .filter(each -> each.version().plugin().equals(plugin))
                .map(Listed::digest)
                .findFirst()
                .orElseThrow();
        var chunks = platform.store().control("plugin_chunks");
        var first = eq(digest + ":0");
        Document chunk = Objects.requireNonNull(chunks.find(first).first());
        byte[] bytes = chunk.get("data", Binary.class).getData().clone();
        bytes[bytes.length / 2] ^= 1;
        chunks.updateOne(first, set("data", new Binary(bytes)));
    }
}
