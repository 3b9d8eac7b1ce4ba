package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;

/** How an operator names its own publishers. */
class PluginTrustConfigurationTest {
    private static Configuration.PluginTrust read(Map<String, String> more) {
        var environment = new HashMap<>(Map.of("TAKEUP_OIDC_CLIENT_SECRET", "x"));
        environment.putAll(more);
        return Configuration.from(environment).pluginTrust();
    }

    private static String key() {
        return new PublisherKey(PackageSigner.newKeys().getPublic()).text();
    }

    @Test
    void withoutVariablesNobodyIsTrustedAndNothingUnsignedIsLetIn() {
        assertTrue(read(Map.of()).publishers().isEmpty());
        assertFalse(read(Map.of()).unsigned());
    }

    @Test
    void aPublisherMayHaveSeveralKeys() {
        String value = "acme=" + key() + ", acme=" + key() + ",other=" + key();
        var publishers = read(Map.of("TAKEUP_PLUGIN_PUBLISHERS", value)).publishers();
        assertEquals(2, publishers.get("acme").size());
        assertEquals(1, publishers.get("other").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "=x", "acme=", "Acme=MCowBQYDK2VwAyEA", "acme=MCowBQYDK2VwAyEA", "acme=x y"})
    void whatIsNoPublisherIsRefusedWithTheVariablesName(String value) {
        var refused = assertThrows(Configuration.Invalid.class, () -> read(Map.of("TAKEUP_PLUGIN_PUBLISHERS", value)));
        assertTrue(String.valueOf(refused.getMessage()).contains("TAKEUP_PLUGIN_PUBLISHERS"));
    }

    @Test
    void unsignedPackagesAreLetInByOneWordAlone() {
        assertTrue(read(Map.of("TAKEUP_PLUGINS_UNSIGNED", "allow")).unsigned());
        for (String value : new String[] {"true", "yes", "ALLOW", "false"}) {
            var refused =
                    assertThrows(Configuration.Invalid.class, () -> read(Map.of("TAKEUP_PLUGINS_UNSIGNED", value)));
            assertTrue(String.valueOf(refused.getMessage()).contains("TAKEUP_PLUGINS_UNSIGNED must be 'allow'"));
        }
    }
}
