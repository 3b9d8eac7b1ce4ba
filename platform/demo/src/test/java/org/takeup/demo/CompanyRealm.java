package org.takeup.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.takeup.identity.keycloak.CompanySignIn;

/**
 * A company's sign-in for one test: a realm of the demo's Keycloak with a person called ada, who is in the group admins, and
 * one called ben, who is in none. It signs with a key that the test has, so that the test can say what the company never said.
 */
public final class CompanyRealm {
    private static final Pattern CERTIFICATE = Pattern.compile("<ds:X509Certificate>([^<]+)</ds:X509Certificate>");

    private final String name;
    private final String alias;
    private final KeyPair keys;

    private CompanyRealm(String name, String alias, KeyPair keys) {
        this.name = name;
        this.alias = alias;
        this.keys = keys;
    }

    /** @param alias of the sign-in that the platform's realm will have for this company */
    public static CompanyRealm make(String alias) {
        String name = alias + "-company";
        KeyPair keys = newKeys();
        String people = person("ada", alias, "[\"admins\"]") + "," + person("ben", alias, "[]");
        KeycloakAdmin.call(
                "POST", "/admin/realms", """
                {"realm": "%1$s", "enabled": true, "sslRequired": "external", "groups": [{"name": "admins"}],
                 "users": [%2$s], "clients": [%3$s, %4$s],
                 "components": {"org.keycloak.keys.KeyProvider": [%5$s]}}
                """.formatted(name, people, oidc(alias), saml(alias), key(keys, 200)));
        return new CompanyRealm(name, alias, keys);
    }

    public String issuer() {
        return SharedDemo.keycloak().issuer(name).toString();
    }

    public String realm() {
        return name;
    }

    /** What the company signs with until {@link #rotate}. */
    KeyPair keys() {
        return keys;
    }

    /** From now on the company signs with another key. */
    public void rotate() {
        String id = KeycloakAdmin.call("GET", "/admin/realms/" + name, "")
                .path("id")
                .asText();
        KeycloakAdmin.call(
                "POST",
                "/admin/realms/" + name + "/components",
                key(newKeys(), 300)
                        .replaceFirst(
                                "\\{",
                                "{\"providerType\":\"org.keycloak.keys.KeyProvider\",\"parentId\":\"" + id + "\","));
    }

    /** The metadata of SAML. */
    public String metadata() {
        return get(issuer() + "/protocol/saml/descriptor");
    }

    /** As the platform's realm should have it, over SAML. */
    CompanySignIn overSaml() {
        var certificates = new ArrayList<String>();
        CERTIFICATE.matcher(metadata()).results().forEach(found -> certificates.add(found.group(1)));
        return new CompanySignIn(
                alias,
                alias,
                new CompanySignIn.Saml(
                        issuer(), issuer() + "/protocol/saml", java.util.Optional.empty(), true, certificates),
                CompanySignIn.Names.SAML);
    }

    /** As the platform's realm should have it, over OpenID Connect. */
    CompanySignIn overOidc() {
        String base = issuer() + "/protocol/openid-connect/";
        return new CompanySignIn(
                alias,
                alias,
                new CompanySignIn.Oidc(
                        issuer(),
                        base + "auth",
                        base + "token",
                        base + "certs",
                        java.util.Optional.of(base + "userinfo"),
                        java.util.Optional.empty(),
                        "takeup",
                        "company-secret",
                        false),
                CompanySignIn.Names.OIDC);
    }

    /** Gives a person another address. */
    public void readdress(String username, String email) {
        JsonNode user = KeycloakAdmin.call(
                        "GET", "/admin/realms/" + name + "/users?exact=true&username=" + username, "")
                .path(0);
        ((com.fasterxml.jackson.databind.node.ObjectNode) user).put("email", email);
        KeycloakAdmin.call(
                "PUT", "/admin/realms/" + name + "/users/" + user.path("id").asText(), user.toString());
    }

    /** Has the ID token say something else than is true. @param type {@code String} or {@code long} */
    void pretend(String claim, String value, String type) {
        JsonNode client = KeycloakAdmin.call("GET", "/admin/realms/" + name + "/clients?clientId=takeup", "")
                .path(0);
        String mappers =
                "/admin/realms/" + name + "/clients/" + client.path("id").asText() + "/protocol-mappers/models";
        for (JsonNode mapper : client.path("protocolMappers")) {
            if (mapper.path("name").asText().equals("pretence")) {
                KeycloakAdmin.call("DELETE", mappers + "/" + mapper.path("id").asText(), "");
            }
        }
        if (!claim.isEmpty()) {
            KeycloakAdmin.call("POST", mappers, """
                    {"name": "pretence", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-claim-mapper",
                     "config": {"claim.name": "%s", "claim.value": "%s", "jsonType.label": "%s", "id.token.claim": "true",
                                "access.token.claim": "false", "userinfo.token.claim": "false"}}
                    """.formatted(claim, value, type));
        }
    }

    /** The number of accounts that came through this company. */
    int accounts() {
        return KeycloakAdmin.call("GET", "/admin/realms/takeup/users?max=100&username=" + alias + ".", "")
                .size();
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String person(String username, String alias, String groups) {
        return """
                {"username": "%1$s", "enabled": true, "email": "%1$s@%2$s.example", "emailVerified": true,
                 "firstName": "%3$s", "lastName": "Miller", "groups": %4$s,
                 "credentials": [{"type": "password", "value": "%5$s"}]}
                """.formatted(
                        username,
                        alias,
                        Character.toUpperCase(username.charAt(0)) + username.substring(1),
                        groups,
                        Realms.DEMO_PASSWORD);
    }

    private static String oidc(String alias) {
        return """
                {"clientId": "takeup", "publicClient": false, "secret": "company-secret", "fullScopeAllowed": false,
                 "redirectUris": ["%s"], "protocolMappers": [
                  {"name": "groups", "protocol": "openid-connect", "protocolMapper": "oidc-group-membership-mapper",
                   "config": {"claim.name": "groups", "full.path": "false", "id.token.claim": "true",
                              "userinfo.token.claim": "true"}}]}
                """.formatted(endpoint(alias));
    }

    private static String saml(String alias) {
        return """
                {"clientId": "%1$s", "protocol": "saml", "fullScopeAllowed": false, "redirectUris": ["%2$s"],
                 "defaultClientScopes": [], "attributes": {
                  "saml.assertion.signature": "true", "saml.server.signature": "false", "saml.client.signature": "false",
                  "saml.signature.algorithm": "RSA_SHA256", "saml.force.post.binding": "true", "saml.authnstatement": "true",
                  "saml_name_id_format": "persistent", "saml_force_name_id_format": "true",
                  "saml_assertion_consumer_url_post": "%2$s"},
                 "protocolMappers": [%3$s, %4$s, %5$s,
                  {"name": "groups", "protocol": "saml", "protocolMapper": "saml-group-membership-mapper",
                   "config": {"attribute.name": "groups", "attribute.nameformat": "Basic", "single": "true",
                              "full.path": "false"}}]}
                """.formatted(
                        SharedDemo.keycloak().issuer(Realms.PLATFORM),
                        endpoint(alias),
                        property("email"),
                        property("firstName"),
                        property("lastName"));
    }

    private static String property(String name) {
        return """
                {"name": "%1$s", "protocol": "saml", "protocolMapper": "saml-user-property-mapper",
                 "config": {"user.attribute": "%1$s", "attribute.name": "%1$s", "attribute.nameformat": "Basic"}}
                """.formatted(name);
    }

    private static String key(KeyPair keys, int priority) {
        String pem = Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
        return """
                {"name": "known-%1$d", "providerId": "rsa", "config": {"priority": ["%1$d"], "enabled": ["true"],
                 "active": ["true"], "algorithm": ["RS256"], "privateKey": ["%2$s"]}}
                """.formatted(priority, pem);
    }

    private static String endpoint(String alias) {
        return SharedDemo.keycloak().issuer(Realms.PLATFORM) + "/broker/" + alias + "/endpoint";
    }

    private static String get(String address) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        return name + " " + List.of(alias);
    }
}
