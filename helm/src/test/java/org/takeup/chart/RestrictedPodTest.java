package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the Pod Security Standard "restricted", level by level, and two of our own: a read-only root and no token. */
class RestrictedPodTest {
    private static final Set<String> ALLOWED_VOLUMES = Set.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");

    @ParameterizedTest
    @EnumSource
    void noContainerRunsAsRootOrCanGainRights(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        assertTrue(rendering.pod().at("/securityContext/runAsNonRoot").asBoolean());
        assertTrue(rendering.pod().at("/securityContext/runAsUser").asInt() > 0);
        for (JsonNode container : containers(rendering)) {
            JsonNode security = container.path("securityContext");
            assertTrue(security.path("runAsNonRoot").asBoolean());
            assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true));
            assertFalse(security.path("privileged").asBoolean());
            assertEquals(Rendering.yaml("{drop: [ALL]}"), security.path("capabilities"));
            assertTrue(security.path("runAsUser").isMissingNode());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRuntimesSeccompProfileIsOnAndNoOtherProfileIsLoosened(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        assertEquals(
                "RuntimeDefault",
                rendering.pod().at("/securityContext/seccompProfile/type").asText());
        for (JsonNode container : containers(rendering)) {
            assertEquals(
                    "RuntimeDefault",
                    container.at("/securityContext/seccompProfile/type").asText());
            for (String loosened : List.of("seLinuxOptions", "appArmorProfile", "procMount", "windowsOptions")) {
                assertTrue(container.path("securityContext").path(loosened).isMissingNode(), loosened);
            }
        }
        for (String loosened : List.of("seLinuxOptions", "appArmorProfile", "sysctls", "windowsOptions")) {
            assertTrue(rendering.pod().path("securityContext").path(loosened).isMissingNode(), loosened);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfTheNodeIsShared(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            assertFalse(rendering.pod().path(shared).asBoolean(), shared);
        }
        for (JsonNode container : containers(rendering)) {
            for (JsonNode port : Rendering.list(container.path("ports"))) {
                assertTrue(port.path("hostPort").isMissingNode());
            }
            for (JsonNode host : container.findValues("httpGet")) {
                assertTrue(host.path("host").isMissingNode());
            }
        }
        for (JsonNode volume : Rendering.list(rendering.pod().path("volumes"))) {
            volume.fieldNames()
                    .forEachRemaining(
                            field -> assertTrue(field.equals("name") || ALLOWED_VOLUMES.contains(field), field));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRootFileSystemIsReadOnlyAndOnlyTwoScratchFoldersCanBeWritten(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        List<String> writable = Rendering.list(rendering.container().path("volumeMounts")).stream()
                .filter(mount -> !mount.path("readOnly").asBoolean())
                .map(mount -> mount.path("mountPath").asText())
                .toList();
        assertTrue(rendering
                .container()
                .at("/securityContext/readOnlyRootFilesystem")
                .asBoolean());
        assertEquals(List.of("/tmp", "/var/lib/takeup"), writable);
        assertTrue(rendering.pod().findValues("emptyDir").stream().allMatch(volume -> volume.has("sizeLimit")));
    }

    @ParameterizedTest
    @EnumSource
    void thePodHasNoWayToTheKubernetesApi(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        assertFalse(rendering.pod().path("automountServiceAccountToken").asBoolean(true));
        assertFalse(rendering
                .one("ServiceAccount")
                .path("automountServiceAccountToken")
                .asBoolean(true));
        assertEquals(
                rendering.one("ServiceAccount").at("/metadata/name"),
                rendering.pod().path("serviceAccountName"));
        assertTrue(rendering.kinds().stream().noneMatch(kind -> kind.contains("Role")));
    }

    private static List<JsonNode> containers(Rendering rendering) {
        assertTrue(rendering.pod().path("initContainers").isMissingNode());
        return Rendering.list(rendering.pod().path("containers"));
    }
}
