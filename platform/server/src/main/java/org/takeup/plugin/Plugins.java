package org.takeup.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pf4j.ExtensionPoint;
import org.takeup.http.Problem;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/** The plugins of a workspace, and the way to call them. Thread-safe. */
public final class Plugins {
    /** What a workspace's admin has chosen: one document. */
    public static final CollectionSpec CHOICES = CollectionSpec.named("plugin_choices");

    private static final int ROUNDS = 3;

    private final Catalogue catalogue;
    private final PackageStore packages;
    private final Releases releases;
    private final Choices choices;
    private final Guard guard;
    private final PluginLog log;

    Plugins(
            Catalogue catalogue,
            PackageStore packages,
            Releases releases,
            Choices choices,
            Guard guard,
            PluginLog log) {
        this.catalogue = catalogue;
        this.packages = packages;
        this.releases = releases;
        this.choices = choices;
        this.guard = guard;
        this.log = log;
    }

    /** The extensions of a kind that this workspace has enabled, by plugin id. */
    public <E extends ExtensionPoint> List<Offered<E>> offered(Workspace workspace, Class<E> kind) {
        return serving(workspace)
                .filter(loaded -> loaded.extension(kind).isPresent())
                .filter(loaded -> choices.enabled(workspace, loaded.manifest().plugin()))
                .map(loaded -> offer(workspace, kind, loaded))
                .toList();
    }

    /** The extension of this plugin. @throws PluginMissing if this workspace has no such plugin enabled */
    public <E extends ExtensionPoint> Offered<E> require(Workspace workspace, Class<E> kind, String pluginId) {
        return offer(workspace, kind, find(workspace, kind, pluginId));
    }

    /** Every installed plugin, enabled here or not, by id. */
    public List<Installed> installed(Workspace workspace) {
        return serving(workspace).map(loaded -> installed(workspace, loaded)).toList();
    }

    /** An installed plugin, enabled here or not. @throws Problem if there is no such plugin */
    public Installed installed(Workspace workspace, String pluginId) {
        return installed(workspace, requireInstalled(workspace, pluginId));
    }

    /** An installed plugin that this node has loaded, enabled here or not. */
    Optional<Installed> find(Workspace workspace, String pluginId) {
        return serving(workspace, pluginId).map(loaded -> installed(workspace, loaded));
    }

    /** Whether a version of this plugin is on the platform, loaded or not. */
    public boolean isKnown(String pluginId) {
        return releases.of(pluginId).isPresent();
    }

    /** The versions of a plugin that are here, newest first. */
    List<String> versions(String pluginId) {
        return packages.versions(pluginId);
    }

    /** The JSON schema of the settings of the version that this workspace gets. @throws Problem if there is no such plugin */
    public Optional<byte[]> settingsSchema(Workspace workspace, String pluginId) {
        return requireInstalled(workspace, pluginId).settingsSchema();
    }

    /** Patterns of the hosts that this version's manifest wants to reach. @throws Problem if there is no such plugin */
    public Set<String> hosts(Workspace workspace, String pluginId) {
        return Set.copyOf(requireInstalled(workspace, pluginId).manifest().hosts());
    }

    /** Lets this workspace use the plugin, on every node within seconds. @throws Problem if there is no such plugin */
    public Installed enable(Workspace workspace, String pluginId) {
        return choose(workspace, pluginId, true);
    }

    /** Takes the plugin from this workspace. What was made with it stays. @throws Problem if there is no such plugin */
    public Installed disable(Workspace workspace, String pluginId) {
        return choose(workspace, pluginId, false);
    }

    private Installed choose(Workspace workspace, String pluginId, boolean enabled) {
        choices.choose(
                workspace, requireInstalled(workspace, pluginId).manifest().plugin(), enabled);
        return installed(workspace, pluginId);
    }

    /**
     * Lets this workspace follow a channel, or pins a version. Calls under way finish on the version that they began with.
     *
     * @throws Problem if there is no such plugin, or no such version of it
     */
    public Installed follow(Workspace workspace, String pluginId, Follow follow) {
        String plugin = requireInstalled(workspace, pluginId).manifest().plugin();
        if (follow.pinned().isPresent()
                && packages.find(plugin, follow.pinned().get()).isEmpty()) {
            throw Problem.invalid("follows", "There is no version " + follow.word() + " of " + pluginId + " here.");
        }
        choices.follow(workspace, plugin, follow);
        return installed(workspace, plugin);
    }

    private Loaded requireInstalled(Workspace workspace, String pluginId) {
        return serving(workspace, pluginId).orElseThrow(Problem::notFound);
    }

    /** Calls by way of the guard. A version that goes away at this moment is looked up again. */
    <E extends ExtensionPoint, R> Offered.Answered<R> call(
            Workspace workspace, Class<E> kind, String plugin, Duration limit, PluginCall<E, R> call) {
        return call(() -> find(workspace, kind, plugin), workspace, kind, plugin, limit, call);
    }

    /** As a call, but of a plugin that the workspace need not have enabled: to show what it would be like. */
    <E extends ExtensionPoint, R> R peek(Workspace workspace, Class<E> kind, String plugin, PluginCall<E, R> call) {
        Supplier<Loaded> found = () -> serving(workspace, plugin).orElseThrow(() -> new PluginMissing(plugin));
        return call(found, workspace, kind, plugin, Offered.LIMIT, call).value();
    }

    private <E extends ExtensionPoint, R> Offered.Answered<R> call(
            Supplier<Loaded> find,
            Workspace workspace,
            Class<E> kind,
            String plugin,
            Duration limit,
            PluginCall<E, R> call) {
        for (int round = 0; round < ROUNDS; round++) {
            Loaded loaded = find.get();
            Optional<E> extension = loaded.extension(kind);
            if (extension.isPresent() && loaded.enter()) {
                R value = logged(workspace, loaded, extension.get(), limit, call);
                return new Offered.Answered<>(loaded.manifest().version(), value);
            }
        }
        throw new PluginMissing(plugin);
    }

    private <E extends ExtensionPoint, R> R logged(
            Workspace workspace, Loaded loaded, E extension, Duration limit, PluginCall<E, R> call) {
        try {
            return guard.call(loaded, extension, workspace.tenant().id(), limit, call);
        } catch (PluginFailed e) {
            log.failed(workspace, loaded.manifest(), e.reason());
            throw e;
        }
    }

    private <E extends ExtensionPoint> Loaded find(Workspace workspace, Class<E> kind, String plugin) {
        return serving(workspace, plugin)
                .filter(loaded -> loaded.extension(kind).isPresent())
                .filter(ignored -> choices.enabled(workspace, plugin))
                .orElseThrow(() -> new PluginMissing(plugin));
    }

    private Stream<Loaded> serving(Workspace workspace) {
        return catalogue.plugins().stream().flatMap(plugin -> serving(workspace, plugin).stream());
    }

    /** The version that this workspace's calls go to. While it is still on its way to this node, another one helps out. */
    Optional<Loaded> serving(Workspace workspace, String plugin) {
        Optional<Release> release = releases.of(plugin);
        if (release.isEmpty()) {
            return catalogue.newest(plugin);
        }
        String wanted = release.get().versionFor(workspace.tenant().id(), choices.follow(workspace, plugin));
        return Stream.concat(Stream.of(wanted), release.get().helpers().stream())
                .flatMap(version -> catalogue.find(plugin, version).stream())
                .findFirst()
                .or(() -> catalogue.newest(plugin));
    }

    private <E extends ExtensionPoint> Offered<E> offer(Workspace workspace, Class<E> kind, Loaded loaded) {
        return new Offered<>(
                this,
                workspace,
                kind,
                loaded.manifest().plugin(),
                loaded.manifest().version());
    }

    private Installed installed(Workspace workspace, Loaded loaded) {
        Manifest manifest = loaded.manifest();
        return new Installed(
                manifest.plugin(),
                manifest.version(),
                manifest.provider(),
                manifest.description(),
                loaded.kinds(),
                choices.enabled(workspace, manifest.plugin()),
                choices.follow(workspace, manifest.plugin()).word());
    }
}
