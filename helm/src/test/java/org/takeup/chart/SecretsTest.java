package org.takeup.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are named and never written (threat D6). */
class SecretsTest {
    private static final Map<String, String> SECRET_VARIABLES = Map.of(
            "TAKEUP_MONGODB_URI", "{name: takeup-mongodb, key: mongodb-uri}",
            "TAKEUP_MASTER_KEY", "{name: takeup-master-key, key: master-key}",
            "TAKEUP_OIDC_CLIENT_SECRET", "{name: takeup-oidc, key: client-secret}",
            "TAKEUP_SMTP_URI", "{name: takeup-smtp, key: smtp-uri}",
            "TAKEUP_DKIM_KEY", "{name: takeup-dkim, key: dkim-key}",
            "TAKEUP_BOUNCE_URI", "{name: takeup-bounces, key: bounce-uri}",
            "TAKEUP_KEYCLOAK_CLIENT_SECRET", "{name: takeup-keycloak, key: client-secret}");
    /** Not set unless they are named. */
    private static final Set<String> OPTIONAL =
            Set.of("TAKEUP_KEYCLOAK_CLIENT_SECRET", "TAKEUP_DKIM_KEY", "TAKEUP_BOUNCE_URI");

    private static final Pattern SOUNDS_SECRET = Pattern.compile("SECRET|PASSWORD|TOKEN|KEY(?!CLOAK)|_URI$");
    private static final Pattern ADDRESS_WITH_LOGIN = Pattern.compile("://[^/\\s\"]*:[^/\\s\"]*@");

    @ParameterizedTest
    @EnumSource
    void everySecretVariableIsAReferenceAndNoOtherVariableSoundsLikeOne(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        for (JsonNode variable : Rendering.list(rendering.container().path("env"))) {
            String name = variable.path("name").asText();
            String reference = SECRET_VARIABLES.get(name);
            if (reference == null) {
                assertFalse(SOUNDS_SECRET.matcher(name).find(), name);
            } else {
                assertTrue(variable.path("value").isMissingNode(), name);
                assertEquals(Rendering.yaml(reference), variable.at("/valueFrom/secretKeyRef"));
            }
        }
        SECRET_VARIABLES.keySet().stream()
                .filter(name -> !OPTIONAL.contains(name) || values == Chart.Values.EVERYTHING)
                .forEach(name -> assertTrue(rendering.variable(name).isObject(), name));
        OPTIONAL.forEach(name ->
                assertEquals(values == Chart.Values.EVERYTHING, rendering.text().contains(name)));
    }

    @ParameterizedTest
    @EnumSource
    void theChartMakesNoSecretAndPrintsNoLogin(Chart.Values values) {
        Rendering rendering = Chart.render(values);
        assertFalse(rendering.kinds().contains("Secret"));
        assertFalse(ADDRESS_WITH_LOGIN.matcher(rendering.text()).find());
    }

    @Test
    void theChartsDefaultsNameNoSecret() throws IOException {
        JsonNode secrets = Rendering.yaml(Files.readString(Chart.FOLDER.resolve("values.yaml")))
                .path("secrets");
        assertEquals(SECRET_VARIABLES.size(), secrets.size());
        Rendering.list(secrets)
                .forEach(secret -> assertEquals("", secret.path("name").asText()));
    }

    @ParameterizedTest
    @CsvSource({
        "mongodbUri, the MongoDB connection string",
        "masterKey, the master key",
        "oidcClientSecret, the client secret",
        "smtpUri, the address of the mail server"
    })
    void aSecretThatIsNotNamedStopsTheRenderingAndTheMessageSaysWhichAndWhatForAndUnderWhichKey(
            String secret, String what) {
        String message = refusal("secrets: {" + secret + ": {name: \"\"}}");
        assertTrue(message.contains("secrets." + secret + ".name"), message);
        assertTrue(message.contains(what), message);
        assertTrue(message.contains("under the key"), message);
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        String message = String.valueOf(assertThrows(IllegalStateException.class, () -> Chart.renderDefaults(""))
                .getMessage());
        for (String missing : new String[] {
            "image.repository",
            "publicUrl",
            "oidc.issuer",
            "mail.from",
            "secrets.mongodbUri.name",
            "secrets.masterKey.name",
            "secrets.oidcClientSecret.name",
            "secrets.smtpUri.name",
            "networkPolicy.mongodb.to",
            "networkPolicy.keycloak.to",
            "networkPolicy.smtp.to"
        }) {
            assertTrue(message.contains(missing + ": "), () -> missing + " is not in " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secrets: {masterKey: {value: canary}}",
                "secrets: {mongodbUri: canary}",
                "secrets: {smtpUri: {name: \"smtp://user:canary@mail.example.org\"}}",
                "env: {TAKEUP_MASTER_KEY: canary}"
            })
    void aSecretWrittenIntoTheValuesIsRefused(String change) {
        String message = refusal(change);
        assertTrue(message.contains("values don't meet the specifications of the schema"), message);
    }

    private static String refusal(String change) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, () -> Chart.render(Chart.Values.EVERYTHING, change))
                        .getMessage());
    }
}
