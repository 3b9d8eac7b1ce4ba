package org.takeup.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.packaging.PackageZip;

/**
 * The folder where an operator, or a plugin's build, puts packages. Looked at by listing it every second: that works on
 * every file system, mounted ones too. A file that is still being written is left alone until it rests. A file that is
 * taken out takes its plugin along; but not if the folder or all files are gone at once, as when a mount is lost.
 */
final class PluginFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final long EVERY_MILLIS = 1_000;

    /** A version that is older than one that was there before is refused, so x-1.9.0.zip comes before x-1.10.0.zip. */
    private static final Comparator<Path> OLDER_VERSIONS_FIRST = Comparator.comparing(
                    (Path file) -> numbersPadded(file.getFileName().toString()))
            .thenComparing(Comparator.naturalOrder());

    private final Path folder;
    private final Packages packages;
    private final boolean replaces;
    private final Map<Path, State> taken = new HashMap<>();
    private final Map<Path, Version> brought = new HashMap<>();
    private Map<Path, State> before = Map.of();
    private boolean lost;
    private volatile boolean open = true;

    /** @param replaces whether a version may come again with other bytes, as while a plugin is being developed */
    PluginFolder(Path folder, Packages packages, boolean replaces) {
        this.folder = folder;
        this.packages = packages;
        this.replaces = replaces;
    }

    private static String numbersPadded(String name) {
        return DIGITS.matcher(name)
                .replaceAll(digits -> "0".repeat(Math.max(0, 10 - digits.group().length())) + digits.group());
    }

    private record State(long bytes, long modified) {}

    /** Takes in what is there. Blocks. A bad package is reported and left out. */
    void takeAll() {
        Map<Path, State> now = files();
        before = isLost(now) ? before : now;
        look();
    }

    void watch() {
        Thread.ofVirtual().name("plugin-folder").start(() -> {
            while (open) {
                try {
                    Thread.sleep(EVERY_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                tryToLook();
            }
        });
    }

    private void tryToLook() {
        try {
            look();
        } catch (RuntimeException e) {
            if (!open) {
                return;
            }
            LOG.warn("Cannot look into the plugin folder {}: {}", folder, e.getMessage());
        }
    }

    private void look() {
        Map<Path, State> now = files();
        if (isLost(now)) {
            if (!lost) {
                LOG.warn(
                        "All packages are gone from the plugin folder {} at once; their plugins stay. Mount the folder again, "
                                + "or remove the plugins in the operator's console.",
                        folder);
            }
            lost = true;
            return;
        }
        lost = false;
        now.forEach((file, state) -> {
            if (state.equals(before.get(file)) && !state.equals(taken.get(file))) {
                taken.put(file, state);
                take(file);
            }
        });
        for (Path gone :
                taken.keySet().stream().filter(file -> !now.containsKey(file)).toList()) {
            taken.remove(gone);
            forget(gone);
        }
        before = now;
    }

    /** A lost mount looks like a missing folder, or like an empty one; and it takes plugins from every node. */
    private boolean isLost(Map<Path, State> now) {
        boolean allGone = now.isEmpty() && !taken.isEmpty();
        return allGone && (taken.size() > 1 || !Files.isDirectory(folder));
    }

    private void take(Path file) {
        try {
            if (Files.size(file) > PackageZip.MOST_BYTES) {
                throw new PackageRejected("it is larger than 20 MB", "Leave out what the plugin does not need.");
            }
            Version version = packages.fromFolder(Files.readAllBytes(file), replaces);
            Version older = brought.put(file, version);
            if (older != null && !older.equals(version)) {
                packages.removedFromFolder(older);
            }
        } catch (Problem e) {
            LOG.error("The plugin package {} is left out. {}", file, e.getMessage());
        } catch (IOException e) {
            LOG.error("The plugin package {} cannot be read: {}", file, e.getMessage());
        }
    }

    private void forget(Path file) {
        Version version = brought.remove(file);
        if (version != null && !brought.containsValue(version)) {
            packages.removedFromFolder(version);
        }
    }

    private Map<Path, State> files() {
        var files = new TreeMap<Path, State>(OLDER_VERSIONS_FIRST);
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (var zips = Files.newDirectoryStream(folder, "*.zip")) {
            for (Path file : zips) {
                files.put(
                        file,
                        new State(
                                Files.size(file),
                                Files.getLastModifiedTime(file).toMillis()));
            }
        } catch (IOException e) {
            LOG.warn("Cannot list the plugin folder {}: {}", folder, e.getMessage());
            return before;
        }
        return files;
    }

    @Override
    public void close() {
        open = false;
    }
}
