package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.packaging.ClassScan;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.plugin.packaging.settings.Setting;
import org.takeup.plugin.packaging.settings.SettingsSchema;

/**
 * What every package has to keep to, whatever is in it. Extend the contract of your extension point, not this class.
 *
 * @param <T> the extension point
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class PackageContract<T extends ExtensionPoint> {
    private static final String SEMVER =
            "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-.]+)?";

    /** Turkish has an i of its own, and these Arabic and Thai write other digits and years. */
    private static final List<String> OTHER_LANGUAGES =
            List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai");

    private static final int THREADS = 8;

    private final Class<T> kind;
    private final PackedPlugin plugin;

    PackageContract(Class<T> kind, PackedPlugin plugin) {
        this.kind = kind;
        this.plugin = plugin;
    }

    /**
     * The extensions of a package, made anew: by a class loader in this process, unless you say otherwise. A platform runs
     * packages in processes of their own too and holds both to the same contract.
     */
    protected List<T> extensions(PackedPlugin of) {
        return of.extensions(kind);
    }

    @AfterAll
    void unload() throws IOException {
        plugin.close();
    }

    @BeforeAll
    void hasAnExtension() {
        assertFalse(extensions().isEmpty(), "The package has no extension of type " + kind.getName());
    }

    @Test
    public void theManifestIsComplete() {
        assertAll(Stream.of("id", "version", "provider", "requires", "license", "description")
                .map(key -> () -> assertFalse(
                        plugin.property("plugin." + key).isEmpty(), "plugin.properties lacks plugin." + key)));
        assertTrue(plugin.property("plugin.id").matches("[a-z0-9][a-z0-9-]{0,63}"), "plugin.id: lower-case, hyphens");
        assertTrue(isSemVer(plugin.property("plugin.version")), "plugin.version is no SemVer such as 1.2.0");
    }

    @Test
    public void theApiRangeAcceptsThisApi() {
        String range = plugin.property("plugin.requires");
        assertTrue(
                new DefaultVersionManager().checkVersionConstraint(PluginApi.VERSION, range),
                "plugin.requires=" + range + " refuses the API " + PluginApi.VERSION);
    }

    @Test
    public void thePackageBringsItsOwnClassesAndNoneOfThePlatform() {
        assertEquals(List.of(), plugin.classesOfThePlatform());
        assertAll(plugin.extensions(kind).stream()
                .<Executable>map(
                        one -> () -> assertTrue(plugin.brought(one), one.getClass() + " is not in the package")));
    }

    @Test
    public void aPlatformTakesThePackage() throws IOException {
        ClassScan.check(PackageZip.check(plugin.bytes()));
    }

    /** The platform makes a form of {@code settings.schema.json}; whether it can is part of whether it takes the package. */
    @Test
    public void peopleCanReadWhatTheyCanSet() {
        Rules rules = new Rules();
        for (Setting setting : settingsSchema().settings()) {
            String where = "setting " + setting.name();
            rules.require(
                    !setting.title().equals(LocalizedText.english(setting.name())), where + " has no title for people");
            rules.text(where + " title", setting.title());
            setting.help().ifPresent(help -> rules.text(where + " description", help));
        }
        assertKept(rules);
    }

    /** Machines differ in language, digits, capitals and time zone; servers do, and so do the partner's and ours. */
    @Test
    public void resultsAreTheSameOnEachMachine() throws Exception {
        List<Object> here = results(plugin);
        Locale language = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        for (String other : OTHER_LANGUAGES) {
            try (PackedPlugin again = plugin.again()) {
                Locale.setDefault(Locale.forLanguageTag(other));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                assertEquals(here, results(again), "results differ on a machine that speaks " + other);
            } finally {
                Locale.setDefault(language);
                TimeZone.setDefault(zone);
            }
        }
    }

    @Test
    public void severalThreadsGetTheSameResults() throws Exception {
        List<Object> alone = results(plugin);
        List<T> shared = extensions();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var calls = IntStream.range(0, THREADS)
                    .mapToObj(one -> threads.submit(() -> results(shared)))
                    .toList();
            for (var call : calls) {
                assertEquals(alone, call.get());
            }
        }
    }

    /** All that an extension says to a fixed series of calls. */
    abstract Object results(T extension) throws Exception;

    private List<Object> results(PackedPlugin of) throws Exception {
        return results(guarded(of));
    }

    private List<Object> results(List<T> of) throws Exception {
        var results = new ArrayList<Object>();
        for (T extension : of) {
            results.add(results(extension));
        }
        return results;
    }

    /** New objects of the extensions in the package, behind a guard as in the platform. */
    final List<T> extensions() {
        return guarded(plugin);
    }

    private List<T> guarded(PackedPlugin of) {
        return extensions(of).stream()
                .map(extension -> Guarded.of(kind, extension))
                .toList();
    }

    /** What {@code plugin.properties} of the package says. */
    final String property(String key) {
        return plugin.property(key);
    }

    /** What an organisation can set for this plugin. */
    final SettingsSchema settingsSchema() {
        return plugin.settingsSchema();
    }

    static boolean isSemVer(String version) {
        return version.matches(SEMVER);
    }

    static void assertKept(Rules rules) {
        assertEquals("", String.join("\n", rules.broken()));
    }
}
