package org.takeup.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.takeup.plugin.packaging.Manifest;

/** What is loaded on this node. Several versions of a plugin stand side by side. Thread-safe. */
final class Catalogue {
    private static final Comparator<Loaded> BY_VERSION =
            Comparator.comparing(each -> each.manifest().version(), Versions.OLDEST_FIRST);

    private final ConcurrentHashMap<Key, Loaded> loaded = new ConcurrentHashMap<>();

    private record Key(String plugin, String version) {
        static Key of(Manifest manifest) {
            return new Key(manifest.plugin(), manifest.version());
        }
    }

    /** Adds a version. @return the one that it takes the place of */
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

    Optional<Loaded> find(String plugin, String version) {
        return Optional.ofNullable(loaded.get(new Key(plugin, version)));
    }

    /** The ids of all plugins of which a version is loaded, sorted. */
    Set<String> plugins() {
        var ids = new TreeSet<String>();
        loaded.keySet().forEach(key -> ids.add(key.plugin()));
        return ids;
    }
}
