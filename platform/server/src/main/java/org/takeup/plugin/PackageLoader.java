package org.takeup.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pf4j.DefaultPluginManager;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionPoint;
import org.pf4j.IndexedExtensionFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;
import org.pf4j.PluginManager;
import org.pf4j.PluginState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.isolated.IsolatedPlugin;
import org.takeup.plugin.isolated.Isolation;
import org.takeup.plugin.isolated.Limits;
import org.takeup.plugin.isolated.Unstartable;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.plugin.packaging.ZipNames;

/**
 * Turns a checked package into a {@link Loaded} version, by a PF4J manager of its own: a manager holds one version of a
 * plugin, and ours stand side by side.
 */
final class PackageLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PackageLoader.class);
    private static final long LONGEST_LOAD_SECONDS = 10;

    static {
        // Connections to jars are kept open by the JDK otherwise, also when their class loader is closed.
        URLConnection.setDefaultUseCaches("jar", false);
    }

    private final Path root;
    private final Isolation isolation;

    /** Where a plugin's code runs. */
    enum Mode {
        /** In this process, behind a class loader. */
        IN_PROCESS,
        /** In a process of its own. */
        ISOLATED
    }

    /** @param work where packages are unpacked; what processes left there that have ended is deleted */
    PackageLoader(Path work, Isolation isolation) {
        this.isolation = isolation;
        this.root = work.toAbsolutePath()
                .normalize()
                .resolve(ProcessHandle.current().pid() + "");
        sweep(work, root);
    }

    private static void sweep(Path work, Path own) {
        if (!Files.isDirectory(work)) {
            return;
        }
        try (var folders = Files.newDirectoryStream(work)) {
            for (Path each : folders) {
                boolean alive = ProcessHandle.of(
                                Long.parseLong(each.getFileName().toString()))
                        .isPresent();
                if (!alive || each.endsWith(own.getFileName())) {
                    delete(each);
                }
            }
        } catch (IOException | NumberFormatException e) {
            LOG.warn("Cannot tidy up {}: {}", work, e.getMessage());
        }
    }

    /** @throws PackageRejected if it cannot be loaded; nothing of it is left then */
    Loaded load(PackageZip zip, Mode mode) {
        return switch (mode) {
            case IN_PROCESS -> inProcess(zip);
            case ISOLATED -> isolated(zip);
        };
    }

    private Loaded isolated(PackageZip zip) {
        Manifest manifest = zip.manifest();
        Path folder = root.resolve(zip.digest().substring(0, 16) + "-" + UUID.randomUUID());
        try {
            zip.unpack(folder);
            var plugin = IsolatedPlugin.start(
                    isolation, folder, manifest.plugin(), manifest.version(), Limits.USUAL, System::nanoTime);
            refuseOtherKinds(manifest, plugin.extensions().keySet());
            return new Loaded(manifest, zip.digest(), zip.settingsSchema(), plugin);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack a plugin below " + root + "; set TAKEUP_DATA_DIR", e);
        } catch (Unstartable e) {
            throw rejected(manifest, ZipNames.shown(String.valueOf(e.getMessage())));
        } finally {
            delete(folder);
        }
    }

    private Loaded inProcess(PackageZip zip) {
        Path folder = root.resolve(zip.digest().substring(0, 16) + "-" + UUID.randomUUID());
        var manager = new OneVersion(folder);
        try {
            zip.unpack(folder);
            return within(new FutureTask<>(() -> load(manager, folder, zip)), zip.manifest());
        } catch (IOException e) {
            unload(manager, folder);
            throw new UncheckedIOException("Cannot unpack a plugin below " + root + "; set TAKEUP_DATA_DIR", e);
        } catch (RuntimeException e) {
            unload(manager, folder);
            throw e;
        }
    }

    /** Loading runs code of the plugin, so it gets a thread and a time limit too. */
    private static Loaded within(FutureTask<Loaded> task, Manifest manifest) {
        var thread = Thread.ofPlatform()
                .daemon()
                .name("plugin-load-" + manifest.plugin())
                .inheritInheritableThreadLocals(false)
                .start(task);
        try {
            return task.get(LONGEST_LOAD_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw rejected(manifest, e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            throw rejected(manifest, "does not finish loading within " + LONGEST_LOAD_SECONDS + " s");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw rejected(manifest, "was not loaded because the work was called off");
        }
    }

    private static Loaded load(OneVersion manager, Path folder, PackageZip zip) throws ReflectiveOperationException {
        String id = manager.loadPlugin(folder);
        if (id == null || manager.startPlugin(id) != PluginState.STARTED) {
            throw rejected(zip.manifest(), "cannot be started");
        }
        ClassLoader classLoader = manager.getPluginClassLoader(id);
        Map<Kind, ExtensionPoint> extensions = new EnumMap<>(Kind.class);
        for (String name : manager.getExtensionClassNames(id)) {
            Class<?> type = Class.forName(name, true, classLoader);
            for (Kind kind : Kind.of(type)) {
                var extension = (ExtensionPoint) manager.getExtensionFactory().create(type);
                if (extensions.put(kind, ValuesOnly.of(kind, extension)) != null) {
                    throw rejected(zip.manifest(), "has two extensions of the kind '" + kind.label() + "'");
                }
            }
        }
        if (extensions.isEmpty()) {
            throw rejected(zip.manifest(), "has no extension of a kind that this platform knows");
        }
        refuseOtherKinds(zip.manifest(), extensions.keySet());
        return new Loaded(
                zip.manifest(),
                zip.digest(),
                zip.settingsSchema(),
                extensions,
                classLoader,
                () -> unload(manager, folder));
    }

    /** A manifest need not list what the plugin extends; if it does, people rely on it. */
    private static void refuseOtherKinds(Manifest manifest, Set<Kind> found) {
        List<String> kinds =
                found.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
        List<String> said = manifest.extensions();
        if (!said.isEmpty() && !Set.copyOf(said).equals(Set.copyOf(kinds))) {
            throw rejected(
                    manifest,
                    "says that it extends " + String.join(", ", said) + " and extends " + String.join(", ", kinds));
        }
    }

    private static PackageRejected rejected(Manifest manifest, @Nullable Throwable cause) {
        if (cause instanceof PackageRejected rejected) {
            return rejected;
        }
        Throwable root = cause;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        String what = switch (root) {
            case NoClassDefFoundError missing -> "needs the class " + missing.getMessage() + ", which it cannot have";
            case ClassNotFoundException missing -> "needs a class that is not there: " + missing.getMessage();
            case null -> "cannot be loaded";
            default -> "threw " + root.getClass().getName() + " while it was loaded";
        };
        return rejected(manifest, ZipNames.shown(what));
    }

    private static PackageRejected rejected(Manifest manifest, String what) {
        return new PackageRejected(
                manifest.plugin() + " " + manifest.version() + " " + what,
                "Tell the provider of the plugin; nothing was changed here.");
    }

    private static void unload(OneVersion manager, Path folder) {
        manager.unloadPlugins();
        manager.closeClassLoader();
        delete(folder);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}", folder, e.getMessage());
        }
    }

    /** PF4J for one version of one plugin, with our class loader and without extensions from the class path. */
    private static final class OneVersion extends DefaultPluginManager {
        private @Nullable URLClassLoader classLoader;

        OneVersion(Path folder) {
            super(folder.getParent());
            setSystemVersion(PluginApi.VERSION);
        }

        @Override
        protected ExtensionFinder createExtensionFinder() {
            return new PackageOnly(this);
        }

        @Override
        protected PluginLoader createPluginLoader() {
            return new PluginLoader() {
                @Override
                public boolean isApplicable(Path folder) {
                    return true;
                }

                @Override
                public ClassLoader loadPlugin(Path folder, PluginDescriptor descriptor) {
                    classLoader = new URLClassLoader(
                            descriptor.getPluginId() + "@" + descriptor.getVersion(), urls(folder), new HostClasses());
                    return classLoader;
                }
            };
        }

        /** PF4J closes it when it unloads the plugin; not if loading stopped half-way. */
        void closeClassLoader() {
            try {
                if (classLoader != null) {
                    classLoader.close();
                }
            } catch (IOException e) {
                LOG.warn("Cannot close a class loader: {}", e.getMessage());
            }
        }

        private static URL[] urls(Path folder) {
            List<Path> places = new ArrayList<>(List.of(folder.resolve("classes")));
            try (var libraries = Files.newDirectoryStream(folder.resolve("lib"), "*.jar")) {
                libraries.forEach(places::add);
            } catch (java.nio.file.NoSuchFileException e) {
                // No libraries.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return places.stream().sorted().map(OneVersion::url).toArray(URL[]::new);
        }

        private static URL url(Path place) {
            try {
                return place.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Looks in the package alone: PF4J would also take extensions that happen to be on the
     * platform's class path.
     */
    private static final class PackageOnly extends IndexedExtensionFinder {
        PackageOnly(PluginManager manager) {
            super(manager);
        }

        @Override
        public Map<String, Set<String>> readClasspathStorages() {
            return Map.of();
        }
    }
}
