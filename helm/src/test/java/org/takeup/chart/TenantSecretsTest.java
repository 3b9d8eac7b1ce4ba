package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each tenant's secrets are mounted where the platform looks for them: below its own slug. */
class TenantSecretsTest {
    private static final String TWO =
            "tenants: {secrets: [{tenant: north, secret: north-sso}, {tenant: south, secret: south-sso}]}";

    @Test
    void eachSecretIsMountedWholeAndReadOnlyForItsTenant() {
        Rendering rendering = Chart.render(Chart.Values.REQUIRED, TWO);
        String folder =
                rendering.variable("TAKEUP_TENANT_SAFE_DIR").path("value").asText();
        List<JsonNode> mounts = Rendering.list(rendering.container().path("volumeMounts")).stream()
                .filter(mount -> mount.path("mountPath").asText().startsWith(folder + "/"))
                .toList();
        assertEquals(
                List.of(folder + "/north/north-sso", folder + "/south/south-sso"),
                mounts.stream().map(mount -> mount.path("mountPath").asText()).toList());
        for (JsonNode mount : mounts) {
            assertTrue(mount.path("readOnly").asBoolean());
            assertTrue(mount.path("subPath").isMissingNode(), "a changed secret must reach the running pod");
        }
    }

    @Test
    void aTenantThatIsNoSlugIsRefused() {
        for (String tenant : List.of("../north", "north/..", "'..data'", "North")) {
            assertThrows(
                    IllegalStateException.class,
                    () -> Chart.render(
                            Chart.Values.REQUIRED, "tenants: {secrets: [{tenant: " + tenant + ", secret: s}]}"),
                    tenant);
        }
    }
}
