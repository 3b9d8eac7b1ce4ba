package org.takeup.plugin;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.plugin.PackageStore.Origin;
import org.takeup.plugin.PackageStore.Stored;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.store.Signals;

/**
 * The packages of this platform: taken in, loaded on this node, removed. What is in the store is what should be loaded;
 * {@link #reconcile} makes it so on each node. Thread-safe.
 */
public final class Packages {
    private static final Logger LOG = LoggerFactory.getLogger(Packages.class);

    private final PackageStore store;
    private final PackageLoader loader;
    private final Gate gate;
    private final Catalogue catalogue;
    private final Releases releases;
    private final Uses uses;
    private final Signals signals;
    private final Clock clock;
    private final ReentrantLock changing = new ReentrantLock();
    private final Refusals refusals;
    private final Map<String, Stock.Arrival> arrivals = new ConcurrentHashMap<>();
    private final Stock stock;
    private final Map<Loaded, Thread> leaving = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Packages(
            PackageStore store,
            PackageLoader loader,
            Gate gate,
            Catalogue catalogue,
            Releases releases,
            Uses uses,
            Signals signals,
            Clock clock) {
        this.store = store;
        this.loader = loader;
        this.gate = gate;
        this.catalogue = catalogue;
        this.releases = releases;
        this.uses = uses;
        this.signals = signals;
        this.clock = clock;
        this.refusals = new Refusals(clock);
        this.stock = new Stock(store, gate, catalogue, refusals, arrivals, Moments.of(clock));
        signals.listen(Signals.Topic.PLUGINS, ignored -> reconcile());
    }

    /** A version of a plugin. */
    public record Version(String plugin, String version) {}

    /** All packages, by id, newest first. */
    public List<Listed> list() {
        return stock.list();
    }

    /** What is stored beside what is loaded, to read. */
    Stock stock() {
        return stock;
    }

    /** Plugins of which no version runs because nobody who is trusted stands for one, by id; for tenants to know. */
    List<String> stopped() {
        return stock.stopped();
    }

    /** Plugins that run without a signature, by id; only a development switch lets them. */
    Set<String> unsigned() {
        return stock.unsigned();
    }

    /** As {@link #upload(byte[], boolean)}, and no older version than was there before. */
    public Listed upload(byte[] bytes) {
        return upload(bytes, false);
    }

    /**
     * Takes in a package that an operator sends: checks it, loads it here, stores it, tells the other nodes. Doing it
     * twice with the same bytes changes nothing.
     *
     * @param older whether it may be older than the highest version that was ever installed
     * @throws PackageRejected if it is no good, if nobody whom we trust stands for it, if the plugin is another
     *     publisher's, or if this version is there with other bytes; nothing is changed then
     */
    public Listed upload(byte[] bytes, boolean older) {
        return install(gate.check(bytes), Origin.UPLOAD, older, false);
    }

    /** As {@link #upload}, from the plugin folder; {@code replaces} lets other bytes take the place of a version. */
    Version fromFolder(byte[] bytes, boolean replaces) {
        return install(gate.check(bytes), Origin.FOLDER, replaces, replaces).version();
    }

    private Listed install(PackageZip zip, Origin origin, boolean older, boolean replaces) {
        Manifest manifest = zip.manifest();
        changing.lock();
        try {
            if (closed) {
                throw new IllegalStateException("This node stops; send the package to another one");
            }
            Optional<Stored> there = store.find(manifest.plugin(), manifest.version());
            boolean same =
                    there.filter(stored -> stored.digest().equals(zip.digest())).isPresent();
            if (there.isPresent() && !same && !replaces) {
                throw otherBytes(manifest);
            }
            if (!same) {
                gate.checkOwner(zip, older);
            }
            if (!same || !isLoaded(there.orElseThrow())) {
                Loaded loaded = loader.load(zip, modeOf(zip));
                if (!same) {
                    keep(zip, origin, replaces, loaded);
                }
                serve(loaded, there.filter(ignored -> same).map(Stored::anew).orElse(0L));
            }
            releases.added(manifest.plugin(), manifest.version(), origin == Origin.FOLDER);
        } finally {
            changing.unlock();
        }
        signals.publish(Signals.Topic.PLUGINS, manifest.plugin());
        return stock.listed(store.find(manifest.plugin(), manifest.version()).orElseThrow(Problem::notFound));
    }

    private void keep(PackageZip zip, Origin origin, boolean replaces, Loaded loaded) {
        try {
            gate.claim(zip);
            if (replaces) {
                store.put(zip, origin);
            } else if (!store.add(zip, origin)) {
                throw otherBytes(zip.manifest());
            }
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    /**
     * Removes a version from the platform; calls under way finish first. Tenants' data stays.
     *
     * @throws Problem if there is no such version
     */
    public void remove(Version version) {
        Stored stored = store.find(version.plugin(), version.version()).orElseThrow(Problem::notFound);
        refusePinned(version);
        store.remove(stored);
        releases.removed(version.plugin(), version.version(), versions(version.plugin()));
        reconcile();
        signals.publish(Signals.Topic.PLUGINS, version.plugin());
    }

    /**
     * Loads a version anew on every node: calls go to the fresh copy, the one before ends with its calls, and with it a
     * quarantine. This node does so before the answer, the others within seconds.
     *
     * @throws Problem if there is no such version, or if it cannot be loaded here
     */
    public void loadAnew(Version version) {
        Stored stored = store.find(version.plugin(), version.version()).orElseThrow(Problem::notFound);
        if (!versionsInUse(version.plugin()).contains(version.version())) {
            throw new Problem(
                    409,
                    "version-not-in-use",
                    version.plugin() + " " + version.version() + " is loaded nowhere, because nobody gets it.",
                    "Make it the stable version, or let tenants try it; it is loaded then.");
        }
        store.askAnew(stored);
        refusals.forget(version);
        reconcile();
        signals.publish(Signals.Topic.PLUGINS, version.plugin());
        refusals.find(version).ifPresent(why -> {
            throw new Problem(
                    409,
                    "not-loaded",
                    version.plugin() + " " + version.version() + " could not be loaded anew: " + why.reason(),
                    "What was loaded before stays. This node tries again each minute.");
        });
    }

    private void refusePinned(Version version) {
        long pins = uses.of(version.plugin()).stream()
                .filter(use ->
                        use.follow().pinned().filter(version.version()::equals).isPresent())
                .count();
        if (pins > 0) {
            throw new Problem(
                    409,
                    "version-pinned",
                    "Tenants have pinned " + version.plugin() + " " + version.version() + ": " + pins + ".",
                    "Ask their admins to follow a channel, then remove it.");
        }
    }

    /** The versions of a plugin that are stored, newest first. */
    List<String> versions(String plugin) {
        return store.versions(plugin);
    }

    /** Removes a version that came from the folder of which the file is gone. */
    void removedFromFolder(Version version) {
        store.find(version.plugin(), version.version())
                .filter(stored -> stored.origin() == Origin.FOLDER)
                .ifPresent(ignored -> remove(version));
    }

    /** After a publisher was approved or revoked: what is not trusted any more stops at once, on every node. */
    public void publishersChanged() {
        reconcile();
        signals.publish(Signals.Topic.PLUGINS, "");
    }

    /** Whether packages without a signature are let in; the pages warn then. */
    public boolean letsUnsignedIn() {
        return gate.letsUnsignedIn();
    }

    /** The version as it is loaded on this node. */
    Optional<Loaded> loaded(Version version) {
        return catalogue.find(version.plugin(), version.version());
    }

    /** For tests that let a hostile plugin in, to see the guard at work. */
    void scanWith(Consumer<PackageZip> other) {
        gate.scanWith(other);
    }

    /**
     * Loads what is stored, trusted, in use and not loaded; unloads what is not so any more. Repeats without harm; may
     * block.
     */
    void reconcile() {
        changing.lock();
        try {
            if (closed) {
                return;
            }
            List<Stored> stored = store.all();
            List<Stored> trusted = stored.stream().filter(this::isTrusted).toList();
            List<Stored> wanted = inUse(trusted);
            for (Loaded loaded : catalogue.all()) {
                if (wanted.stream().noneMatch(each -> isSame(each, loaded))) {
                    retire(loaded, trusted.stream().anyMatch(each -> isSame(each, loaded)) && isStored(loaded));
                }
            }
            refusals.forgetIf(version -> stored.stream().noneMatch(each -> of(each).equals(version)));
            wanted.stream()
                    .filter(each -> !stock.isCurrent(each) && !refusals.isFresh(of(each)))
                    .takeWhile(_ -> !closed)
                    .forEach(this::pull);
        } catch (com.mongodb.MongoException e) {
            LOG.warn("Cannot look for plugin packages: {}", e.getMessage());
        } finally {
            changing.unlock();
        }
    }

    /** Asked once more: what is removed leaves the store before its channels, and that may be since it was read. */
    private boolean isStored(Loaded loaded) {
        Manifest manifest = loaded.manifest();
        return store.find(manifest.plugin(), manifest.version()).isPresent();
    }

    /** Those that a channel leads to or a tenant has pinned. */
    private List<Stored> inUse(List<Stored> stored) {
        Set<Version> used = stored.stream()
                .map(Stored::plugin)
                .distinct()
                .flatMap(plugin -> versionsInUse(plugin).stream().map(version -> new Version(plugin, version)))
                .collect(Collectors.toSet());
        return stored.stream().filter(each -> used.contains(of(each))).toList();
    }

    private Set<String> versionsInUse(String plugin) {
        var used = new HashSet<String>(uses.pinned(plugin));
        releases.of(plugin).ifPresent(release -> used.addAll(release.inUse()));
        return used;
    }

    private boolean isTrusted(Stored stored) {
        try {
            gate.judge(stored.signature());
            return true;
        } catch (PackageRejected e) {
            refuse(stored, e, true);
            return false;
        }
    }

    private void pull(Stored stored) {
        try {
            PackageZip zip = gate.check(store.bytes(stored));
            serve(loader.load(zip, modeOf(zip)), stored.anew());
        } catch (Problem e) {
            refuse(stored, e, false);
        }
    }

    /** The operator's own plugins run in this process, all others in one of theirs. */
    private PackageLoader.Mode modeOf(PackageZip zip) {
        return gate.judge(zip.signature()).own() ? PackageLoader.Mode.IN_PROCESS : PackageLoader.Mode.ISOLATED;
    }

    private void refuse(Stored stored, Problem why, boolean trust) {
        if (refusals.note(of(stored), why, trust)) {
            LOG.warn("Plugin {} {} is not loaded here: {}", stored.plugin(), stored.version(), why.getMessage());
        }
    }

    /** @param anew how often an operator has asked for it to be loaded anew */
    private void serve(Loaded loaded, long anew) {
        Manifest manifest = loaded.manifest();
        refusals.forget(new Version(manifest.plugin(), manifest.version()));
        // In this order: what it takes the place of may have the same digest.
        catalogue.add(loaded).ifPresent(older -> letGo(older, false));
        arrivals.put(loaded.digest(), new Stock.Arrival(clock.instant(), anew));
        LOG.info("Plugin {} {} is loaded", manifest.plugin(), manifest.version());
    }

    /** @param superseded whether nothing is wrong with it; its calls may take their time then */
    private void retire(Loaded loaded, boolean superseded) {
        catalogue.remove(loaded);
        letGo(loaded, superseded);
    }

    /** Waits for calls under way, so not here. */
    private void letGo(Loaded loaded, boolean superseded) {
        arrivals.remove(loaded.digest());
        Thread thread = Thread.ofVirtual().name("plugin-unload").unstarted(() -> {
            try {
                if (superseded) {
                    loaded.drain();
                } else {
                    loaded.close();
                }
                LOG.info(
                        "Plugin {} {} is unloaded",
                        loaded.manifest().plugin(),
                        loaded.manifest().version());
            } finally {
                leaving.remove(loaded);
            }
        });
        leaving.put(loaded, thread);
        thread.start();
    }

    /**
     * Closes all that is loaded, when the node stops. What is just being loaded is waited for and closed as well, and
     * nothing is loaded any more: no file of a plugin is left or comes after this.
     */
    void close() {
        closed = true;
        changing.lock();
        try {
            catalogue.all().forEach(loaded -> {
                catalogue.remove(loaded);
                loaded.close();
            });
        } finally {
            changing.unlock();
        }
        leaving.keySet().forEach(Loaded::hurry);
        try {
            for (Thread each : List.copyOf(leaving.values())) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isLoaded(Stored stored) {
        return stock.isLoaded(stored);
    }

    private static boolean isSame(Stored stored, Loaded loaded) {
        return loaded.digest().equals(stored.digest());
    }

    private static Version of(Stored stored) {
        return new Version(stored.plugin(), stored.version());
    }

    private static PackageRejected otherBytes(Manifest manifest) {
        return new PackageRejected(
                manifest.plugin() + " " + manifest.version() + " is there already, with other content",
                "Give the changed plugin a new version; a version never changes its content.");
    }
}
