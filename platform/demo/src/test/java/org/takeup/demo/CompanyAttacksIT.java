package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What broken companies and attackers send (threats S2, S3, S9), to a real Keycloak that is set up as the platform does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompanyAttacksIT {
    private static final String SAML = "att-saml";
    private static final String OIDC = "att-oidc";

    private final CompanyAttack attack = new CompanyAttack();
    private CompanyRealm saml;
    private CompanyRealm oidc;

    @BeforeAll
    void connect() {
        saml = CompanyRealm.make(SAML);
        oidc = CompanyRealm.make(OIDC);
        attack.connect(saml.overSaml());
        attack.connect(oidc.overOidc());
    }

    @AfterEach
    void honestAgain() {
        oidc.pretend("", "", "");
        attack.forget(SAML);
        attack.forget(OIDC);
    }

    @AfterAll
    void close() {
        attack.close();
    }

    private void refused(UnaryOperator<String> change) {
        assertFalse(attack.getsIn(SAML, "ada", change));
        assertEquals(0, saml.accounts(), "nobody has an account of it");
    }

    @Test
    void anHonestAnswerGetsInAndSoDoesOneThatTheTestSigned() {
        assertTrue(attack.getsIn(SAML, "ada", UnaryOperator.identity()));
        assertTrue(attack.getsIn(SAML, "ada", Saml.signedBy(saml.keys())));
        assertTrue(attack.getsIn(OIDC, "ada", UnaryOperator.identity()));
    }

    @Test
    void anAssertionWithoutASignatureIsRefused() {
        refused(Saml.unsigned());
    }

    @Test
    void anAssertionThatWasChangedIsRefused() {
        refused(Saml.edited("ada@att-saml.example", "eve@att-saml.example"));
    }

    @ParameterizedTest
    @EnumSource
    void aWrappedSignatureIsRefusedOrSaysNothingOfTheFalseOne(Saml.Wrapping how) {
        boolean in = attack.getsIn(SAML, "ada", Saml.wrapped(how));

        String accounts = KeycloakAdmin.call("GET", "/admin/realms/takeup/users?max=100&username=" + SAML + ".", "")
                .toString();
        assertFalse(accounts.contains("somebody-else"), accounts);
        assertFalse(in, "an answer with two assertions is no answer");
    }

    @Test
    void anAssertionForAnotherPartyIsRefused() {
        refused(Saml.audience("https://another.example/saml", saml.keys()));
    }

    @Test
    void aClockThatIsFourMinutesOffIsRefusedAndOneThatIsHalfAMinuteOffIsNot() {
        refused(Saml.clockAhead(Duration.ofMinutes(4), saml.keys()));
        refused(Saml.clockAhead(Duration.ofMinutes(-10), saml.keys()));
        assertTrue(attack.getsIn(SAML, "ada", Saml.clockAhead(Duration.ofSeconds(30), saml.keys())));
    }

    @Test
    void aKeyThatIsNotInTheMetadataIsRefused() {
        refused(Saml.signedBy(CompanyRealm.newKeys()));
    }

    @Test
    void aRotatedSamlKeyIsRefusedUntilTheNewMetadataAreTakenOver() {
        CompanyRealm company = CompanyRealm.make("att-rotated");
        attack.connect(company.overSaml());
        company.rotate();

        assertFalse(attack.getsIn("att-rotated", "ada", UnaryOperator.identity()));
        attack.connect(company.overSaml());
        assertTrue(attack.getsIn("att-rotated", "ada", UnaryOperator.identity()));
    }

    @Test
    void aRotatedKeyOfOpenIdConnectIsFoundByItself() {
        CompanyRealm company = CompanyRealm.make("att-rolled");
        attack.connect(company.overOidc());
        assertTrue(attack.getsIn("att-rolled", "ada", UnaryOperator.identity()));
        company.rotate();
        attack.forget("att-rolled");

        // Keycloak asks for new keys at most every ten seconds.
        Instant end = Instant.now().plusSeconds(60);
        boolean in = attack.getsIn("att-rolled", "ada", UnaryOperator.identity());
        while (!in && Instant.now().isBefore(end)) {
            in = attack.getsIn("att-rolled", "ada", UnaryOperator.identity());
        }
        assertTrue(in);
    }

    @Test
    void aTokenForAnotherClientIsRefused() {
        oidc.pretend("aud", "another-client", "String");
        assertFalse(attack.getsIn(OIDC, "ada", UnaryOperator.identity()));
        assertEquals(0, oidc.accounts());
    }

    @Test
    void aTokenOfAClockThatIsFourMinutesAheadIsRefused() {
        oidc.pretend("nbf", String.valueOf(Instant.now().plusSeconds(240).getEpochSecond()), "long");
        assertFalse(attack.getsIn(OIDC, "ada", UnaryOperator.identity()));
        assertEquals(0, oidc.accounts());
    }
}
