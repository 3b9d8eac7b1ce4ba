package org.takeup.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.takeup.app.Configuration;
import org.takeup.app.Platform;

/**
 * How long a node takes to bring a thousand tenants to their files, and then one of them to its changed file while
 * another file is broken. From the moment in which the files are there to the moment in which the platform answers so.
 */
final class TenantsRun {
    private static final int TENANTS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Platform platform;
    private final Path folder;

    private TenantsRun(Platform platform, Path folder) {
        this.platform = platform;
        this.folder = folder;
    }

    /** @param mongoUri empty for the embedded store */
    static void run(String mongoUri) throws IOException {
        Path data = Files.createTempDirectory("takeup-bench");
        Path folder = data.resolve("tenants");
        var environment = new HashMap<>(Map.of(
                "TAKEUP_HTTP_PORT", "0",
                "TAKEUP_MANAGEMENT_PORT", "0",
                "TAKEUP_DATA_DIR", data.toString(),
                "TAKEUP_TENANT_CONFIG_DIR", folder.toString(),
                "TAKEUP_OIDC_CLIENT_SECRET", "nobody-signs-in-here",
                "TAKEUP_OIDC_ISSUER", "http://localhost:1/realms/none"));
        if (!mongoUri.isEmpty()) {
            environment.put("TAKEUP_MONGODB_URI", mongoUri);
        }
        try (Platform platform = Platform.start(Configuration.from(environment))) {
            var run = new TenantsRun(platform, folder);
            // Other runs may have left tenants in the same database.
            String prefix = PlatformServer.newSlug() + "-";
            run.makeAll(prefix);
            for (int i = 1; i <= 5; i++) {
                run.changeOne(prefix, i);
            }
        }
    }

    private void makeAll(String prefix) throws IOException {
        int before = platform.tenants().all().size();
        Path fresh = Files.createDirectory(folder.resolveSibling("tenants.new"));
        for (int i = 1; i <= TENANTS; i++) {
            Files.writeString(fresh.resolve(prefix + i + ".yaml"), file(prefix + i, "Company " + i));
        }
        Instant begin = Instant.now();
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        // Files are carried out by name; counting all of them all the time would be a load of its own.
        await(() -> platform.tenants().bySlug(prefix + (TENANTS - 1)).isPresent());
        await(() -> platform.tenants().all().size() == before + TENANTS);
        say("%,d new tenants", begin, TENANTS);
    }

    private void changeOne(String prefix, int round) throws IOException {
        String slug = prefix + (TENANTS / 2 + round);
        Files.writeString(folder.resolve(prefix + round + ".yaml"), "slug: [ broken in round " + round);
        String name = "Changed in round " + round;
        Path fresh = Files.writeString(folder.resolve(".fresh"), file(slug, name));
        Instant begin = Instant.now();
        Files.move(fresh, folder.resolve(slug + ".yaml"), StandardCopyOption.REPLACE_EXISTING);
        await(() ->
                platform.tenants().bySlug(slug).orElseThrow().tenant().name().equals(name));
        say("one changed file of %,d, %d of them broken", begin, TENANTS, round);
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new Bench.Failed("Not within " + PATIENCE.toMinutes() + " minutes; the log says why.");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void say(String what, Instant begin, Object... values) {
        System.out.printf(
                Locale.ROOT, "%6.2f s  %s%n", JobWatch.seconds(begin), String.format(Locale.ROOT, what, values));
    }

    private static String file(String slug, String name) {
        return """
                apiVersion: takeup/v1
                slug: %1$s
                name: %2$s
                timeZone: Europe/London
                language: en
                signIn:
                  organization: %1$s
                  identityProvider: %1$s
                  domains: [%1$s.example]
                roles:
                  admin: [learning-leads]
                  planner: [learning-team]
                plugins:
                  - id: survey-maturity
                """.formatted(slug, name);
    }
}
