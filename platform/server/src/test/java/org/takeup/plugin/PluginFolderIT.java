package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.tenant.Workspace;

/** The plugin folder while the platform runs: what is put into it is loaded, what is taken out goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginFolderIT {
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private TestPlatform platform;
    private Path folder;
    private Workspace workspace;
    private Plugins plugins;
    private Packages packages;

    @BeforeAll
    void start() throws Exception {
        folder = PluginSource.temporary();
        platform = TestPlatform.start(
                environment -> {
                    var changed = new java.util.HashMap<>(environment);
                    changed.put("TAKEUP_PLUGIN_DIR", folder.toString());
                    return changed;
                },
                Clock.systemUTC());
        try (var zips = Files.newDirectoryStream(TestPlatform.PACKAGES, "*.zip")) {
            for (Path zip : zips) {
                Files.copy(zip, folder.resolve(zip.getFileName()));
            }
        }
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        plugins = platform.platform().pluginRuntime().plugins();
        packages = platform.platform().pluginRuntime().packages();
    }

    @AfterAll
    void stop() {
        removeMade();
        platform.close();
        PluginSource.delete(folder);
        assertEquals(List.of(), platform.watch().offences());
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 20 s: " + what);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private String fresh() {
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        made.add(id);
        return id;
    }

    /** The store may be shared with other tests. */
    private void removeMade() {
        Packages packages = platform.platform().pluginRuntime().packages();
        packages.list().stream()
                .map(Listed::version)
                .filter(version -> made.contains(version.plugin()))
                .forEach(packages::remove);
    }

    @Test
    void packagesInTheFolderAreLoadedWhileThePlatformRunsAndAreNotOnTheClassPath() {
        until(
                "the folder's packages are offered",
                () -> !plugins.offered(workspace, SurveyInstrument.class).isEmpty());
        until(
                "the connector is offered",
                () -> !plugins.offered(workspace, LmsConnector.class).isEmpty());
        var survey = plugins.require(workspace, SurveyInstrument.class, "survey-maturity");
        assertFalse(survey.call(SurveyInstrument::questionnaire).pages().isEmpty());
        for (String name : List.of(
                "org.takeup.plugin.survey.maturity.SixStrands",
                "org.takeup.plugin.plan.stakeholder.StakeholderPlan",
                "org.takeup.plugin.lms.oneroster.OneRoster")) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
        }
    }

    @Test
    void aFileThatIsTakenOutOfTheFolderTakesItsPluginAlong() throws Exception {
        String id = fresh();
        Path file = folder.resolve(id + ".zip");
        Files.write(file, PluginSource.good(id, "1.0.0").zip());
        until("the new file is loaded", () -> isInstalled(id, "1.0.0"));
        Files.write(file, PluginSource.good(id, "1.1.0").zip());
        until("the changed file takes its place", () -> isInstalled(id, "1.1.0"));
        Files.delete(file);
        until(
                "the plugin is gone",
                () -> plugins.installed(workspace).stream()
                        .noneMatch(each -> each.plugin().equals(id)));
    }

    @Test
    void aFolderThatIsLostForAWhileTakesNoPluginAlong() throws Exception {
        Path own = PluginSource.temporary();
        Path away = own.resolveSibling(own.getFileName() + "-away");
        String id = fresh();
        Path file = Files.write(
                own.resolve(id + ".zip"), PluginSource.good(id, "1.0.0").zip());
        try (var watched = new PluginFolder(own, packages, false)) {
            watched.takeAll();
            assertTrue(isInstalled(id, "1.0.0"));
            Files.move(own, away);
            watched.takeAll();
            watched.takeAll();
            assertTrue(isInstalled(id, "1.0.0"));

            Files.move(away, own);
            Files.delete(file);
            watched.takeAll();
            assertFalse(isInstalled(id, "1.0.0"));
        } finally {
            PluginSource.delete(own);
        }
    }

    @Test
    void aFolderThatIsSuddenlyEmptyTakesNoPluginAlong() throws Exception {
        Path own = PluginSource.temporary();
        List<String> ids = List.of(fresh(), fresh());
        for (String id : ids) {
            Files.write(own.resolve(id + ".zip"), PluginSource.good(id, "1.0.0").zip());
        }
        try (var watched = new PluginFolder(own, packages, false)) {
            watched.takeAll();
            for (String id : ids) {
                Files.delete(own.resolve(id + ".zip"));
            }
            watched.takeAll();
            watched.takeAll();
            ids.forEach(id -> assertTrue(isInstalled(id, "1.0.0")));
        } finally {
            PluginSource.delete(own);
        }
    }

    private boolean isInstalled(String id, String version) {
        return plugins.installed(workspace).stream()
                .anyMatch(each -> each.plugin().equals(id) && each.version().equals(version));
    }
}
