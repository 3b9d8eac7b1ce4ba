package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TenantFilesTest {
    private static final Path SAMPLES = Path.of("..", "tenant-config", "tenants");

    @Test
    void theSampleTenantsReachTheConfigMapUnchanged() throws IOException {
        Map<String, String> files = sampleFiles();
        JsonNode data = render(files).one("ConfigMap").path("data");
        assertEquals(2, data.size());
        files.forEach((name, content) -> assertEquals(content, data.path(name).asText()));
    }

    @Test
    void aFileIsNeitherReadAsATemplateNorReformatted() throws IOException {
        String odd = "name: \"{{ .Release.Name }} \\u00e9 'q'\"  # trailing  \n\n  text: |\n    a\n\n\n";
        JsonNode data = render(Map.of("odd.yaml", odd)).one("ConfigMap").path("data");
        assertEquals(odd, data.path("odd.yaml").asText());
    }

    @Test
    void aChangedFileDoesNotRestartAPod() throws IOException {
        JsonNode with = render(sampleFiles()).one("Deployment");
        assertEquals(Chart.render(Chart.Values.REQUIRED).one("Deployment"), with);
    }

    @Test
    void theFolderIsMountedWholeSoThatChangesReachTheRunningPod() {
        Rendering rendering = Chart.render(Chart.Values.REQUIRED);
        JsonNode mount = Rendering.list(rendering.container().path("volumeMounts")).stream()
                .filter(each -> each.path("name").asText().equals("tenants"))
                .findFirst()
                .orElseThrow();
        assertTrue(mount.path("subPath").isMissingNode());
        assertEquals(rendering.variable("TAKEUP_TENANT_CONFIG_DIR").path("value"), mount.path("mountPath"));
    }

    @Test
    void aConfigMapOfTheOperatorsOwnIsUsedAsItIs() {
        Rendering rendering = Chart.render(Chart.Values.REQUIRED, "tenants: {existingConfigMap: my-tenants}");
        assertFalse(rendering.kinds().contains("ConfigMap"));
        List<JsonNode> mounted = rendering.pod().findValues("configMap");
        assertEquals(List.of(Rendering.yaml("{name: my-tenants}")), mounted);
    }

    private static Rendering render(Map<String, String> files) throws IOException {
        String change = new ObjectMapper().writeValueAsString(Map.of("tenants", Map.of("files", files)));
        return Chart.render(Chart.Values.REQUIRED, change);
    }

    private static Map<String, String> sampleFiles() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var paths = Files.newDirectoryStream(SAMPLES, "*.yaml")) {
            for (Path path : paths) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }
}
