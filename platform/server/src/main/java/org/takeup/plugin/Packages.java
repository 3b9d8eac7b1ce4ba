package org.takeup.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.plugin.PackageStore.Origin;
import org.takeup.plugin.PackageStore.Stored;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.store.Signals;

/**
 * The packages of this platform: taken in, loaded on this node, removed. What is in the store is what should be loaded;
 * {@link #reconcile} makes it so on each node. Thread-safe.
 */
public final class Packages {
    private static final Logger LOG = LoggerFactory.getLogger(Packages.class);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);

    private final PackageStore store;
    private final PackageLoader loader;
    private final Catalogue catalogue;
    private final Releases releases;
    private final Uses uses;
    private final Signals signals;
    private final ReentrantLock changing = new ReentrantLock();
    private final Map<Version, Refused> refused = new ConcurrentHashMap<>();

    Packages(
            PackageStore store,
            PackageLoader loader,
            Catalogue catalogue,
            Releases releases,
            Uses uses,
            Signals signals) {
        this.store = store;
        this.loader = loader;
        this.catalogue = catalogue;
        this.releases = releases;
        this.uses = uses;
        this.signals = signals;
        signals.listen(Signals.Topic.PLUGINS, ignored -> reconcile());
    }

    /** Why a version is not loaded here, and when that was tried. */
    private record Refused(String reason, long atNanos) {
        boolean isFresh() {
            return System.nanoTime() - atNanos < TRY_AGAIN_AFTER.toNanos();
        }
    }

    /** A version of a plugin. */
    public record Version(String plugin, String version) {}

    /**
     * A package as the operator sees it.
     *
     * @param origin {@code folder} or {@code upload}
     * @param loaded whether this node has loaded it
     * @param trouble why this node could not load it, or empty
     */
    public record Listed(
            Version version, String digest, long bytes, String origin, Instant added, boolean loaded, String trouble) {}

    /** All packages, by id, newest first. */
    public List<Listed> list() {
        return store.all().stream()
                .map(this::listed)
                .sorted(Comparator.comparing((Listed each) -> each.version().plugin())
                        .thenComparing(Listed::added, Comparator.reverseOrder()))
                .toList();
    }

    /**
     * Takes in a package that an operator sends: checks it, loads it here, stores it, tells the other nodes. Doing it
     * twice with the same bytes changes nothing.
     *
     * @throws PackageRejected if it is no good, or this version is there with other bytes; nothing is changed then
     */
    public Listed upload(byte[] bytes) {
        return install(checked(bytes), Origin.UPLOAD, false);
    }

    /** As {@link #upload}, from the plugin folder; {@code replaces} lets other bytes take the place of a version. */
    Version fromFolder(byte[] bytes, boolean replaces) {
        return install(checked(bytes), Origin.FOLDER, replaces).version();
    }

    /** Where a package enters: what is wrong with it becomes a problem for whoever sent it. */
    private static PackageZip checked(byte[] bytes) {
        try {
            return PackageZip.check(bytes);
        } catch (BadPackage e) {
            throw PackageRejected.of(e);
        }
    }

    private Listed install(PackageZip zip, Origin origin, boolean replaces) {
        Manifest manifest = zip.manifest();
        changing.lock();
        try {
            Optional<Stored> there = store.find(manifest.plugin(), manifest.version());
            boolean same =
                    there.filter(stored -> stored.digest().equals(zip.digest())).isPresent();
            if (there.isPresent() && !same && !replaces) {
                throw otherBytes(manifest);
            }
            if (!same || !isLoaded(there.orElseThrow())) {
                Loaded loaded = loader.load(zip);
                if (!same) {
                    keep(zip, origin, replaces, loaded);
                }
                serve(loaded);
            }
            releases.added(manifest.plugin(), manifest.version(), origin == Origin.FOLDER);
        } finally {
            changing.unlock();
        }
        signals.publish(Signals.Topic.PLUGINS, manifest.plugin());
        return listed(store.find(manifest.plugin(), manifest.version()).orElseThrow(Problem::notFound));
    }

    private void keep(PackageZip zip, Origin origin, boolean replaces, Loaded loaded) {
        try {
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

    /**
     * Loads what is stored, in use and not loaded; unloads what is not stored or not in use any more. Repeats without harm;
     * may block.
     */
    void reconcile() {
        changing.lock();
        try {
            List<Stored> stored = store.all();
            List<Stored> wanted = inUse(stored);
            for (Loaded loaded : catalogue.all()) {
                if (wanted.stream().noneMatch(each -> isSame(each, loaded))) {
                    retire(loaded, stored.stream().anyMatch(each -> isSame(each, loaded)));
                }
            }
            refused.keySet().removeIf(version -> wanted.stream().noneMatch(each -> of(each).equals(version)));
            wanted.stream()
                    .filter(each -> !isLoaded(each) && !wasJustRefused(each))
                    .forEach(this::pull);
        } catch (com.mongodb.MongoException e) {
            LOG.warn("Cannot look for plugin packages: {}", e.getMessage());
        } finally {
            changing.unlock();
        }
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

    private void pull(Stored stored) {
        try {
            serve(loader.load(checked(store.bytes(stored))));
        } catch (Problem e) {
            if (refused.put(of(stored), new Refused(e.title(), System.nanoTime())) == null) {
                LOG.warn("Plugin {} {} is not loaded here: {}", stored.plugin(), stored.version(), e.getMessage());
            }
        }
    }

    private boolean wasJustRefused(Stored stored) {
        Refused before = refused.get(of(stored));
        return before != null && before.isFresh();
    }

    private void serve(Loaded loaded) {
        Manifest manifest = loaded.manifest();
        refused.remove(new Version(manifest.plugin(), manifest.version()));
        catalogue.add(loaded).ifPresent(older -> letGo(older, false));
        LOG.info("Plugin {} {} is loaded", manifest.plugin(), manifest.version());
    }

    /** @param superseded whether nothing is wrong with it; its calls may take their time then */
    private void retire(Loaded loaded, boolean superseded) {
        catalogue.remove(loaded);
        letGo(loaded, superseded);
    }

    /** Waits for calls under way, so not here. */
    private void letGo(Loaded loaded, boolean superseded) {
        Thread.ofVirtual().name("plugin-unload").start(() -> {
            if (superseded) {
                loaded.drain();
            } else {
                loaded.close();
            }
            LOG.info(
                    "Plugin {} {} is unloaded",
                    loaded.manifest().plugin(),
                    loaded.manifest().version());
        });
    }

    /** Closes all that is loaded; when the node stops. */
    void close() {
        catalogue.all().forEach(loaded -> {
            catalogue.remove(loaded);
            loaded.close();
        });
    }

    private boolean isLoaded(Stored stored) {
        return catalogue.all().stream().anyMatch(loaded -> isSame(stored, loaded));
    }

    private static boolean isSame(Stored stored, Loaded loaded) {
        return loaded.digest().equals(stored.digest());
    }

    private static Version of(Stored stored) {
        return new Version(stored.plugin(), stored.version());
    }

    private Listed listed(Stored stored) {
        Refused trouble = refused.get(of(stored));
        return new Listed(
                of(stored),
                stored.digest(),
                stored.bytes(),
                stored.origin().name().toLowerCase(java.util.Locale.ROOT),
                stored.added(),
                isLoaded(stored),
                trouble == null ? "" : trouble.reason());
    }

    private static PackageRejected otherBytes(Manifest manifest) {
        return new PackageRejected(
                manifest.plugin() + " " + manifest.version() + " is there already, with other content",
                "Give the changed plugin a new version; a version never changes its content.");
    }
}
