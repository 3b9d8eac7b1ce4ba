package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final Path README = Path.of("README.md");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replica: 3 | additional properties 'replica' not allowed",
                "replicas: 0 | at '/replicas'",
                "replicas: two | at '/replicas'",
                "publicUrl: http://takeup.example.org | at '/publicUrl'",
                "publicUrl: https://takeup.example.org/path | at '/publicUrl'",
                "oidc: {issuer: http://login.example.org/realms/takeup} | at '/oidc/issuer'",
                "image: {tag: latest} | at '/image/tag'",
                "image: {digest: sha256:123} | at '/image/digest'",
                "runAs: 0 | at '/runAs'",
                "ports: {http: 80} | at '/ports/http'",
                "plugins: {confinement: [root]} | at '/plugins/confinement/0'",
                "drainSeconds: -1 | at '/drainSeconds'",
                "resources: {limits: {memory: lots}} | at '/resources/limits/memory'",
                "resources: {limits: {memory: null}} | missing property 'memory'",
                "podLabels: {app.kubernetes.io/name: other} | invalid propertyName 'app.kubernetes.io/name'",
                "networkPolicy: {enabled: false} | additional properties 'enabled' not allowed",
                "networkPolicy: {mongodb: {to: [{}]}} | at '/networkPolicy/mongodb/to/0'",
                "networkPolicy: {monitoring: [{podSelector: {}}]} | at '/networkPolicy/monitoring/0",
                "networkPolicy: {smtp: {ports: []}} | at '/networkPolicy/smtp/ports'",
                "networkPolicy: {further: [{to: [], ports: [443]}]} | at '/networkPolicy/further/0/to'",
                "ingress: {tenantHosts: [{host: Learning.Example}]} | at '/ingress/tenantHosts/0'"
            })
    void aWrongValueIsRefusedWithItsPlace(String change, String place) {
        String message = refusal(change);
        assertTrue(message.contains("values don't meet the specifications of the schema"), message);
        assertTrue(message.contains(place), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ingress: {tlsSecret: ''} | ingress.tlsSecret: the TLS Secret",
                "networkPolicy: {ingressController: []} | networkPolicy.ingressController: the pods",
                "networkPolicy: {monitoring: []} | networkPolicy.monitoring: the pods that read the metrics",
                "networkPolicy: {keycloak: {to: []}} | networkPolicy.keycloak.to: where Keycloak is",
                "networkPolicy: {dns: {to: []}} | networkPolicy.dns.to: where the cluster's DNS is",
                "autoscaling: {maxReplicas: 1} | autoscaling.maxReplicas must not be less",
                "tenants: {existingConfigMap: mine} | not both"
            })
    void whatAPartThatIsOnNeedsIsAskedForInWords(String change, String sentence) {
        String message = refusal(change);
        assertTrue(message.contains(sentence), message);
    }

    private static String refusal(String change) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, () -> Chart.render(Chart.Values.EVERYTHING, change))
                        .getMessage());
    }

    @Test
    void everyValueIsInTheSchemaAndEverySchemaEntryIsAValue() throws IOException {
        assertSameKeys("", values(), schema());
    }

    private static void assertSameKeys(String place, JsonNode value, JsonNode schema) {
        JsonNode described = schema.path("properties");
        value.fieldNames().forEachRemaining(key -> assertTrue(described.has(key), place + "/" + key));
        described
                .fieldNames()
                .forEachRemaining(
                        key -> assertTrue(value.has(key) || (place + "/" + key).equals("/global"), place + "/" + key));
        value.properties().stream()
                .filter(entry -> described.path(entry.getKey()).has("properties"))
                .forEach(entry ->
                        assertSameKeys(place + "/" + entry.getKey(), entry.getValue(), described.path(entry.getKey())));
    }

    @Test
    void everyGroupOfValuesIsExplainedInTheReadme() throws IOException {
        String readme = Files.readString(README);
        values().fieldNames().forEachRemaining(key -> assertTrue(readme.contains("`" + key), key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "ingress"})
    void theReadmesExamplesAreTheTestedOnes(String name) throws IOException {
        Path tested = Chart.FOLDER.resolve("ci").resolve(name + "-values.yaml");
        String example = Files.readString(tested).lines().skip(1).collect(Collectors.joining("\n"));
        assertTrue(
                Files.readString(README).contains(example),
                () -> "helm/README.md must show the text of " + tested.getFileName() + ":\n" + example);
    }

    private static JsonNode values() throws IOException {
        return Rendering.yaml(Files.readString(Chart.FOLDER.resolve("values.yaml")));
    }

    private static JsonNode schema() throws IOException {
        return Rendering.yaml(Files.readString(Chart.FOLDER.resolve("values.schema.json")));
    }
}
