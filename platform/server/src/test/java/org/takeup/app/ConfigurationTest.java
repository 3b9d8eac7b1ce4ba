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

    @Test
    void twoServersAtOnePortAreRefused() {
        var variables = Map.of(
                "TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only",
                "TAKEUP_HTTP_PORT", "8090",
                "TAKEUP_MANAGEMENT_PORT", "8090");
        assertEquals(
                "TAKEUP_MANAGEMENT_PORT is 8090, as TAKEUP_HTTP_PORT is: give health and figures a port of their own, or"
                        + " each of the two would get some of the requests of the other",
                assertThrows(Configuration.Invalid.class, () -> Configuration.from(variables))
                        .getMessage());
    }

    private static Configuration.Mail mail(String... more) {
        var variables = new java.util.HashMap<>(
                Map.of("TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only", "TAKEUP_MAIL_FROM", "Takeup <t@takeup.example>"));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return Configuration.from(variables).mail();
    }

    private static String mailRefused(String... more) {
        return assertThrows(Configuration.Invalid.class, () -> mail(more)).getMessage();
    }

    @Test
    void mailIsSignedForTheSendersDomainUnlessAnotherIsNamed() throws Exception {
        assertEquals(Optional.empty(), mail().key());
        String key = java.util.Base64.getEncoder()
                .encodeToString(java.security.KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        assertEquals(
                "takeup.example",
                mail("TAKEUP_DKIM_KEY", key).key().orElseThrow().domain());
        assertEquals(
                "example.org",
                mail("TAKEUP_DKIM_KEY", key, "TAKEUP_DKIM_DOMAIN", "example.org")
                        .key()
                        .orElseThrow()
                        .domain());
        String refused = mailRefused("TAKEUP_DKIM_KEY", "s3cret");
        assertTrue(refused.contains("openssl genpkey") && !refused.contains("s3cret"), refused);
        assertTrue(mailRefused("TAKEUP_DKIM_KEY", key, "TAKEUP_DKIM_SELECTOR", "a b")
                .contains("TAKEUP_DKIM_SELECTOR"));
    }

    @Test
    void theMailboxOfReturnedMailGoesWithItsAddressAndNoPasswordIsPrinted() {
        assertEquals(Optional.empty(), mail().bounces());
        String address = "bounces@takeup.example";
        assertEquals(
                address,
                mail("TAKEUP_BOUNCE_URI", "imaps://b:s3cret@mx.example/INBOX", "TAKEUP_BOUNCE_ADDRESS", address)
                        .bounces()
                        .orElseThrow()
                        .address());
        assertTrue(mailRefused("TAKEUP_BOUNCE_ADDRESS", address).contains("go together"));
        for (String wrong : java.util.List.of(
                "https://b:s3cret@mx.example",
                "imaps://mx.example",
                "imaps://b:s3cret@mx.example/?x=y",
                "imap://b:s3 cret")) {
            String refused = mailRefused("TAKEUP_BOUNCE_URI", wrong, "TAKEUP_BOUNCE_ADDRESS", address);
            assertTrue(!refused.contains("s3"), refused);
        }
        assertTrue(mailRefused(
                        "TAKEUP_BOUNCE_URI",
                        "imaps://b:s3cret@mx.example",
                        "TAKEUP_BOUNCE_ADDRESS",
                        "a-name-that-is-long@takeup.example")
                .contains("12 characters"));
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
