package org.takeup.plugin;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.isolated.Confinement;
import org.takeup.plugin.isolated.Isolation;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.plugin.testkit.PlanContexts;

/**
 * How long each plan builder takes to draft a plan and to read it, through the guard, for maps of several sizes. In the guard's
 * package, because nothing else may load a package past the platform.
 */
public final class PlanCost {
    private static final int[] AUDIENCES = {8, 40, 400, 1_000};
    private static final int WARM_UP = 100;
    private static final int CALLS = 300;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Guard guard = new Guard(
            new SimpleMeterRegistry(), OpenTelemetry.noop().getTracer("bench"), (manifest, outcome, nanos) -> {});

    private PlanCost() {}

    /** Prints a table. @param plugins the folder with the packages of the plan builders */
    public static void run(Path plugins) throws Exception {
        Path work = Files.createTempDirectory("takeup-bench-plans");
        var packages = new TreeSet<Path>();
        try (var zips = Files.newDirectoryStream(plugins, "*plan-*.zip")) {
            zips.forEach(packages::add);
        }
        System.out.println("| builder | audiences | steps | draft p50, p99 ms | read p50, p99 ms |");
        System.out.println("|---|---|---|---|---|");
        try (var isolation = new Isolation(Confinement.here(), Set.of())) {
            var loader = new PackageLoader(work, isolation);
            for (Path zip : packages) {
                Loaded loaded = loader.load(PackageZip.check(Files.readAllBytes(zip)), Mode.IN_PROCESS);
                try {
                    for (int audiences : AUDIENCES) {
                        new PlanCost().measure(loaded, zip.getFileName().toString(), audiences);
                    }
                } finally {
                    loaded.close();
                }
            }
        }
    }

    private void measure(Loaded loaded, String name, int audiences) {
        PlanContext context = PlanContexts.of(audiences, new Random(audiences));
        Map<String, Answer> answers = ask(
                loaded,
                builder -> PlanContexts.answers(builder.wizard(context), context.today(), new Random(audiences)));
        PlanDraft draft = ask(loaded, builder -> builder.propose(context, answers));
        var drafting = new Histogram(3);
        var reading = new Histogram(3);
        for (int i = 0; i < WARM_UP + CALLS; i++) {
            long begun = System.nanoTime();
            ask(loaded, builder -> builder.propose(context, answers));
            long drafted = System.nanoTime();
            ask(loaded, builder -> builder.lint(context, draft));
            if (i >= WARM_UP) {
                drafting.recordValue(drafted - begun);
                reading.recordValue(System.nanoTime() - drafted);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %d | %s | %s |%n",
                name.substring(0, name.length() - ".zip".length()),
                audiences,
                draft.steps().size(),
                middle(drafting),
                middle(reading));
    }

    private static String middle(Histogram times) {
        return String.format(
                Locale.ROOT, "%.1f, %.1f", times.getValueAtPercentile(50) / 1e6, times.getValueAtPercentile(99) / 1e6);
    }

    private <R> R ask(Loaded loaded, PluginCall<PlanBuilder, R> call) {
        if (!loaded.enter()) {
            throw new IllegalStateException("The plugin is being unloaded");
        }
        PlanBuilder builder = loaded.extension(PlanBuilder.class).orElseThrow();
        return guard.call(loaded, builder, "tenant", LONGEST, call);
    }
}
