package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentTest {
    private static final Path CONFIGURATION =
            Path.of("..", "platform", "server", "src", "main", "java", "org", "takeup", "app", "Configuration.java");

    private final Rendering everything = Chart.render(Chart.Values.EVERYTHING);

    @ParameterizedTest
    @EnumSource
    void everyVariableIsSetOnceAndHasAValue(Chart.Values values) {
        Set<String> seen = new TreeSet<>();
        for (JsonNode variable : Rendering.list(Chart.render(values).container().path("env"))) {
            String name = variable.path("name").asText();
            assertTrue(seen.add(name), name + " is set twice");
            assertTrue(variable.has("value") != variable.has("valueFrom"), name);
        }
    }

    @Test
    void thePlatformReadsEveryVariableThatTheChartSets() throws IOException {
        String reader = Files.readString(CONFIGURATION);
        for (JsonNode variable : Rendering.list(everything.container().path("env"))) {
            String name = variable.path("name").asText();
            if (name.startsWith("TAKEUP_")) {
                assertTrue(reader.contains("\"" + name + "\""), () -> name + " is not in " + CONFIGURATION);
            }
        }
    }

    @Test
    void theChartSetsEveryVariableThatThePlatformReads() throws IOException {
        List<String> names = Pattern.compile("\"(TAKEUP_[A-Z_]+)\"")
                .matcher(Files.readString(CONFIGURATION))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertFalse(names.isEmpty());
        names.forEach(name -> assertTrue(everything.variable(name).isObject(), "the chart does not set " + name));
    }

    @Test
    void kubernetesAddsNoVariableThatThePlatformWouldTakeForItsOwn() {
        assertFalse(everything.pod().path("enableServiceLinks").asBoolean(true));
    }

    @ParameterizedTest
    @CsvSource({
        "TAKEUP_PROFILE, production",
        "TAKEUP_HTTP_HOST, 0.0.0.0",
        "TAKEUP_HTTP_PORT, 8080",
        "TAKEUP_MANAGEMENT_PORT, 8081",
        "TAKEUP_PUBLIC_URL, https://takeup.example.org",
        "TAKEUP_OIDC_ISSUER, https://login.example.org/realms/takeup",
        "TAKEUP_OIDC_CLIENT_ID, takeup-web",
        "TAKEUP_KEYCLOAK_URL, http://keycloak.login.svc:8080",
        "TAKEUP_KEYCLOAK_REALM, takeup",
        "TAKEUP_KEYCLOAK_CLIENT_ID, takeup-realm",
        "TAKEUP_SSO_PRIVATE_HOSTS, adfs.internal",
        "TAKEUP_DNS_SERVER, 192.0.2.53:5353",
        "TAKEUP_SIGN_UP, open",
        "TAKEUP_MAIL_FROM, takeup@example.org",
        "TAKEUP_DKIM_SELECTOR, takeup2026",
        "TAKEUP_DKIM_DOMAIN, example.org",
        "TAKEUP_BOUNCE_ADDRESS, bounces@example.org",
        "TAKEUP_PLUGIN_DIR, /opt/takeup/plugins",
        "TAKEUP_PLUGIN_PRIVATE_HOSTS, 'lms.internal,http://[fd12::1]:8080'",
        "TAKEUP_WEBHOOK_PRIVATE_HOSTS, hooks.internal:8443",
        "TAKEUP_PLUGIN_PUBLISHERS, takeup=MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
        "TAKEUP_PLUGINS_UNSIGNED, allow",
        "TAKEUP_PLUGIN_CONFINEMENT, 'network,limits'",
        "TAKEUP_CLUSTER, true",
        "TAKEUP_CLUSTER_PORT, 5701",
        "TAKEUP_EVENTBUS_PORT, 5702",
        "TAKEUP_OIDC_API_AUDIENCES, 'takeup-api,takeup-reports'",
        "TAKEUP_BODY_SECONDS, 45",
        "TAKEUP_SETTINGS_DECIDED_BY, page",
        "TAKEUP_API_REQUESTS_PER_MINUTE, 900",
        "TAKEUP_DRAIN_SECONDS, 90"
    })
    void theOperatorsChoiceReachesThePlatform(String variable, String value) {
        assertEquals(value, everything.variable(variable).path("value").asText());
    }

    @Test
    void theDataFolderIsTheWritableOne() {
        List<String> mounted = Rendering.list(everything.container().path("volumeMounts")).stream()
                .filter(mount -> mount.path("name").asText().equals("data"))
                .map(mount -> mount.path("mountPath").asText())
                .toList();
        assertEquals(
                mounted,
                List.of(everything.variable("TAKEUP_DATA_DIR").path("value").asText()));
    }

    @Test
    void everyListeningPortOfThePlatformIsAPortOfTheContainer() {
        List<String> announced = Rendering.list(everything.container().path("ports")).stream()
                .map(port -> port.path("containerPort").asText())
                .toList();
        List<String> configured = List.of(
                        "TAKEUP_HTTP_PORT", "TAKEUP_MANAGEMENT_PORT", "TAKEUP_CLUSTER_PORT", "TAKEUP_EVENTBUS_PORT")
                .stream()
                .map(variable -> everything.variable(variable).path("value").asText())
                .toList();
        assertEquals(configured, announced);
    }
}
