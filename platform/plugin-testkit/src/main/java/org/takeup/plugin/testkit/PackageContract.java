package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.api.PluginApi;

/**
 * What every package has to keep to, whatever is in it. Extend the contract of your extension point, not this class.
 *
 * @param <T> the extension point
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PackageContract<T extends ExtensionPoint> {
    private static final String SEMVER =
            "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-.]+)?";

    private final Class<T> kind;
    private final PackedPlugin plugin;

    PackageContract(Class<T> kind) {
        this.kind = kind;
        this.plugin = PackedPlugin.find();
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
        assertAll(extensions().stream()
                .<Executable>map(
                        one -> () -> assertTrue(plugin.brought(one), one.getClass() + " is not in the package")));
    }

    /** New objects of the extensions in the package. */
    final List<T> extensions() {
        return plugin.extensions(kind);
    }

    static boolean isSemVer(String version) {
        return version.matches(SEMVER);
    }

    static void assertKept(Rules rules) {
        assertEquals("", String.join("\n", rules.broken()));
    }
}
