package org.takeup.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.store.TestStores;

/** Tenants as code, on a folder of files and the real store. */
class TenantConfigIT {
    private final Vertx vertx = Vertx.vertx();
    private final Store store = TestStores.inMemory();
    private final Tenants tenants = new Tenants(
            store,
            new TenantSchema(store, List.of()),
            Sealer.fromMaster(new byte[32], "tests"),
            new Signals(vertx),
            Clock.systemUTC());

    @TempDir
    private Path folder;

    private TenantConfig config;

    @BeforeEach
    void look() {
        config = new TenantConfig(folder, tenants);
    }

    @AfterEach
    void stop() {
        config.close();
        store.close();
        vertx.close();
    }

    @Test
    void aFileMakesATenantAndItsChangeChangesIt() throws IOException {
        write("acme.yaml", file("acme", "Acme"));
        config.reconcile();
        Tenant made = tenants.bySlug("acme").orElseThrow().tenant();
        assertEquals("Acme", made.name());

        write("acme.yaml", file("acme", "Acme Learning"));
        config.reconcile();
        Tenant changed = tenants.bySlug("acme").orElseThrow().tenant();
        assertEquals("Acme Learning", changed.name());
        assertEquals(made.id(), changed.id());
    }

    @Test
    void readingTheSameFilesAgainChangesNothing() throws IOException {
        write("acme.yaml", file("acme", "Acme"));
        config.reconcile();
        long revision = tenants.bySlug("acme").orElseThrow().tenant().revision();
        new TenantConfig(folder, tenants).reconcile();
        assertEquals(revision, tenants.bySlug("acme").orElseThrow().tenant().revision());
    }

    @Test
    void aBrokenFileIsReportedAndChangesNothingElse() throws IOException {
        write("acme.yaml", file("acme", "Acme"));
        write("broken.yaml", "slug: [\n");
        config.reconcile();
        assertTrue(tenants.bySlug("acme").isPresent());
        assertEquals(
                List.of("broken.yaml"),
                config.problems().stream()
                        .map(TenantConfig.Problem::file)
                        .distinct()
                        .toList());

        write("acme.yaml", file("acme", "Acme").replace("name:", "nmae:"));
        config.reconcile();
        assertEquals("Acme", tenants.bySlug("acme").orElseThrow().tenant().name());
    }

    @Test
    void aTenantInTwoFilesIsMadeFromTheFirstAndReportedForTheSecond() throws IOException {
        write("a.yaml", file("acme", "First"));
        write("b.yaml", file("acme", "Second"));
        config.reconcile();
        assertEquals("First", tenants.bySlug("acme").orElseThrow().tenant().name());
        var problem = config.problems().getFirst();
        assertEquals("b.yaml", problem.file());
        assertEquals(2, problem.line());
        assertTrue(problem.reason().contains("already in a.yaml"), problem.reason());
    }

    @Test
    void aDomainOfAnotherTenantAndAMovedPlacementAreRefused() throws IOException {
        write("acme.yaml", file("acme", "Acme"));
        write("thief.yaml", file("thief", "Thief").replace("thief.example", "acme.example"));
        config.reconcile();
        assertTrue(tenants.bySlug("thief").isEmpty());
        assertTrue(config.problems().getFirst().reason().contains("belongs to another tenant"));

        Files.delete(folder.resolve("thief.yaml"));
        write("acme.yaml", file("acme", "Acme") + "placement: dedicated\n");
        config.reconcile();
        assertTrue(config.problems().getFirst().reason().contains("cannot move it"));
    }

    private void write(String name, String text) throws IOException {
        Path fresh = folder.resolve("." + UUID.randomUUID());
        Files.writeString(fresh, text);
        Files.move(fresh, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
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
                  admin: [leads]
                """.formatted(slug, name);
    }
}
