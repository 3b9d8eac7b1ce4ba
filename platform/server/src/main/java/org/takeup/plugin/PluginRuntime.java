package org.takeup.plugin;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.isolated.Confinement;
import org.takeup.plugin.isolated.Isolation;
import org.takeup.plugin.packaging.ClassScan;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.plugin.trust.PluginOwners;
import org.takeup.plugin.trust.Publishers;
import org.takeup.plugin.trust.Trust;
import org.takeup.store.Signals;
import org.takeup.store.Store;

/** The plugins of this node: what is stored, what is loaded, and the services that rest on it. One per node. */
public final class PluginRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginRuntime.class);
    private static final long LOOK_EVERY_MILLIS = 5_000;

    private final Plugins plugins;
    private final Packages packages;
    private final Uses uses;
    private final Releases releases;
    private final VersionFigures figures;
    private final PluginLog log;
    private final Publishers publishers;
    private final PluginFolder folder;
    private final Isolation isolation;
    private final FactSheets sheets;
    private final Details details;
    private volatile boolean open = true;
    private volatile boolean ready;

    /**
     * Where packages come from and go to.
     *
     * @param folder watched for packages; may be missing
     * @param work where packages are unpacked while they are loaded
     * @param replaces whether a package in the folder may take the place of the same version; for development only
     * @param publishers keys of the operator's own publishers, by publisher id
     * @param unsigned whether packages without a signature are let in; for development only
     * @param confinement what a plugin in a process of its own is not run without
     */
    public record Settings(
            Path folder,
            Path work,
            boolean replaces,
            Map<String, List<PublisherKey>> publishers,
            boolean unsigned,
            Set<Confinement.Part> confinement) {}

    public PluginRuntime(Settings settings, Store store, Signals signals, MeterRegistry metrics, Clock clock) {
        var catalogue = new Catalogue();
        var stored = new PackageStore(store, clock);
        this.uses = new Uses(store);
        this.releases = new Releases(store, signals);
        this.figures = new VersionFigures(store, clock);
        this.log = new PluginLog();
        // A collector is attached from outside, by OpenTelemetry's agent; without one this does nothing.
        var guard = new Guard(metrics, GlobalOpenTelemetry.getTracer("org.takeup.plugin"), figures::note);
        var choices = new Choices(uses, signals);
        this.plugins = new Plugins(catalogue, stored, releases, choices, guard, log);
        this.isolation = new Isolation(Confinement.here(), settings.confinement());
        var loader = new PackageLoader(settings.work(), isolation);
        this.publishers = new Publishers(store, settings.publishers(), clock);
        var trust = new Trust(publishers, settings.unsigned(), clock);
        var gate = new Gate(trust, new PluginOwners(store), ClassScan::check);
        this.packages = new Packages(stored, loader, gate, catalogue, releases, uses, signals, clock);
        this.sheets = new FactSheets(stored, packages.stock());
        var health = new HealthDesk(plugins, packages.stock(), figures, log, clock);
        this.details = new Details(plugins, releases, choices, sheets, health, log);
        this.folder = new PluginFolder(settings.folder(), packages, settings.replaces());
    }

    /** Loads what is in the folder and in the store, and keeps looking at both. Blocks until all is loaded. */
    public void start() {
        folder.takeAll();
        packages.reconcile();
        ready = true;
        folder.watch();
        Thread.ofVirtual().name("plugin-packages").start(this::keepLooking);
    }

    /** Signals may get lost, so the store is looked at now and then as well. */
    private void keepLooking() {
        while (open) {
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
                packages.reconcile();
                figures.flush();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (open) {
                    LOG.warn("Cannot look for plugin packages", e);
                }
            }
        }
    }

    /** Whether all packages that were there at the start have been looked at. */
    public boolean isReady() {
        return ready;
    }

    /** The plugins of workspaces. */
    public Plugins plugins() {
        return plugins;
    }

    /** The packages, for the operator. */
    public Packages packages() {
        return packages;
    }

    /** The versions side by side, for the operator. */
    public VersionDesk versions() {
        return new VersionDesk(packages, releases, figures, uses, sheets);
    }

    /** What went wrong in workspaces, for their admins. */
    public PluginLog log() {
        return log;
    }

    /** All about one plugin, for the admins of workspaces. */
    public Details details() {
        return details;
    }

    /** The indexes of what the platform keeps about plugins. */
    public static void createIndexes(Store store) {
        Uses.createIndexes(store);
        VersionFigures.createIndexes(store);
    }

    /** Who may bring plugins, for the operator. */
    public Publishers publishers() {
        return publishers;
    }

    /** What holds plugins that run in processes of their own on this node. */
    public Confinement confinement() {
        return isolation.confinement();
    }

    @Override
    public void close() {
        open = false;
        folder.close();
        figures.flush();
        packages.close();
        isolation.close();
    }

    /** Forgets what the platform noted of a tenant's choices of plugins. */
    public void forget(String tenant) {
        uses.forget(tenant);
    }
}
