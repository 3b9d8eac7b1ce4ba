package org.takeup.plugin;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.isolated.IsolatedPlugin;
import org.takeup.plugin.packaging.PackageZip;

/** What loading a version costs: time and memory in this process, and a process of its own. */
final class PluginLoads {
    private static final int WARM_UP = 30;
    private static final int VERSIONS = 100;
    private static final int STARTS = 10;

    private final PackageLoader loader;
    private final PackageZip zip;

    PluginLoads(PackageLoader loader, PackageZip zip) {
        this.loader = loader;
        this.zip = zip;
    }

    /** The plugin's own object, with no guard before it; its classes stay until this process ends. */
    PlanBuilder direct() throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench-direct");
        zip.unpack(folder);
        var urls = new URL[] {folder.resolve("classes").toUri().toURL()};
        var classes = new URLClassLoader(urls, new HostClasses());
        try (var index = classes.getResourceAsStream("META-INF/extensions.idx")) {
            String name = new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .findFirst()
                    .orElseThrow();
            return (PlanBuilder)
                    classes.loadClass(name.strip()).getDeclaredConstructor().newInstance();
        }
    }

    /** @param running a version in a process of its own, which is killed to see it start again */
    void print(Loaded running) throws IOException {
        inThisProcess();
        children();
        restart(running.isolated().orElseThrow());
    }

    private void inThisProcess() {
        for (int i = 0; i < WARM_UP; i++) {
            loader.load(zip, Mode.IN_PROCESS).close();
        }
        List<Loaded> kept = new ArrayList<>();
        long before = used();
        long begun = System.nanoTime();
        for (int i = 0; i < VERSIONS; i++) {
            Loaded loaded = loader.load(zip, Mode.IN_PROCESS);
            // Most classes are loaded by the first call.
            loaded.extension(PlanBuilder.class).orElseThrow().profile();
            kept.add(loaded);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long each = (used() - before) / VERSIONS;
        kept.forEach(Loaded::close);
        System.out.printf(
                Locale.ROOT,
                "in this process: %.0f versions loaded and asked per second, %d KB of heap and metaspace each%n",
                VERSIONS / seconds,
                each / 1024);
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed()
                + memory.getNonHeapMemoryUsage().getUsed();
    }

    private void children() {
        var starts = new Histogram(3);
        for (int i = 0; i < STARTS; i++) {
            long begun = System.nanoTime();
            Loaded started = loader.load(zip, Mode.ISOLATED);
            starts.recordValue(System.nanoTime() - begun);
            started.close();
        }
        System.out.printf(
                Locale.ROOT,
                "start of a child: median %d ms, slowest %d ms%n",
                TimeUnit.NANOSECONDS.toMillis(starts.getValueAtPercentile(50)),
                TimeUnit.NANOSECONDS.toMillis(starts.getMaxValue()));
    }

    private static void restart(IsolatedPlugin process) throws IOException {
        long pid = process.state().pid();
        String memory = memory(pid);
        long begun = System.nanoTime();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        while (process.state().pid() == pid || process.state().pid() == 0) {
            LockSupport.parkNanos(200_000);
        }
        System.out.printf(
                Locale.ROOT,
                "running again after kill -9: %d ms; memory of the child that was called: %s%n",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                memory);
    }

    private static String memory(long pid) throws IOException {
        return String.join(
                ", ",
                Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                        .filter(line -> line.startsWith("Rss") || line.startsWith("Pss:"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .toList());
    }
}
