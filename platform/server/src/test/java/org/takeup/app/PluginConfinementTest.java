package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.isolated.Confinement.Part;

class PluginConfinementTest {
    private static Set<Part> read(String value) {
        return Configuration.from(Map.of("TAKEUP_OIDC_CLIENT_SECRET", "s", "TAKEUP_PLUGIN_CONFINEMENT", value))
                .pluginConfinement();
    }

    @Test
    void theOperatorMayRequireAnyPartAndNoneIsRequiredByDefault() {
        assertEquals(Set.of(), read(""));
        assertEquals(Set.of(Part.NETWORK, Part.LIMITS), read("network, limits"));
    }

    @Test
    void anUnknownPartIsRefusedByName() {
        var invalid = assertThrows(Configuration.Invalid.class, () -> read("network,root"));
        assertTrue(invalid.getMessage().contains("TAKEUP_PLUGIN_CONFINEMENT"), invalid.getMessage());
        assertTrue(invalid.getMessage().contains("'root'"), invalid.getMessage());
    }
}
