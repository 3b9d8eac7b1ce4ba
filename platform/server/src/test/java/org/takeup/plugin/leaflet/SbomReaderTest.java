package org.takeup.plugin.leaflet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.packaging.BadPackage;

class SbomReaderTest {
    private static List<Component> read(String json) {
        return SbomReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String with(String components) {
        return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":" + components + "}";
    }

    private static String refused(String json) {
        return assertThrows(BadPackage.class, () -> read(json)).what();
    }

    @Test
    void componentsAreReadWithNameVersionAndLicence() {
        assertEquals(
                List.of(
                        new Component("org.example:lib", "2.1", "Apache-2.0, Own terms"),
                        new Component("inner", "", "MIT OR BSD-3-Clause")),
                read(with("""
                        [{"type":"library","group":"org.example","name":"lib","version":"2.1",
                          "licenses":[{"license":{"id":"Apache-2.0"}},{"license":{"name":"Own terms"}}],
                          "components":[{"name":"inner","licenses":[{"expression":"MIT OR BSD-3-Clause"}]}]}]""")));
    }

    @Test
    void aDocumentWithoutComponentsHasNone() {
        assertEquals(List.of(), read("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\"}"));
    }

    @Test
    void textsOfHostilePackagesAreCutAndShowWhatTheyAre() {
        Component component = read(with("[{\"name\":\"a\\u202Eb\\n" + "x".repeat(400) + "\",\"version\":{}}]"))
                .getFirst();
        assertEquals("ab " + "x".repeat(197) + "…", component.name());
        assertEquals("", component.version());
    }

    @Test
    void whatIsNoListOfComponentsIsRefusedWithThePlace() {
        assertTrue(refused("{").startsWith("sbom.json is no JSON: line 1"));
        assertEquals("sbom.json is no CycloneDX document", refused("[]"));
        assertEquals("sbom.json is no CycloneDX document", refused("{\"bomFormat\":\"CycloneDX\"}"));
        assertEquals("sbom.json is no CycloneDX document", refused(""));
        assertEquals("sbom.json has no list at /components", refused(with("{}")));
        assertEquals("sbom.json has no name at /components/0", refused(with("[{}]")));
        assertEquals("sbom.json has no name at /components/0", refused(with("[1]")));
        assertEquals(
                "sbom.json has no name at /components/0/components/0",
                refused(with("[{\"name\":\"a\",\"components\":[{\"name\":\"\"}]}]")));
        assertTrue(refused("{\"a\":1,\"a\":2}").startsWith("sbom.json is no JSON"));
        assertTrue(refused("[".repeat(2_000)).startsWith("sbom.json is nested more than 32 deep"));
        String many = "{\"name\":\"a\"},".repeat(1_001);
        assertEquals(
                "sbom.json lists more than 1000 components",
                refused(with("[" + many.substring(0, many.length() - 1) + "]")));
        assertEquals("sbom.json is larger than 1 MB", refused(" ".repeat(1024 * 1024 + 1)));
    }
}
