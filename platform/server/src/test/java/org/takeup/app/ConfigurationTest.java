package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static Configuration with(String privateHosts) {
        return Configuration.from(
                Map.of("TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only", "TAKEUP_PLUGIN_PRIVATE_HOSTS", privateHosts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "lms.internal", "lms.internal, lms.internal:8443,http://10.0.0.7:8080", "[fd12::1]:8443"})
    void privateHostsAreAListOfHostsWithOrWithoutPort(String hosts) {
        assertDoesNotThrow(() -> with(hosts));
    }

    @Test
    void aPrivateHostThatIsNoneIsNamedWithItsVariable() {
        assertEquals(
                "TAKEUP_PLUGIN_PRIVATE_HOSTS: '*.internal' is no host; write lms.internal, lms.internal:8443 or "
                        + "http://lms.internal:8080",
                assertThrows(Configuration.Invalid.class, () -> with("lms.internal,*.internal"))
                        .getMessage());
    }
}
