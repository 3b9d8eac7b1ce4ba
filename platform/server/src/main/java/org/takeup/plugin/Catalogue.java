package org.takeup.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;

/** What is loaded on this node. Several versions of a plugin stand side by side; calls go to the newest. Thread-safe. */
final class Catalogue {
    private static final VersionManager VERSIONS = new DefaultVersionManager();
    private static final Comparator<Loaded> BY_VERSION = (a, b) ->
            VERSIONS.compareVersions(a.manifest().version(), b.manifest().version());

    private final ConcurrentHashMap<Key, Loaded> loaded = new ConcurrentHashMap<>();

    private record Key(String plugin, String version) {
        static Key of(Manifest manifest) {
            return new Key(manifest.plugin(), manifest.version());
        }
    }

    /** Adds a version; calls go to it at once if it is the newest. @return the one that it takes the place of */
    Optional<Loaded> add(Loaded version) {
        return Optional.ofNullable(loaded.put(Key.of(version.manifest()), version));
    }

    /** Takes a version out; no new call finds it. The caller closes it. */
    void remove(Loaded version) {
        loaded.remove(Key.of(version.manifest()), version);
    }

    Collection<Loaded> all() {
        return List.copyOf(loaded.values());
    }

    Optional<Loaded> newest(String plugin) {
        return loaded.values().stream()
                .filter(each -> each.manifest().plugin().equals(plugin))
                .max(BY_VERSION);
    }

    /** The newest version of each plugin, by id. */
    List<Loaded> newest() {
        Map<String, Loaded> newest = new TreeMap<>();
        for (Loaded each : loaded.values()) {
            newest.merge(each.manifest().plugin(), each, (a, b) -> BY_VERSION.compare(a, b) >= 0 ? a : b);
        }
        return List.copyOf(newest.values());
    }
}
