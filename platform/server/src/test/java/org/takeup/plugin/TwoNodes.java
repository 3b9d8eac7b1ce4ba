package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.store.Signals;
import org.takeup.tenant.Workspace;

/** Two nodes that share a store, a plugin of which tests upload versions, and workspaces that use it. */
final class TwoNodes implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VERSION_FILE = "classes/sample/version.txt";

    /** A builder that says its version. Compiled once: only a text in the package differs. */
    private static final PluginSource SAMPLE = PluginSource.builder("sample", "0.0.0", """
            static String version() {
                try (var in = Sample.class.getResourceAsStream("version.txt")) {
                    return new String(in.readAllBytes());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            """, """
            return List.of(new FormField("version", LocalizedText.english(version()), null, FormField.Kind.TEXT,
                    List.of(), false, null));
            """);

    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final Map<Workspace, String> users = new ConcurrentHashMap<>();
    private final Vertx otherVertx = Vertx.vertx();
    private final Signals otherSignals = new Signals(otherVertx);
    private final TestPlatform platform = TestPlatform.start();
    private final Path work = PluginSource.temporary();
    final PluginRuntime here;
    final PluginRuntime there;
    final Packages packages;
    final VersionDesk desk;

    TwoNodes() {
        here = platform.platform().pluginRuntime();
        there = new PluginRuntime(
                new PluginRuntime.Settings(
                        work.resolve("none"),
                        work.resolve("loaded"),
                        false,
                        TestPublisher.publishers(),
                        false,
                        Set.of()),
                platform.store(),
                otherSignals,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        there.start();
        packages = here.packages();
        desk = here.versions();
    }

    /** Takes back all that tests made. */
    @Override
    public void close() {
        users.forEach((workspace, id) -> here.plugins().follow(workspace, id, Follow.STABLE));
        packages.list().stream()
                .map(Listed::version)
                .filter(version -> made.contains(version.plugin()))
                .forEach(packages::remove);
        there.close();
        otherVertx.close();
        platform.close();
        PluginSource.delete(work);
        assertEquals(List.of(), platform.watch().offences());
    }

    private Workspace workspace() {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** The id of a plugin that no other test has. */
    String fresh() {
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        made.add(id);
        return id;
    }

    /** What a builder of the plugin says its version is. */
    static String version(PlanBuilder builder) {
        var context = new PlanContext("Take up", LocalDate.EPOCH, List.of(), Map.of(), List.of());
        return builder.wizard(context).getFirst().label().in(Locale.ENGLISH);
    }

    void upload(String id, String version) {
        packages.upload(SAMPLE.set("plugin.id", id)
                .set("plugin.version", version)
                .entry(VERSION_FILE, version.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .zip());
        tellTheOtherNode();
    }

    /** What the cluster does; a node that hears nothing looks by itself every few seconds. */
    void tellTheOtherNode() {
        otherSignals.publish(Signals.Topic.PLUGINS, "anything");
    }

    void promote(String id, String version) {
        desk.promote(new Version(id, version));
        tellTheOtherNode();
    }

    VersionDesk.Overview overview(String id) {
        return desk.overview(id, platform.platform().tenants().all());
    }

    void tryOut(Version version, int percent, List<String> slugs) {
        desk.tryOut(version, percent, slugs, platform.platform().tenants().all());
        tellTheOtherNode();
    }

    void rollBack(String id) {
        desk.rollBack(id);
        tellTheOtherNode();
    }

    void follow(Workspace workspace, String id, String word) {
        here.plugins().follow(workspace, id, Follow.of(word).orElseThrow());
        tellTheOtherNode();
    }

    Offered<PlanBuilder> offered(PluginRuntime node, Workspace workspace, String id) {
        return node.plugins().require(workspace, PlanBuilder.class, id);
    }

    String answers(PluginRuntime node, Workspace workspace, String id) {
        return offered(node, workspace, id).call(TwoNodes::version);
    }

    void awaitBoth(Workspace workspace, String id, String version) {
        Eventually.holds(
                "both nodes answer with " + version,
                PATIENCE,
                () -> answers(here, workspace, id).equals(version)
                        && answers(there, workspace, id).equals(version));
    }

    /** A workspace that uses the plugin, as both nodes know by now. */
    Workspace user(String id) {
        Workspace workspace = workspace();
        here.plugins().enable(workspace, id);
        users.put(workspace, id);
        tellTheOtherNode();
        Eventually.holds(
                "the other node knows the choice",
                PATIENCE,
                () -> there.plugins().offered(workspace, PlanBuilder.class).stream()
                        .anyMatch(offered -> offered.plugin().equals(id)));
        return workspace;
    }
}
