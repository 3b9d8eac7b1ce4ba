package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderedObjectsTest {
    private static final Set<String> ALWAYS =
            Set.of("Deployment", "Service", "ServiceAccount", "ConfigMap", "PodDisruptionBudget", "NetworkPolicy");

    @Test
    void theChartLintsWithoutAWarning() {
        assertLintsWell(Chart.lint());
    }

    @ParameterizedTest
    @EnumSource
    void itLintsWithEveryValueSetToo(Chart.Values values) {
        assertLintsWell(Chart.lint(values));
    }

    private static void assertLintsWell(LintResult lint) {
        List<String> complaints = lint.getMessages().stream()
                .filter(message -> !message.contains("icon is recommended"))
                .toList();
        assertEquals(List.of(), complaints);
        assertFalse(lint.isFailed());
    }

    @ParameterizedTest
    @EnumSource
    void everyObjectFitsTheSchemaOfItsKind(Chart.Values values) {
        for (JsonNode object : Chart.render(values).objects()) {
            if (!object.path("kind").asText().equals("PodMonitor")) {
                assertDoesNotThrow(() -> KubernetesSchemas.check(object), object::toPrettyString);
            }
        }
    }

    @Test
    void theSchemasRefuseAnUnknownAndAMissingField() {
        ObjectNode misspelt =
                Chart.render(Chart.Values.REQUIRED).one("Deployment").deepCopy();
        ((ObjectNode) misspelt.at("/spec/template/spec/containers/0")).put("imagePullPolice", "Always");
        ObjectNode incomplete =
                Chart.render(Chart.Values.REQUIRED).one("Deployment").deepCopy();
        ((ObjectNode) incomplete.at("/spec")).remove("selector");

        String unknown = refusal(misspelt);
        String missing = refusal(incomplete);
        assertTrue(unknown.contains("imagePullPolice"), unknown);
        assertTrue(missing.contains("selector"), missing);
    }

    private static String refusal(JsonNode object) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> KubernetesSchemas.check(object))
                .getMessage());
    }

    @Test
    void theLeastThatInstallsHasNoOptionalPart() {
        Rendering least = Chart.render(Chart.Values.REQUIRED);
        assertEquals(ALWAYS, Set.copyOf(least.kinds()));
        assertEquals(2, least.all("Service").count());
    }

    @Test
    void everythingOnAddsTheIngressTheAutoscalerAndThePodMonitor() {
        Set<String> kinds = new HashSet<>(Chart.render(Chart.Values.EVERYTHING).kinds());
        kinds.removeAll(ALWAYS);
        assertEquals(Set.of("Ingress", "HorizontalPodAutoscaler", "PodMonitor"), kinds);
    }

    @ParameterizedTest
    @EnumSource
    void everyObjectIsInTheNamespaceOfTheReleaseAndCarriesItsLabels(Chart.Values values) {
        for (JsonNode object : Chart.render(values).objects()) {
            assertEquals(Chart.NAMESPACE, object.at("/metadata/namespace").asText(), object::toPrettyString);
            JsonNode labels = object.at("/metadata/labels");
            assertEquals("takeup", labels.path("app.kubernetes.io/name").asText());
            assertEquals(
                    Chart.RELEASE, labels.path("app.kubernetes.io/instance").asText());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySelectorSelectsThePlatformsPods(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        JsonNode expected = rendering.one("Deployment").at("/spec/selector/matchLabels");
        JsonNode labels = rendering.one("Deployment").at("/spec/template/metadata/labels");
        expected.properties().forEach(label -> assertEquals(label.getValue(), labels.path(label.getKey())));

        rendering.all("Service").forEach(service -> assertEquals(expected, service.at("/spec/selector")));
        assertEquals(expected, rendering.one("PodDisruptionBudget").at("/spec/selector/matchLabels"));
        assertEquals(expected, rendering.one("NetworkPolicy").at("/spec/podSelector/matchLabels"));
        rendering
                .all("PodMonitor")
                .forEach(monitor -> assertEquals(expected, monitor.at("/spec/selector/matchLabels")));
    }

    @Test
    void thePodMonitorReadsTheMetricsOnTheManagementPort() {
        JsonNode monitor = Chart.render(Chart.Values.EVERYTHING).one("PodMonitor");
        assertEquals("monitoring.coreos.com/v1", monitor.path("apiVersion").asText());
        assertEquals(
                Rendering.yaml("{port: management, path: /metrics, interval: 30s}"),
                monitor.at("/spec/podMetricsEndpoints/0"));
        assertEquals("prometheus", monitor.at("/metadata/labels/release").asText());
    }
}
