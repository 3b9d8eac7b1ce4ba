package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutTest {
    private final Rendering least = Chart.render(Chart.Values.REQUIRED);
    private final Rendering everything = Chart.render(Chart.Values.EVERYTHING);

    @Test
    void twoPodsRunAndAnUpdateTakesNoneAwayBeforeANewOneIsReady() {
        JsonNode spec = least.one("Deployment").path("spec");
        assertEquals(2, spec.path("replicas").asInt());
        assertEquals(
                Rendering.yaml("{type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}"),
                spec.path("strategy"));
    }

    @Test
    void theAutoscalerAloneDecidesOnTheNumberOfPodsWhenItIsOn() {
        assertTrue(everything.one("Deployment").at("/spec/replicas").isMissingNode());
        JsonNode spec = everything.one("HorizontalPodAutoscaler").path("spec");
        assertEquals(everything.one("Deployment").at("/metadata/name"), spec.at("/scaleTargetRef/name"));
        assertTrue(spec.path("minReplicas").asInt() >= 2);
    }

    @Test
    void probesAskTheManagementPortAndOnlyReadinessAsksForOtherSystems() {
        JsonNode container = least.container();
        assertEquals(get("/health/live"), container.at("/startupProbe/httpGet"));
        assertEquals(get("/health/live"), container.at("/livenessProbe/httpGet"));
        assertEquals(get("/health/ready"), container.at("/readinessProbe/httpGet"));
        assertEquals(8081, containerPort("management"));
    }

    private static JsonNode get(String path) {
        return Rendering.yaml("{path: " + path + ", port: management}");
    }

    private int containerPort(String name) {
        return Rendering.list(least.container().path("ports")).stream()
                .filter(port -> port.path("name").asText().equals(name))
                .mapToInt(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void thePodIsKilledOnlyAfterItHadTimeToSettleAndToDrain(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        int grace = rendering.pod().path("terminationGracePeriodSeconds").asInt();
        int settle =
                rendering.container().at("/lifecycle/preStop/sleep/seconds").asInt();
        int drain = rendering.variable("TAKEUP_DRAIN_SECONDS").path("value").asInt();
        assertTrue(settle > 0 && drain > 0);
        assertTrue(grace >= settle + drain + 10, grace + " s for " + settle + " s and " + drain + " s");
    }

    @Test
    void theContainerAsksForWhatItNeedsAndIsLimited() {
        JsonNode resources = least.container().path("resources");
        for (String part : List.of("requests", "limits")) {
            for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
                assertFalse(resources.path(part).path(resource).asText().isEmpty(), part + " " + resource);
            }
        }
        assertEquals(resources.at("/requests/memory"), resources.at("/limits/memory"));
    }

    @Test
    void podsSpreadOverNodesAndZones() {
        List<String> keys = Rendering.list(least.pod().path("topologySpreadConstraints")).stream()
                .map(constraint -> constraint.path("topologyKey").asText())
                .toList();
        assertEquals(List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone"), keys);
    }

    @Test
    void aNodeDrainTakesOnePodAtATimeAndNeverWaitsForABrokenOne() {
        JsonNode spec = least.one("PodDisruptionBudget").path("spec");
        assertEquals(1, spec.path("maxUnavailable").asInt());
        assertEquals("AlwaysAllow", spec.path("unhealthyPodEvictionPolicy").asText());
    }

    @Test
    void podsFindOneAnotherThroughTheHeadlessServiceBeforeTheyAreReady() {
        JsonNode peers = least.named("Service", "learn-takeup-peers").path("spec");
        assertEquals("None", peers.path("clusterIP").asText());
        assertTrue(peers.path("publishNotReadyAddresses").asBoolean());
        assertEquals(
                "learn-takeup-peers.prod.svc",
                least.variable("TAKEUP_CLUSTER_MEMBERS").path("value").asText());
        assertEquals(
                "status.podIP",
                least.variable("TAKEUP_CLUSTER_HOST")
                        .at("/valueFrom/fieldRef/fieldPath")
                        .asText());
    }

    @Test
    void podsThatStartTogetherAndMissEachOtherInDnsLookAgainSoon() {
        String options = Chart.render(Chart.Values.REQUIRED, "jvm: {options: -Xlog:gc}")
                .variable("JDK_JAVA_OPTIONS")
                .path("value")
                .asText();
        assertTrue(options.contains("-Dsun.net.inetaddr.ttl=5 "), options);
        assertTrue(options.contains("-Dhazelcast.merge.first.run.delay.seconds=15 "), options);
        assertTrue(options.endsWith(" -Xlog:gc"), options);
    }

    @Test
    void aTagOrADigestPinsTheImage() {
        assertEquals(
                "images.example.org/takeup:0.1.0",
                least.container().path("image").asText());
        assertTrue(everything.container().path("image").asText().startsWith("images.example.org/takeup@sha256:"));
    }
}
