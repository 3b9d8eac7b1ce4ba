package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSettingsTest {
    @Test
    void withoutWishesTheUsualPortsAreTakenAndOldDataIsKept() {
        DemoSettings settings = DemoSettings.of(List.of("/x/platform/demo"), Map.of());

        assertEquals(List.of(8080, 8025, 8180), List.of(settings.port(), settings.mailPort(), settings.keycloakPort()));
        assertEquals(false, settings.fresh());
        assertEquals("/x", settings.project().toString());
    }

    @Test
    void anotherPortCanBeChosen() {
        assertEquals(
                9000,
                DemoSettings.of(List.of("/x"), Map.of("TAKEUP_DEMO_PORT", "9000"))
                        .port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "99999999"})
    void aPortThatIsNoneIsNamedWithItsVariable(String port) {
        StartFailed failure =
                assertThrows(StartFailed.class, () -> DemoSettings.of(List.of("/x"), Map.of("TAKEUP_DEMO_PORT", port)));

        assertTrue(failure.getMessage().contains("TAKEUP_DEMO_PORT is '" + port + "'"), failure::getMessage);
    }

    @Test
    void anUnknownOptionIsNamed() {
        StartFailed failure = assertThrows(StartFailed.class, () -> DemoSettings.of(List.of("/x", "--frsh"), Map.of()));

        assertTrue(failure.getMessage().contains("'--frsh'"), failure::getMessage);
    }

    @Test
    void aBusyPortIsNamedWithTheWayToChooseAnother() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = busy.getLocalPort();
            StartFailed failure =
                    assertThrows(StartFailed.class, () -> Ports.requireFree(port, "the platform", DemoSettings.PORT));

            assertTrue(failure.getMessage().contains("Port " + port), failure::getMessage);
            assertTrue(failure.getMessage().contains("TAKEUP_DEMO_PORT="), failure::getMessage);
        }
    }
}
