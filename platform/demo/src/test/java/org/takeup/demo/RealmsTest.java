package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmsTest {
    private static final Map<String, String> FILES =
            Realms.files(URI.create("http://localhost:1"), URI.create("http://localhost:2"), "a-secret");

    @TempDir
    Path server;

    @Test
    void everyFileIsJsonWithNothingLeftToFillIn() throws Exception {
        assertEquals(
                Set.of("takeup-realm.json", "northbank-company-realm.json", "harbour-line-company-realm.json"),
                FILES.keySet());
        for (String json : FILES.values()) {
            new ObjectMapper().readTree(json);
            assertFalse(Pattern.compile("@[a-z]+@").matcher(json).find(), json);
        }
    }

    @Test
    void thePlatformRealmDemandsSignedAssertionsAndPkce() throws Exception {
        JsonNode realm = new ObjectMapper().readTree(FILES.getOrDefault("takeup-realm.json", ""));

        JsonNode saml = realm.path("identityProviders").path(1).path("config");
        assertEquals("true", saml.path("wantAssertionsSigned").asText());
        assertEquals("true", saml.path("validateSignature").asText());
        JsonNode web = realm.path("clients").path(0);
        assertEquals(
                "S256",
                web.path("attributes").path("pkce.code.challenge.method").asText());
        web.path("redirectUris").forEach(uri -> assertFalse(uri.asText().contains("*"), uri::asText));
    }

    /** Why so: platform/decisions/addresses-that-find-a-record.md. */
    @Test
    void onlyTheSignInOfOneOrganisationIsTrustedWithAddressesAndOnlyOfThatOrganisationsDomain() throws Exception {
        JsonNode realm = new ObjectMapper().readTree(FILES.getOrDefault("takeup-realm.json", ""));

        for (JsonNode provider : realm.path("identityProviders")) {
            String alias = provider.path("alias").asText();
            List<JsonNode> owners = realm.path("organizations")
                    .valueStream()
                    .filter(organisation -> organisation
                            .path("identityProviders")
                            .valueStream()
                            .anyMatch(linked -> linked.path("alias").asText().equals(alias)))
                    .toList();
            assertEquals(1, owners.size(), alias);
            JsonNode domains = owners.getFirst().path("domains");
            assertEquals(1, domains.size(), alias);
            assertTrue(domains.path(0).path("verified").asBoolean(), alias);
            JsonNode config = provider.path("config");
            assertEquals(
                    domains.path(0).path("name").asText(),
                    config.path("kc.org.domain").asText());
            assertEquals("true", config.path("validateSignature").asText(), alias);
        }
    }

    @Test
    void peopleCannotGiveThemselvesAnotherAddress() throws Exception {
        JsonNode realm = new ObjectMapper().readTree(FILES.getOrDefault("takeup-realm.json", ""));
        String profile = realm.path("components")
                .path("org.keycloak.userprofile.UserProfileProvider")
                .path(0)
                .path("config")
                .path("kc.user.profile.config")
                .path(0)
                .asText();
        JsonNode email = new ObjectMapper()
                .readTree(profile)
                .path("attributes")
                .valueStream()
                .filter(attribute -> attribute.path("name").asText().equals("email"))
                .findFirst()
                .orElseThrow();

        assertEquals("[\"admin\"]", email.path("permissions").path("edit").toString());
        assertFalse(realm.path("registrationAllowed").asBoolean(true));
        // Otherwise a company could take another company's addresses before their owners come, and keep them out.
        assertTrue(realm.path("duplicateEmailsAllowed").asBoolean());
        assertFalse(realm.path("loginWithEmailAllowed").asBoolean(true));
    }

    @Test
    void changedRealmsStartWithAnEmptyDatabaseAndTheSameRealmsKeepIt() throws Exception {
        RealmImport.into(server, Map.of("a-realm.json", "{}"));
        Path database = Files.createDirectories(server.resolve("data/h2")).resolve("db");
        Files.writeString(database, "people who have signed in");

        RealmImport.into(server, Map.of("a-realm.json", "{}"));
        assertTrue(Files.exists(database));

        RealmImport.into(server, Map.of("a-realm.json", "{ }"));
        assertFalse(Files.exists(database));
        assertEquals("{ }", Files.readString(server.resolve("data/import/a-realm.json")));
    }
}
