package org.takeup.plugin;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.isolated.Confinement;
import org.takeup.plugin.isolated.Isolation;
import org.takeup.plugin.packaging.PackageZip;

/**
 * What a guarded call of a plugin costs in this process and in a process of its own. In the guard's package, because
 * nothing else may call past it.
 */
public final class PluginCost {
    private static final int WARM_UP = 30_000;
    private static final int CALLS = 50_000;
    private static final int CALLERS = 4;
    private static final int ROUNDS = 3;
    private static final PlanContext CONTEXT = new PlanContext(
            "Everyone finishes the course",
            LocalDate.of(2026, 11, 25),
            List.of(new Audience("a1", "Managers", 12, 5, 2, Audience.Attitude.DOUBTER, Audience.Kind.LINE_MANAGERS)),
            Map.of(),
            List.of());

    private final Guard guard = new Guard(
            new SimpleMeterRegistry(), OpenTelemetry.noop().getTracer("bench"), (manifest, outcome, nanos) -> {});
    private final PackageLoader loader;
    private final PackageZip zip;
    private final PluginLoads loads;

    private PluginCost(PackageLoader loader, PackageZip zip) {
        this.loader = loader;
        this.zip = zip;
        this.loads = new PluginLoads(loader, zip);
    }

    /** Prints what calls cost, then what loading costs. @param plugins the folder with the package of the plan builder */
    public static void run(Path plugins) throws Exception {
        Path work = Files.createTempDirectory("takeup-bench-plugins");
        try (var isolation = new Isolation(Confinement.here(), Set.of());
                var zips = Files.newDirectoryStream(plugins, "*plan-stakeholder*.zip")) {
            var zip = PackageZip.check(Files.readAllBytes(zips.iterator().next()));
            System.out.println("Isolated: " + isolation.confinement().summary());
            new PluginCost(new PackageLoader(work, isolation), zip).measure();
        }
    }

    private void measure() throws Exception {
        Map<Mode, Loaded> loaded = new EnumMap<>(Mode.class);
        Map<Mode, Histogram> alone = new EnumMap<>(Mode.class);
        Map<Mode, Double> together = new EnumMap<>(Mode.class);
        Loaded here = loader.load(zip, Mode.IN_PROCESS);
        Loaded isolated = loader.load(zip, Mode.ISOLATED);
        loaded.put(Mode.IN_PROCESS, here);
        loaded.put(Mode.ISOLATED, isolated);
        try {
            PlanDraft draft = draft(here);
            System.out.println("lint of a draft with " + draft.steps().size() + " steps");
            PlanBuilder direct = loads.direct();
            for (int i = 0; i < WARM_UP; i++) {
                direct.lint(CONTEXT, draft);
            }
            for (Loaded each : loaded.values()) {
                for (int i = 0; i < WARM_UP; i++) {
                    lint(each, draft);
                }
            }
            // The two take turns, so that what slows the machine down slows both.
            var unguarded = new Histogram(3);
            for (int round = 0; round < ROUNDS; round++) {
                unguarded.add(timed(() -> direct.lint(CONTEXT, draft)));
                loaded.forEach((mode, each) -> alone.merge(mode, alone(each, draft), (one, other) -> {
                    one.add(other);
                    return one;
                }));
                for (var each : loaded.entrySet()) {
                    together.merge(each.getKey(), together(each.getValue(), draft) / ROUNDS, Double::sum);
                }
            }
            double alone50 = unguarded.getValueAtPercentile(50) / 1e3;
            System.out.println("mode        p50 us   p99 us   over direct us   calls/s with " + CALLERS + " callers");
            System.out.printf(
                    Locale.ROOT, "%-11s %6.1f %8.1f%n", "direct", alone50, unguarded.getValueAtPercentile(99) / 1e3);
            alone.forEach((mode, times) -> System.out.printf(
                    Locale.ROOT,
                    "%-11s %6.1f %8.1f %16.1f %9.0f%n",
                    mode.name().toLowerCase(Locale.ROOT),
                    times.getValueAtPercentile(50) / 1e3,
                    times.getValueAtPercentile(99) / 1e3,
                    times.getValueAtPercentile(50) / 1e3 - alone50,
                    together.getOrDefault(mode, 0.0)));
            loads.print(isolated);
        } finally {
            loaded.values().forEach(Loaded::close);
        }
    }

    private Histogram alone(Loaded loaded, PlanDraft draft) {
        return timed(() -> lint(loaded, draft));
    }

    private static Histogram timed(Runnable call) {
        var times = new Histogram(3);
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            call.run();
            times.recordValue(System.nanoTime() - begun);
        }
        return times;
    }

    private double together(Loaded loaded, PlanDraft draft) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        long begun = System.nanoTime();
        for (int caller = 0; caller < CALLERS; caller++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < CALLS / CALLERS; i++) {
                    lint(loaded, draft);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return CALLS * 1e9 / (System.nanoTime() - begun);
    }

    private void lint(Loaded loaded, PlanDraft draft) {
        ask(loaded, builder -> builder.lint(CONTEXT, draft));
    }

    private PlanDraft draft(Loaded loaded) {
        return ask(loaded, builder -> {
            Map<String, Answer> answers = new TreeMap<>();
            for (FormField field : builder.wizard(CONTEXT)) {
                switch (field.kind()) {
                    case CHOICE ->
                        answers.put(
                                field.id(),
                                new Answer.Chosen(
                                        List.of(field.choices().getFirst().id())));
                    case DATE -> answers.put(field.id(), new Answer.Text("2027-01-15"));
                    default -> answers.put(field.id(), new Answer.Text("Sales coaching"));
                }
            }
            return builder.propose(CONTEXT, answers);
        });
    }

    private <R> R ask(Loaded loaded, PluginCall<PlanBuilder, R> call) {
        if (!loaded.enter()) {
            throw new IllegalStateException("The plugin is being unloaded");
        }
        PlanBuilder builder = loaded.extension(PlanBuilder.class).orElseThrow();
        return guard.call(loaded, builder, "tenant", Duration.ofSeconds(30), call);
    }
}
