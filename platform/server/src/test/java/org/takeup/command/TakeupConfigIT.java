package org.takeup.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.app.TestPlatform;
import org.takeup.audit.Search;
import org.takeup.identity.TestOperator;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;

/** The command line against the real platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakeupConfigIT {
    private final TestOperator olivia = new TestOperator();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(olivia::addTo, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        olivia.close();
    }

    private record Said(int exit, String out, String err) {}

    private Said run(String... args) {
        return run(Map.of("TAKEUP_URL", platform.url().toString(), "TAKEUP_TOKEN", olivia.token()), args);
    }

    private static Said run(Map<String, String> environment, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = TakeupConfig.run(
                List.of(args),
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        var said = new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        environment.values().stream()
                .filter(value -> value.startsWith("ey"))
                .forEach(token -> assertFalse((said.out() + said.err()).contains(token), "the token is shown"));
        return said;
    }

    private static String file(Path folder, String slug, String more) throws IOException {
        return Files.writeString(folder.resolve(slug + ".yaml"), """
                        apiVersion: takeup/v1
                        slug: %1$s
                        name: Company %1$s
                        timeZone: Europe/London
                        language: en
                        signIn:
                          organization: %1$s
                          identityProvider: %1$s
                          domains: [%1$s.example]
                        roles:
                          admin: [leads]
                        """.formatted(slug) + more)
                .toString();
    }

    private Workspace workspace(String slug) {
        return platform.platform().tenants().bySlug(slug).orElseThrow();
    }

    private static String digest(Said plan) {
        return plan.out().replaceFirst("(?s).*--plan ([0-9a-f]{64}).*", "$1");
    }

    @Test
    void thePlanThatWasShownIsCarriedOutAndThenThereIsNothingToDo(@TempDir Path folder) throws IOException {
        String path = file(folder, "cli-plan", "");
        Said plan = run("plan", path);
        assertTrue(plan.out().startsWith("cli-plan: a new tenant\n"), plan::toString);
        assertTrue(platform.platform().tenants().bySlug("cli-plan").isEmpty(), "a plan does nothing");

        assertEquals(0, run("apply", path, "--plan", digest(plan)).exit());
        assertEquals("Nothing to change.\n", run("plan", path).out());

        file(folder, "cli-plan", "  planner: [team]\n");
        Said next = run("apply", path, "--yes");
        assertEquals(new Said(0, "cli-plan: roles.planner gains team\n", ""), next);
        assertEquals("Nothing was changed.\n", run("apply", path, "--yes").out());
    }

    @Test
    void anotherPlanThanTheOneThatWasShownIsNotCarriedOut(@TempDir Path folder) throws IOException {
        String path = file(folder, "cli-stale", "");
        String digest = digest(run("plan", path));
        file(folder, "cli-stale", "  planner: [team]\n");
        Said changedFile = run("apply", path, "--plan", digest);
        assertEquals(1, changedFile.exit());
        assertTrue(changedFile.err().contains("is not the plan that you name"), changedFile::toString);

        run("apply", path, "--yes");
        file(folder, "cli-stale", "  planner: [others]\n");
        String second = digest(run("plan", path));
        platform.platform().tenants().setStatus("cli-stale", org.takeup.tenant.Tenant.Status.SUSPENDED);
        assertEquals(1, run("apply", path, "--plan", second).exit(), "the tenant has changed since");
        assertEquals(
                java.util.Set.of("team"),
                workspace("cli-stale").settings().groupsByRole().get(org.takeup.tenant.Role.PLANNER));
    }

    @Test
    void aBrokenFileAndAStolenDomainTouchNobodyElse(@TempDir Path folder) throws IOException {
        file(folder, "cli-good", "");
        run("apply", folder.toString(), "--yes");
        file(folder, "cli-good", "  planner: [team]\n");
        Files.writeString(folder.resolve("broken.yaml"), "slug: [\n");
        String thief = file(folder, "cli-thief", "");
        Files.writeString(
                Path.of(thief), Files.readString(Path.of(thief)).replace("cli-thief.example", "cli-good.example"));
        Said said = run("apply", folder.toString(), "--yes");
        assertEquals(1, said.exit());
        assertTrue(said.out().contains("cli-good: roles.planner gains team"), said::toString);
        assertTrue(said.out().contains("broken.yaml, line 2: This is not valid YAML"), said::toString);
        assertTrue(said.out().contains("belongs to another tenant"), said::toString);
        assertTrue(platform.platform().tenants().bySlug("cli-thief").isEmpty());
    }

    @Test
    void theExportIsAFileThatChangesNothingAndHoldsNoSecret(@TempDir Path folder) throws IOException {
        String path = file(folder, "cli-export", "");
        Files.writeString(
                Path.of(path),
                Files.readString(Path.of(path))
                        .replace(
                                "domains: [cli-export.example]",
                                "domains: [cli-export.example]\n  clientSecret: {fromFile: sso/client}"));
        Path secrets = platform.folder().resolve("tenant-secrets/cli-export/sso");
        Files.createDirectories(secrets);
        Files.writeString(secrets.resolve("client"), "a-secret-that-nobody-may-see");
        run("apply", path, "--yes");
        Said export = run("export", "cli-export");
        assertEquals(0, export.exit());
        assertFalse(export.out().contains("a-secret-that-nobody-may-see"));
        assertTrue(export.out().contains("fromFile: sso/client"), export::toString);
        Path exported = Files.writeString(folder.resolve("exported.yaml"), export.out());
        assertEquals("Nothing to change.\n", run("plan", exported.toString()).out());
        assertEquals(1, run("export", "cli-nobody").exit());
    }

    @Test
    void driftIsShownAndTheExportTakesItIn(@TempDir Path folder) throws IOException {
        String path = file(folder, "cli-drift", "pageDecides: [name]\n");
        run("apply", path, "--yes");
        var settings = new WorkspaceSettings(platform.platform().tenants());
        Workspace workspace = workspace("cli-drift");
        settings.change(workspace, workspace.tenant().revision(), Map.of(PageSetting.NAME, "By page"), "ann");
        String drift = run("drift").out();
        assertTrue(
                drift.contains("cli-drift: name is Company cli-drift in the file and By page on the settings page"),
                drift);
        assertTrue(drift.contains("the page decides"), drift);
        assertFalse(drift.contains("ann"), "who it was is the workspace's own affair");

        Files.writeString(Path.of(path), run("export", "cli-drift").out());
        run("apply", path, "--yes");
        assertFalse(run("drift").out().contains("cli-drift"));
        assertEquals("By page", workspace("cli-drift").tenant().name());
    }

    @Test
    void eachChangeIsInTheTenantsOwnTrailWithBeforeAndAfter(@TempDir Path folder) throws IOException {
        String path = file(folder, "cli-trail", "");
        run("apply", path, "--yes");
        file(folder, "cli-trail", "  planner: [team]\n");
        run("apply", path, "--yes");
        var entries = platform.platform()
                .trail()
                .find(workspace("cli-trail"), Search.all(), Optional.empty(), 10)
                .entries();
        assertEquals(2, entries.size());
        assertEquals("settings.by-file", entries.getFirst().action());
        assertEquals("olivia", entries.getFirst().who().id());
        assertEquals(
                List.of("roles.planner"),
                entries.getFirst().changes().stream()
                        .map(change -> change.field())
                        .toList());
    }

    @Test
    void whatThePlatformReadsFromItsOwnFolderIsNotChangedFromElsewhere(@TempDir Path folder) throws IOException {
        String path = file(folder, "cli-folder", "");
        Path watched = platform.folder().resolve("tenants");
        Files.createDirectories(watched);
        Files.writeString(watched.resolve("cli-folder.yaml"), Files.readString(Path.of(path)));
        org.takeup.delivery.Eventually.holds(
                "the tenant",
                java.time.Duration.ofSeconds(20),
                () -> platform.platform().tenants().bySlug("cli-folder").isPresent());
        file(folder, "cli-folder", "  planner: [team]\n");
        Said said = run("apply", path, "--yes");
        assertEquals(1, said.exit());
        assertTrue(said.out().contains("from its own folder, from cli-folder.yaml"), said::toString);
    }

    @Test
    void aTokenOfNobodyOrOfNoOperatorAndAnAddressInTheClearAreRefusedInWords(@TempDir Path folder) throws IOException {
        String path = file(folder, "cli-token", "");
        String url = platform.url().toString();
        Said unknown = run(Map.of("TAKEUP_URL", url, "TAKEUP_TOKEN", "none"), "plan", path);
        assertEquals(1, unknown.exit());
        assertTrue(unknown.err().contains("401"), unknown::toString);
        Said stranger = run(Map.of("TAKEUP_URL", url, "TAKEUP_TOKEN", olivia.strangersToken()), "plan", path);
        assertEquals(1, stranger.exit());
        assertTrue(stranger.err().contains("403"), stranger::toString);
        for (String wrong : List.of("http://takeup.example", "https://a:b@takeup.example", "takeup", ":")) {
            assertEquals(
                    2,
                    run(Map.of("TAKEUP_URL", wrong, "TAKEUP_TOKEN", "t"), "plan", path)
                            .exit(),
                    wrong);
        }
        assertEquals(
                2,
                run(Map.of("TAKEUP_URL", "http://localhost:1", "TAKEUP_TOKEN", "t"), "plan", path)
                        .exit());
        assertEquals(2, run(new HashMap<>(), "plan", path).exit());
        assertEquals(2, run("plan", folder.resolve("none").toString()).exit());
        assertEquals(2, run("everything").exit());
    }

    @Test
    void checkAsksNoPlatformAndShowsNoEscapes(@TempDir Path folder) throws IOException {
        String path = file(folder, "cli-check", "");
        assertEquals(new Said(0, "The file is right.\n", ""), run(Map.of(), "check", path));
        Files.writeString(Path.of(path), Files.readString(Path.of(path)) + "\"\\e[31mred\": 1\n");
        Said said = run(Map.of(), "check", path);
        assertEquals(1, said.exit());
        assertFalse(said.out().contains("\u001b"), said::toString);
    }
}
