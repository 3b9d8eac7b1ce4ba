package org.takeup.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.delivery.Eventually;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.store.TestStores;

/** Tenants as code, on a folder of files and the real store. */
class TenantConfigIT {
    private static final Path UNREADABLE = Path.of("/proc/self/mem");

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

    private final List<Difference> noted = new ArrayList<>();
    private TenantConfig config;

    @BeforeEach
    void look() {
        config = new TenantConfig(
                folder, tenants, Set.of(), (workspace, difference) -> noted.add(difference), (workspace, admin) -> {});
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
        new TenantConfig(
                        folder,
                        tenants,
                        Set.of(),
                        (workspace, difference) -> noted.add(difference),
                        (workspace, admin) -> {})
                .reconcile();
        assertEquals(revision, tenants.bySlug("acme").orElseThrow().tenant().revision());
    }

    @Test
    void aBrokenFileIsReportedAndChangesNothingElse() throws IOException {
        write("acme.yaml", file("acme", "Acme"));
        write("broken.yaml", "apiVersion: takeup/v1\nslug: [\n");
        write("tab.yaml", file("tab", "Tab").replace("  organization", "\torganization"));
        config.reconcile();
        assertTrue(tenants.bySlug("acme").isPresent());
        assertEquals(
                List.of("broken.yaml:3", "tab.yaml:7"),
                config.problems().stream()
                        .map(problem -> problem.file() + ":" + problem.line())
                        .toList());
        assertTrue(config.problems().getFirst().reason().contains("not valid YAML"), config.problems()::toString);
        assertTrue(config.problems().getLast().reason().contains("A tab"), config.problems()::toString);

        write("acme.yaml", file("acme", "Acme").replace("name:", "nmae:"));
        config.reconcile();
        assertEquals("Acme", tenants.bySlug("acme").orElseThrow().tenant().name());
    }

    @Test
    void aCopiedFileThatStillNamesItsModelChangesNothingAndBothAreReported() throws IOException {
        write("b.yaml", file("acme", "Acme"));
        config.reconcile();
        Tenant before = tenants.bySlug("acme").orElseThrow().tenant();

        write("a.yaml", file("acme", "Copy").replace("[acme.example]", "[copy.example]"));
        write("other.yaml", file("other", "Other"));
        config.reconcile();

        Tenant now = tenants.bySlug("acme").orElseThrow().tenant();
        assertEquals(TenantDefinition.of(before), TenantDefinition.of(now));
        assertEquals(before.revision(), now.revision());
        assertTrue(tenants.bySlug("other").isPresent());
        assertEquals(
                List.of(
                        new TenantConfig.Problem(
                                "a.yaml", 2, "The tenant 'acme' is also in b.yaml; correct the slug here or there"),
                        new TenantConfig.Problem(
                                "b.yaml", 2, "The tenant 'acme' is also in a.yaml; correct the slug here or there")),
                config.problems());
    }

    @Test
    void twoNewFilesOfOneTenantMakeNone() throws IOException {
        write("a.yaml", file("acme", "First"));
        write("b.yaml", file("acme", "Second"));
        config.reconcile();
        assertTrue(tenants.bySlug("acme").isEmpty());
        assertEquals(2, config.problems().size());
    }

    @Test
    void theOperatorsSuspensionOutlivesChangesOfFilesAndTheNextStart() throws IOException {
        write("acme.yaml", file("acme", "Acme"));
        write("other.yaml", file("other", "Other"));
        config.reconcile();
        tenants.setStatus("acme", Tenant.Status.SUSPENDED);

        write("other.yaml", file("other", "Other name"));
        config.reconcile();
        assertEquals(
                Tenant.Status.SUSPENDED,
                tenants.bySlug("acme").orElseThrow().tenant().status());

        write("acme.yaml", file("acme", "Acme again"));
        new TenantConfig(
                        folder,
                        tenants,
                        Set.of(),
                        (workspace, difference) -> noted.add(difference),
                        (workspace, admin) -> {})
                .reconcile();
        Tenant acme = tenants.bySlug("acme").orElseThrow().tenant();
        assertEquals("Acme again", acme.name());
        assertEquals(Tenant.Status.SUSPENDED, acme.status());
    }

    @Test
    void whatOneTenantGivesUpAnotherGetsInTheSameGo() throws IOException {
        write("a.yaml", file("acme", "Acme"));
        write("z.yaml", file("zeta", "Zeta").replace("[zeta.example]", "[zeta.example, both.example]"));
        config.reconcile();

        write("a.yaml", file("acme", "Acme").replace("[acme.example]", "[acme.example, both.example]"));
        write("z.yaml", file("zeta", "Zeta"));
        config.reconcile();

        assertEquals(List.of(), config.problems());
        assertEquals(
                List.of("acme.example", "both.example"),
                tenants.bySlug("acme").orElseThrow().settings().signIn().domains());
    }

    @Test
    void aFileThatIsNotUtf8IsReportedOnceAndKeepsNoOtherFromBeingRead() throws IOException {
        Files.write(folder.resolve("a.yaml"), new byte[] {'n', 'a', 'm', 'e', ':', ' ', (byte) 0xe9});
        write("b.yaml", file("acme", "Acme"));
        config.reconcile();
        List<TenantConfig.Problem> problems = config.problems();
        assertEquals(
                List.of(new TenantConfig.Problem("a.yaml", 1, "The file is not UTF-8; save it as UTF-8")), problems);
        assertTrue(tenants.bySlug("acme").isPresent());

        config.reconcile();
        assertSame(problems, config.problems(), "nothing has changed, so nothing is done and nothing is logged again");

        write("a.yaml", file("other", "Other"));
        config.reconcile();
        assertEquals(List.of(), config.problems());
    }

    @Test
    void aFileThatCannotBeReadIsReportedOnceAndKeepsNoOtherFromBeingRead() throws IOException {
        // Opens like a file and fails while it is read, for root too.
        Files.createSymbolicLink(folder.resolve("a.yaml"), UNREADABLE);
        write("b.yaml", file("acme", "Acme"));
        config.reconcile();
        List<TenantConfig.Problem> problems = config.problems();
        assertEquals(
                List.of("a.yaml"),
                problems.stream().map(TenantConfig.Problem::file).toList());
        assertTrue(problems.getFirst().reason().contains("cannot be read"), problems::toString);
        assertTrue(tenants.bySlug("acme").isPresent());

        config.reconcile();
        assertSame(problems, config.problems());
    }

    @Test
    void aDomainOfAnotherTenantAndAMovedPlacementAreRefused() throws IOException {
        write("acme.yaml", file("acme", "Acme"));
        write("thief.yaml", file("thief", "Thief").replace("thief.example", "acme.example"));
        config.reconcile();
        assertTrue(tenants.bySlug("thief").isEmpty());
        assertTrue(
                config.problems().getFirst().reason().contains("mail domain acme.example belongs to another tenant"));

        Files.delete(folder.resolve("thief.yaml"));
        write("acme.yaml", file("acme", "Acme") + "placement: dedicated\n");
        config.reconcile();
        assertTrue(config.problems().getFirst().reason().contains("cannot move it"));
    }

    /** The kubelet writes a new folder and moves the link {@code ..data} over to it; the files themselves never change. */
    @Test
    void theSwapOfAConfigMapIsNoticedByTheWatch() throws IOException {
        swap("..2026_11_25_1", file("acme", "Acme"));
        Files.createSymbolicLink(folder.resolve("acme.yaml"), Path.of("..data/acme.yaml"));
        config.start();
        assertEquals("Acme", tenants.bySlug("acme").orElseThrow().tenant().name());

        swap("..2026_11_25_2", file("acme", "Acme Rail"));
        Eventually.holds(
                "the new name",
                Duration.ofSeconds(20),
                () -> tenants.bySlug("acme").orElseThrow().tenant().name().equals("Acme Rail"));
        assertEquals(List.of(), config.problems());
    }

    private void swap(String version, String text) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve(version)).resolve("acme.yaml"), text);
        Path fresh = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(version));
        Files.move(
                fresh,
                folder.resolve("..data"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aFileWithoutEndIsReportedAndTakesNoMemory() throws IOException {
        try (var large = new java.io.RandomAccessFile(folder.resolve("a.yaml").toFile(), "rw")) {
            large.setLength(8L * 1024 * 1024 * 1024);
        }
        write("b.yaml", file("acme", "Acme"));
        config.reconcile();
        assertTrue(config.problems().getFirst().reason().contains("larger than 64 KB"), config.problems()::toString);
        assertTrue(tenants.bySlug("acme").isPresent());
    }

    @Test
    void whatAFileChangesIsToldOnceInWords() throws IOException {
        write("acme.yaml", file("acme", "Acme"));
        config.reconcile();
        assertEquals(List.of(true), noted.stream().map(Difference::creates).toList());
        noted.clear();
        write("acme.yaml", file("acme", "Acme Rail"));
        write("other.yaml", file("other", "Other"));
        config.reconcile();
        config.reconcile();
        assertEquals(
                List.of("acme [name Acme -> Acme Rail]", "other new"),
                noted.stream()
                        .map(each -> each.creates()
                                ? each.slug() + " new"
                                : each.slug() + " "
                                        + each.lines().stream()
                                                .map(line -> line.setting() + " " + line.words())
                                                .toList())
                        .toList());
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
