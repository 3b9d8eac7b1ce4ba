package org.takeup.identity.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.http.Problem;

/** Metadata as companies and attackers send them. */
class SamlMetadataTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path folder;

    private static String refusal(String xml) {
        var problem = assertThrows(Problem.class, () -> SamlMetadata.read(xml, NOW));
        assertEquals("metadata", problem.fields().getFirst().name());
        return problem.fields().getFirst().message();
    }

    private static String idp(String inside) {
        return """
                <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example">
                  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">%s</IDPSSODescriptor>
                </EntityDescriptor>""".formatted(inside);
    }

    @Test
    void aFileThatAnEntityNamesIsNotRead() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "canary");
        String message = refusal("<!DOCTYPE x [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><x>&x;</x>");

        assertTrue(message.contains("DOCTYPE"), message);
        assertTrue(!message.contains("canary"), message);
    }

    @Test
    void entitiesThatGrowAreRefusedBeforeTheyDo() {
        var bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"aaaaaaaaaa\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a%d \"&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1));
        }
        assertTrue(refusal(bomb + "]><x>&a29;</x>").contains("DOCTYPE"));
    }

    @Test
    void anExternalSubsetAndParameterEntitiesAreRefused() {
        assertTrue(
                refusal("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><x/>").contains("DOCTYPE"));
        assertTrue(refusal("<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\"> %p;]><x/>")
                .contains("DOCTYPE"));
    }

    @Test
    void twoDescriptorsAreRefusedWhereverTheyStand() {
        String one = idp("");
        String two = "<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + one + one
                + "</EntitiesDescriptor>";
        assertEquals("It describes 2 sign-ins. Give the metadata of the one that your people use.", refusal(two));
        assertTrue(refusal(one.replace(
                        "</EntityDescriptor>",
                        "<IDPSSODescriptor protocolSupportEnumeration=\"x\"/></EntityDescriptor>"))
                .contains("2 sign-ins"));
        assertTrue(refusal("<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + one
                        + "<EntityDescriptor entityID=\"other\"/></EntitiesDescriptor>")
                .contains("more than one party"));
    }

    @Test
    void whatIsNoMetadataOfASignInIsToldApart() {
        assertTrue(refusal("not xml").contains("no XML"));
        assertTrue(refusal("<html/>").contains("no IDPSSODescriptor"));
        assertTrue(refusal("""
                        <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"><SPSSODescriptor/>
                        </EntityDescriptor>""").contains("describes an application"));
        assertTrue(refusal(idp("")).contains("no certificate"));
        assertTrue(refusal(idp("").replace("entityID=", "validUntil=\"2026-11-24T00:00:00Z\" entityID="))
                .contains("Fetch it anew"));
        assertTrue(refusal("<a>".repeat(100) + "</a>".repeat(100)).contains("no XML that can be read"));
        assertTrue(refusal(" ".repeat(300_000)).contains("more than 256 KB"));
    }

    @Test
    void aCertificateThatIsNoneIsRefused() {
        assertTrue(refusal(idp("""
                        <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
                        <X509Certificate>AAAA</X509Certificate></X509Data></KeyInfo></KeyDescriptor>""")).contains("certificate in it cannot be read"));
    }
}
