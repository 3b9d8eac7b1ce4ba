package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static Configuration with(String privateHosts) {
        return Configuration.from(
                Map.of("TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only", "TAKEUP_PLUGIN_PRIVATE_HOSTS", privateHosts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "lms.internal", "lms.internal, lms.internal:8443,http://10.0.0.7:8080", "[fd12::1]:8443"})
    void privateHostsAreAListOfHostsWithOrWithoutPort(String hosts) {
        assertDoesNotThrow(() -> with(hosts));
    }

    @Test
    void aPrivateHostThatIsNoneIsNamedWithItsVariable() {
        assertEquals(
                "TAKEUP_PLUGIN_PRIVATE_HOSTS: '*.internal' is no host; write lms.internal, lms.internal:8443 or "
                        + "http://lms.internal:8080",
                assertThrows(Configuration.Invalid.class, () -> with("lms.internal,*.internal"))
                        .getMessage());
    }

    @Test
    void theFileDecidesUnlessTheOperatorSaysThePage() {
        assertEquals(Configuration.Decider.FILE, with("").settingsDecidedBy());
        var variables = Map.of("TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only", "TAKEUP_SETTINGS_DECIDED_BY", "page");
        assertEquals(Configuration.Decider.PAGE, Configuration.from(variables).settingsDecidedBy());
        var wrong = Map.of("TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only", "TAKEUP_SETTINGS_DECIDED_BY", "nobody");
        assertEquals(
                "TAKEUP_SETTINGS_DECIDED_BY must be one of [file, page]",
                assertThrows(Configuration.Invalid.class, () -> Configuration.from(wrong))
                        .getMessage());
    }

    private static Configuration.Sso sso(String... more) {
        var variables = new java.util.HashMap<>(Map.of("TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only"));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return Configuration.from(variables).sso();
    }

    @Test
    void withoutASecretForKeycloakTheOperatorConnectsCompaniesByHand() {
        assertEquals(Optional.empty(), sso().keycloak());
    }

    @Test
    void keycloakIsWhereTheIssuerIsUnlessItIsNamedAndNoSecretIsPrinted() {
        var settings = sso(
                        "TAKEUP_OIDC_ISSUER", "https://login.example.org/auth/realms/takeup",
                        "TAKEUP_KEYCLOAK_CLIENT_SECRET", "canary")
                .keycloak()
                .orElseThrow();
        assertEquals(URI.create("https://login.example.org/auth"), settings.url());
        assertEquals("takeup", settings.realm());
        assertFalse(settings.toString().contains("canary"), settings::toString);

        var named = sso(
                        "TAKEUP_KEYCLOAK_URL", "http://keycloak:8080",
                        "TAKEUP_KEYCLOAK_REALM", "other",
                        "TAKEUP_KEYCLOAK_CLIENT_SECRET", "canary")
                .keycloak()
                .orElseThrow();
        assertEquals("takeup-admin at http://keycloak:8080/realms/other", named.toString());
    }

    private static boolean signUp(String... more) {
        var variables = new java.util.HashMap<>(Map.of("TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only"));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return Configuration.from(variables).signUp();
    }

    @Test
    void nobodySignsUpUnlessTheOperatorOpensAndKeycloakCanBeChanged() {
        assertFalse(signUp());
        assertTrue(signUp("TAKEUP_SIGN_UP", "open", "TAKEUP_KEYCLOAK_CLIENT_SECRET", "x"));
        var without = assertThrows(Configuration.Invalid.class, () -> signUp("TAKEUP_SIGN_UP", "open"));
        assertTrue(without.getMessage().contains("TAKEUP_KEYCLOAK_CLIENT_SECRET"), without::getMessage);
        assertThrows(Configuration.Invalid.class, () -> signUp("TAKEUP_SIGN_UP", "true"));
    }

    @Test
    void anIssuerThatNamesNoRealmNeedsBothNamed() {
        assertThrows(
                Configuration.Invalid.class,
                () -> sso("TAKEUP_OIDC_ISSUER", "https://login.example.org", "TAKEUP_KEYCLOAK_CLIENT_SECRET", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.53", "10.0.0.53:5353", "dns.internal:53"})
    void aDnsServerIsAHostWithOrWithoutPort(String server) {
        assertTrue(sso("TAKEUP_DNS_SERVER", server).dns().isPresent());
        assertThrows(Configuration.Invalid.class, () -> sso("TAKEUP_DNS_SERVER", "https://" + server));
    }

    @Test
    void aPrivateHostOfWebhooksIsNamedWithItsOwnVariable() {
        assertEquals(
                "TAKEUP_WEBHOOK_PRIVATE_HOSTS: '*.internal' is no host; write lms.internal, lms.internal:8443 or "
                        + "http://lms.internal:8080",
                assertThrows(
                                Configuration.Invalid.class,
                                () -> Configuration.from(Map.of(
                                        "TAKEUP_OIDC_CLIENT_SECRET",
                                        "for-tests-only",
                                        "TAKEUP_WEBHOOK_PRIVATE_HOSTS",
                                        "*.internal")))
                        .getMessage());
    }
}
