package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IngressTest {
    @Test
    void noIngressIsMadeUntilItIsAskedFor() {
        assertFalse(Chart.render(Chart.Values.REQUIRED).kinds().contains("Ingress"));
    }

    @Test
    void theHostIsTheOneOfThePublicAddress() {
        String change = "publicUrl: https://learn.example.org:8443";
        JsonNode ingress = Chart.render(Chart.Values.INGRESS, change).one("Ingress");
        assertEquals("learn.example.org", ingress.at("/spec/rules/0/host").asText());
        assertEquals("nginx", ingress.at("/spec/ingressClassName").asText());
    }

    @Test
    void aTenantsOwnHostHasItsOwnCertificate() {
        JsonNode spec = Chart.render(Chart.Values.EVERYTHING).one("Ingress").path("spec");
        assertEquals(
                Rendering.yaml("[{secretName: takeup-tls, hosts: [takeup.example.org]},"
                        + " {secretName: northbank-tls, hosts: [learning.northbank.example]}]"),
                spec.path("tls"));
    }

    @ParameterizedTest
    @EnumSource(names = {"INGRESS", "EVERYTHING"})
    void everyHostIsServedOverTlsOnly(Chart.Values values) {
        JsonNode spec = Chart.render(values).one("Ingress").path("spec");
        List<JsonNode> served = Rendering.list(spec.path("rules")).stream()
                .map(rule -> rule.path("host"))
                .toList();
        List<JsonNode> certified = Rendering.list(spec.path("tls")).stream()
                .flatMap(tls -> Rendering.list(tls.path("hosts")).stream())
                .toList();
        assertEquals(served, certified);
    }
}
