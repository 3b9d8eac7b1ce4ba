package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node in production does not start with (threats S12, D5). */
class ProductionTest {
    private static final Map<String, String> GOOD = Map.of(
            "TAKEUP_PROFILE", "production",
            "TAKEUP_PUBLIC_URL", "https://takeup.example",
            "TAKEUP_MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "TAKEUP_MONGODB_URI", "mongodb://takeup:canary@db.example/?replicaSet=rs0&tls=true",
            "TAKEUP_OIDC_ISSUER", "https://login.example/realms/takeup",
            "TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only");

    private static void refused(String words, String variable, String value) {
        var changed = new HashMap<>(GOOD);
        changed.put(variable, value);
        String said = assertThrows(Configuration.Invalid.class, () -> Configuration.from(changed))
                .getMessage();
        assertTrue(said.contains(variable) && said.contains(words), said);
        assertTrue(!said.contains("canary"), said);
    }

    @Test
    void whatIsAsItMustBeStarts() {
        assertDoesNotThrow(() -> Configuration.from(GOOD));
        for (String uri : List.of(
                "mongodb+srv://takeup:canary@db.example/",
                "mongodb://db.example/?tls=true&authMechanism=MONGODB-X509",
                "mongodb://takeup:canary@db.example/?ssl=true")) {
            var other = new HashMap<>(GOOD);
            other.put("TAKEUP_MONGODB_URI", uri);
            assertDoesNotThrow(() -> Configuration.from(other), uri);
        }
    }

    @Test
    void withoutHttpsItDoesNotStart() {
        refused("https://", "TAKEUP_PUBLIC_URL", "http://takeup.example");
        refused("https://", "TAKEUP_OIDC_ISSUER", "http://login.example/realms/takeup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://db.example/?tls=true",
                "mongodb://takeup:canary@db.example/",
                "mongodb://takeup:canary@db.example/?tls=false",
                "mongodb://takeup:canary@db.example/?tls=true&tlsInsecure=true",
                "mongodb://takeup:canary@db.example/?tls=true&tlsAllowInvalidHostnames=true",
                "http://takeup:canary@db.example/"
            })
    void aMongoDbWithoutPasswordOrTlsIsRefused(String uri) {
        refused("TLS", "TAKEUP_MONGODB_URI", uri);
    }

    @Test
    void withoutAMasterKeyOrWithTheEmbeddedStoreItDoesNotStart() {
        refused("missing", "TAKEUP_MASTER_KEY", "");
        refused("missing", "TAKEUP_MONGODB_URI", "");
    }
}
