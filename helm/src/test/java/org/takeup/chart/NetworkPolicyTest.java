package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hazelcast and the event bus let in whoever reaches their ports (threats H1 and H3): here the network closes them. */
class NetworkPolicyTest {
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 8081;
    private static final int HAZELCAST = 5701;
    private static final int EVENT_BUS = 5702;
    private static final JsonNode OWN_PODS = Rendering.yaml(
            "{podSelector: {matchLabels: {app.kubernetes.io/name: takeup, app.kubernetes.io/instance: learn}}}");

    @ParameterizedTest
    @EnumSource
    void onlyTheReleasesOwnPodsReachHazelcastAndTheEventBus(Chart.Values values) {
        JsonNode policy = policy(values);
        assertEquals(List.of(OWN_PODS), whoReaches(policy, HAZELCAST));
        assertEquals(List.of(OWN_PODS), whoReaches(policy, EVENT_BUS));
    }

    @ParameterizedTest
    @EnumSource
    void bothDirectionsAreClosedButForRulesThatNameAPeerAndAPort(Chart.Values values) {
        JsonNode policy = policy(values);
        assertEquals(Rendering.yaml("[Ingress, Egress]"), policy.path("policyTypes"));
        for (JsonNode rule : Rendering.list(policy.path("ingress"))) {
            assertNamesPeersAndPorts(rule, rule.path("from"));
        }
        for (JsonNode rule : Rendering.list(policy.path("egress"))) {
            assertNamesPeersAndPorts(rule, rule.path("to"));
        }
    }

    private static void assertNamesPeersAndPorts(JsonNode rule, JsonNode peers) {
        assertFalse(peers.isEmpty(), "no peer means everybody: " + rule);
        assertFalse(rule.path("ports").isEmpty(), "no port means every port: " + rule);
        Rendering.list(peers).forEach(peer -> assertFalse(peer.isEmpty(), "an empty peer: " + rule));
        Rendering.list(rule.path("ports"))
                .forEach(port -> assertTrue(port.path("port").isInt(), "a port without number: " + rule));
    }

    @Test
    void nobodyReachesPagesAndMetricsUntilTheOperatorNamesThem() {
        JsonNode policy = policy(Chart.Values.REQUIRED);
        assertEquals(List.of(), whoReaches(policy, HTTP));
        assertEquals(List.of(), whoReaches(policy, MANAGEMENT));
    }

    @Test
    void theIngressControllerReachesThePagesOnlyAndTheMonitoringTheMetricsOnly() {
        JsonNode policy = policy(Chart.Values.EVERYTHING);
        assertEquals(List.of("ingress-nginx"), namespaces(whoReaches(policy, HTTP)));
        assertEquals(List.of("monitoring"), namespaces(whoReaches(policy, MANAGEMENT)));
        assertEquals(Set.of(HTTP, MANAGEMENT, HAZELCAST, EVENT_BUS), ports(policy.path("ingress")));
    }

    @Test
    void podsTalkToOneAnotherToDnsToMongoDbToKeycloakToMailAndToNobodyElse() {
        JsonNode egress = policy(Chart.Values.REQUIRED).path("egress");
        assertEquals(Set.of(HAZELCAST, EVENT_BUS, 53, 27017, 443, 587), ports(egress));
        assertEquals(5, egress.size());
        assertEquals(List.of(OWN_PODS), Rendering.list(egress.at("/0/to")));
        assertEquals(List.of("kube-system"), namespaces(Rendering.list(egress.at("/1/to"))));
        assertEquals(List.of("mongodb"), namespaces(Rendering.list(egress.at("/2/to"))));
        assertEquals("192.0.2.20/32", egress.at("/3/to/0/ipBlock/cidr").asText());
        assertEquals("198.51.100.0/24", egress.at("/4/to/0/ipBlock/cidr").asText());
    }

    @Test
    void furtherPlacesAreOpenedOneByOne() {
        JsonNode egress = policy(Chart.Values.EVERYTHING).path("egress");
        assertEquals(6, egress.size());
        assertEquals("203.0.113.0/24", egress.at("/5/to/0/ipBlock/cidr").asText());
    }

    @Test
    void changedPortsAreClosedAsWell() {
        JsonNode policy = Chart.render(Chart.Values.EVERYTHING, "ports: {cluster: 6701, eventBus: 6702}")
                .one("NetworkPolicy")
                .path("spec");
        assertEquals(List.of(OWN_PODS), whoReaches(policy, 6701));
        assertEquals(List.of(OWN_PODS), whoReaches(policy, 6702));
        assertEquals(List.of(), whoReaches(policy, HAZELCAST));
    }

    @ParameterizedTest
    @EnumSource
    void noServiceOrIngressLeadsToTheClusterOrManagementPorts(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        JsonNode service = rendering.named("Service", "learn-takeup").path("spec");
        assertEquals("ClusterIP", service.path("type").asText());
        assertEquals(1, service.path("ports").size());
        assertEquals("http", service.at("/ports/0/targetPort").asText());
        rendering
                .all("Ingress")
                .flatMap(ingress -> ingress.findValues("service").stream())
                .forEach(backend -> assertEquals(Rendering.yaml("{name: learn-takeup, port: {name: http}}"), backend));
    }

    @Test
    void twoInstallationsNeverShareAClusterName() {
        assertEquals(
                "prod.learn-takeup",
                Chart.render(Chart.Values.REQUIRED)
                        .variable("TAKEUP_CLUSTER_NAME")
                        .path("value")
                        .asText());
    }

    private static JsonNode policy(Chart.Values values) {
        return Chart.render(values).one("NetworkPolicy").path("spec");
    }

    private static List<JsonNode> whoReaches(JsonNode policy, int port) {
        return Rendering.list(policy.path("ingress")).stream()
                .filter(rule -> ports(Rendering.yaml("[" + rule + "]")).contains(port))
                .flatMap(rule -> Rendering.list(rule.path("from")).stream())
                .toList();
    }

    private static Set<Integer> ports(JsonNode rules) {
        return Rendering.list(rules).stream()
                .flatMap(rule -> Rendering.list(rule.path("ports")).stream())
                .map(port -> port.path("port").asInt())
                .collect(Collectors.toSet());
    }

    private static List<String> namespaces(List<JsonNode> peers) {
        return peers.stream()
                .map(peer -> peer.path("namespaceSelector")
                        .path("matchLabels")
                        .path("kubernetes.io/metadata.name")
                        .asText())
                .toList();
    }
}
