package org.takeup.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pf4j.ExtensionPoint;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/** The plugins of a workspace, and the way to call them. Thread-safe. */
public final class Plugins {
    /** What a workspace's admin has chosen: one document. */
    public static final CollectionSpec CHOICES = CollectionSpec.named("plugin_choices");

    private static final int ROUNDS = 3;

    private final Catalogue catalogue;
    private final Choices choices;
    private final Guard guard;

    Plugins(Catalogue catalogue, Choices choices, Guard guard) {
        this.catalogue = catalogue;
        this.choices = choices;
        this.guard = guard;
    }

    /** The extensions of a kind that this workspace has enabled, by plugin id. */
    public <E extends ExtensionPoint> List<Offered<E>> offered(Workspace workspace, Class<E> kind) {
        return catalogue.newest().stream()
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
        return catalogue.newest().stream()
                .map(loaded -> installed(workspace, loaded))
                .toList();
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
        Loaded loaded = catalogue.newest(pluginId).orElseThrow(Problem::notFound);
        choices.choose(workspace, pluginId, enabled);
        return installed(workspace, loaded);
    }

    /** Calls by way of the guard. A version that goes away at this moment is looked up again. */
    <E extends ExtensionPoint, R> R call(
            Workspace workspace, Class<E> kind, String plugin, Duration limit, PluginCall<E, R> call) {
        for (int round = 0; round < ROUNDS; round++) {
            Loaded loaded = find(workspace, kind, plugin);
            Optional<E> extension = loaded.extension(kind);
            if (extension.isPresent() && loaded.enter()) {
                return guard.call(loaded, extension.get(), workspace.tenant().id(), limit, call);
            }
        }
        throw new PluginMissing(plugin);
    }

    private <E extends ExtensionPoint> Loaded find(Workspace workspace, Class<E> kind, String plugin) {
        return catalogue
                .newest(plugin)
                .filter(loaded -> loaded.extension(kind).isPresent())
                .filter(ignored -> choices.enabled(workspace, plugin))
                .orElseThrow(() -> new PluginMissing(plugin));
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
                choices.enabled(workspace, manifest.plugin()));
    }
}
